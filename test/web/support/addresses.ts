import { loadRequest } from '../../../src/store/desk/load-request.js';
import { receive } from '../../support/builders/a-dossier.js';
import { aTownHall } from '../../support/builders/a-town-hall.js';
import type { TestDesk } from './a-desk.js';

/**
 * What stands for each `:parameter` of a page's address, on a request just received. A page with a parameter of its own
 * gets its row here: the tests of rights, of axe and of widths then look at it without being told.
 */
export async function addressesOn({ db }: TestDesk, rank: number): Promise<Readonly<Record<string, string>>> {
  const hall = aTownHall(rank);
  const { reference, messageId } = await receive(db, hall, { from: 'stagiaire@ailleurs.example' });
  const convention = await db
    .selectFrom('convention')
    .select('id')
    .where('commune_insee', '=', hall.insee)
    .executeTakeFirstOrThrow();
  const { replies } = (await loadRequest(db, reference))!;
  return {
    ':reference': reference,
    ':reply': replies[0]!.id,
    ':insee': hall.insee,
    ':uai': hall.schools[0]!.uai,
    ':number': '0',
    ':id': messageId,
    ':convention': convention.id,
    ':document': '0c1c5e1e-7c4b-4d2e-8f2a-52c1a2b4c0de',
    ':word': 'x',
  };
}

/** `/demandes/:reference` → `/demandes/LC-2026-00001`. Throws for a parameter nobody has given a value to. */
export function addressOf(url: string, addresses: Readonly<Record<string, string>>): string {
  return url.replace(/:\w+/g, (name) => {
    const value = addresses[name];
    if (value === undefined) throw new Error(`${url}: give ${name} a value in test/web/support/addresses.ts`);
    return value;
  });
}
