import type { StepLedger } from '../../step-ledger.js';
import { ensure } from '../ensure.js';
import { lookAt } from '../look.js';
import { Structure } from '../models.js';
import type { LaclasseServer } from '../server.js';
import { inTurn, type Site } from '../site.js';

export type School = { uai: string; name: string; city: string | null };

/**
 * The structure exists, under its UAI. One that is there keeps what it has: only what is empty is filled, and nothing of
 * one that the academic synchronisation feeds.
 */
export async function ensureStructure(site: Site, ledger: StepLedger, school: School): Promise<boolean> {
  const type = await site.types.structureType();
  return inTurn(site, async (server) => {
    const look = () => structureAt(server, school.uai);
    const { found, isMade } = await ensure(look, async () => {
      await ledger.intend('structure', {});
      return server.ask('POST', 'structures', {
        id: school.uai,
        name: school.name,
        type,
        ...(school.city === null ? {} : { city: school.city }),
      });
    });
    if (!isMade) await fillEmptyFields(server, ledger, found, school);
    await ledger.finish('structure', { externalId: found.id, facts: isMade ? { made: true } : {} });
    return isMade;
  });
}

export async function structureAt(server: LaclasseServer, uai: string): Promise<Structure | undefined> {
  const structure = await lookAt(server, `structures/${encodeURIComponent(uai)}?expand=false`, Structure);
  return structure?.id === uai ? structure : undefined;
}

async function fillEmptyFields(
  server: LaclasseServer,
  ledger: StepLedger,
  { id, name, city, aaf_sync_activated }: Structure,
  school: School,
): Promise<void> {
  if (aaf_sync_activated) return;
  const missing = {
    ...(isEmpty(name) ? { name: school.name } : {}),
    ...(isEmpty(city) && school.city !== null ? { city: school.city } : {}),
  };
  if (Object.keys(missing).length === 0) return;
  const look = async () => {
    const structure = await structureAt(server, id);
    return structure !== undefined && !isEmpty(structure.name) ? structure : undefined;
  };
  await ledger.intend('structure-fields', {});
  /* The name alone matters to people: a city that does not take is not worth holding an order. */
  const answer = await server.ask('PUT', `structures/${encodeURIComponent(id)}`, missing);
  if (isEmpty(name)) await ensure(look, async () => answer);
}

function isEmpty(value: string | null): boolean {
  return value === null || value.trim() === '';
}
