import { randomUUID } from 'node:crypto';
import { previewTakeOver, takeOverConventions } from '../../src/desk/conventions/take-over.js';
import { DAYS_TO_OPEN, targetOn } from '../../src/provisioning/deadlines.js';
import { insertConvention } from '../../src/store/conventions.js';
import type { FormerCommune, World } from './make-world.js';
import { mustBe } from './must-be.js';
import type { Stage } from './open-stage.js';

/**
 * A commune that is still alone when the year begins: its convention, its contacts, its list, and the accesses asked for,
 * which the service opens. The official data know it by the commune that replaces it, so it cannot write under its name.
 */
export async function settleFormer(
  { base: { db }, config, now }: Stage,
  former: FormerCommune,
): Promise<void> {
  const { insee, into, address, schools, notifiedOn } = former;
  const askedOn = former.mergesOn.with({ year: former.mergesOn.year - 1, month: 9, day: 1 });
  const dueOn = askedOn.add({ days: DAYS_TO_OPEN });
  const due = { due_on: dueOn.toString(), target_on: targetOn(dueOn, config.closures).toString() };
  const requestId = randomUUID();
  await db.transaction().execute(async (tx) => {
    await insertConvention(tx, { communeInsee: insee, notifiedOn, denunciation: null, signedOn: null });
    await tx
      .insertInto('request')
      .values({
        ...{ id: requestId, reference: `INS-${insee}`, status: 'accepted', commune_insee: insee, ...due },
        ...{ sender: address, opened_at: now(), waiting_since: null },
      })
      .execute();
    await tx
      .insertInto('commune_contact')
      .values(
        (['followUp', 'technical'] as const).map((role) => ({
          ...{ commune_insee: insee, role, person: JSON.stringify(former[role]) },
          ...{ since: now(), request_id: requestId },
        })),
      )
      .execute();
    await tx
      .insertInto('directory_school')
      .values(
        schools.map(({ uai, name }) => ({
          ...{ uai, name, level: 'primaire', commune_insee: into },
          ...{ state: 'open', nature: '151', imported_in: null },
        })),
      )
      .execute();
    await tx
      .insertInto('listed_school')
      .values(
        schools.map(({ uai, name, administrator }) => ({
          ...{ commune_insee: insee, school_year: askedOn.year, uai, name, since: now() },
          ...{ administrator: JSON.stringify(administrator), request_id: requestId },
        })),
      )
      .execute();
    await tx
      .insertInto('access_order')
      .values(
        schools.map(({ uai, name, administrator }) => ({
          ...{ id: randomUUID(), request_id: requestId, kind: 'open-school' as const, uai, ...due },
          ...{ commune_insee: insee, school_name: name, former: null, not_before: null, proof: null },
          ...{ administrator: JSON.stringify(administrator), asked_on: askedOn.toString() },
          ...{ status: 'planned' as const, due_at: now(), done_at: null },
        })),
      )
      .execute();
  });
}

/** A supervisor lets the commune nouvelle take over, and from then on it writes for the schools of both. */
export async function mergeFormer({ desk, supervisor }: Stage, { communes, former }: World): Promise<void> {
  const input = { formers: [former.insee], into: former.into };
  const { fingerprint } = mustBe('preview', await previewTakeOver(desk, input));
  const asked = { ...input, reason: 'Commune nouvelle au 1er janvier', fingerprint };
  mustBe('done', await takeOverConventions(desk, supervisor, asked));
  communes.find(({ insee }) => insee === former.into)?.schools.push(...former.schools);
}

/** At the end of the year: one commune with both conventions and all the schools, and nobody has lost or gained an access by it. */
export async function checkMerger({ base: { db } }: Stage, { former, last }: World): Promise<string[]> {
  const uais = former.schools.map(({ uai }) => uai);
  const lists = await db
    .selectFrom('listed_school')
    .select(['commune_insee', 'school_year'])
    .where('uai', 'in', uais)
    .execute();
  const orders = await db
    .selectFrom('access_order')
    .select(['kind', 'status'])
    .where('uai', 'in', uais)
    .execute();
  const conventions = await db
    .selectFrom('convention')
    .select('commune_insee')
    .where('commune_insee', 'in', [former.insee, former.into])
    .execute();
  const faults: string[] = [];
  if (lists.some(({ commune_insee }) => commune_insee !== former.into))
    faults.push('merger: a list stayed behind');
  const renewed = lists.filter(({ school_year }) => school_year === last.year);
  if (renewed.length !== uais.length)
    faults.push(`merger: ${renewed.length} of ${uais.length} schools renewed`);
  if (
    orders.length !== uais.length ||
    orders.some(({ kind, status }) => kind !== 'open-school' || status !== 'done')
  ) {
    faults.push(`merger: an access changed by it: ${orders.map(({ kind }) => kind).join(', ')}`);
  }
  if (conventions.length !== 2 || conventions.some(({ commune_insee }) => commune_insee !== former.into)) {
    faults.push('merger: the conventions were not taken over');
  }
  return faults;
}
