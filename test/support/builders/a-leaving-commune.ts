import type { Database } from '../../../src/store/database.js';
import { aTownHall, type TownHall } from './a-town-hall.js';

export const leavingHall = aTownHall(0);

const people = [
  { firstName: 'Sylvie', lastName: 'Durand', email: 'sylvie.durand@ac-lyon.example' },
  { firstName: 'Paul', lastName: 'Mercier', email: 'paul.mercier@ac-lyon.example' },
  { firstName: 'Sylvie', lastName: 'Durand', email: 'Sylvie.Durand@ac-lyon.example' },
];

function aPerson(rank: number) {
  return { ...people[rank % people.length]!, jobTitle: 'Directrice', phone: '+33472900318' };
}

/** Its contacts, and its list of three schools for a year; the first and the last have one administrator. */
export async function aListedCommune(
  db: Database,
  { hall = leavingHall, year = 2026 }: { hall?: TownHall; year?: number } = {},
): Promise<void> {
  await db
    .insertInto('commune_contact')
    .values(
      (['followUp', 'technical'] as const).map((role) => ({
        ...{ commune_insee: hall.insee, role, since: new Date(), request_id: null },
        person: JSON.stringify({ ...aPerson(0), email: `${role.toLowerCase()}@mairie.example` }),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto('listed_school')
    .values(
      hall.schools.map(({ uai, name }, rank) => ({
        ...{ commune_insee: hall.insee, school_year: year, uai, name, since: new Date(), request_id: null },
        administrator: JSON.stringify(aPerson(rank)),
      })),
    )
    .execute();
}

/** The convention of a commune says what the test says. Answers its identifier. */
export async function aConventionOf(
  db: Database,
  {
    hall = leavingHall,
    ...days
  }: {
    hall?: TownHall;
    notifiedOn?: string;
    denouncedOn?: string;
    endsOn?: string;
  } = {},
): Promise<string> {
  const { id } = await db
    .updateTable('convention')
    .set({
      ...(days.notifiedOn === undefined ? {} : { notified_on: days.notifiedOn }),
      denounced_on: days.denouncedOn ?? null,
      ends_on: days.endsOn ?? null,
    })
    .where('commune_insee', '=', hall.insee)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The conventions of the others are out of the way: a turn is about one commune. */
export async function onlyConventionOf(db: Database, { insee }: TownHall = leavingHall): Promise<void> {
  const others = db.selectFrom('convention').select('id').where('commune_insee', '!=', insee);
  await db.deleteFrom('convention_event').where('convention_id', 'in', others).execute();
  await db.deleteFrom('convention').where('commune_insee', '!=', insee).execute();
}
