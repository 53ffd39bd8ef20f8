import { randomUUID } from 'node:crypto';
import type { Database } from '../../../src/store/database.js';
import type { TownHall } from './a-town-hall.js';

const person = (email: string) => ({
  ...{ firstName: 'Sylvie', lastName: 'Durand', jobTitle: 'Directrice', email, phone: '+33472900318' },
});

/** The schools of a town hall on its list of a year, and its contacts, as if accepted in June. */
export async function aList(db: Database, hall: TownHall, { year }: { year: number }): Promise<void> {
  const since = new Date(`${year}-06-12T08:00:00Z`);
  await db
    .insertInto('listed_school')
    .values(
      hall.schools.map(({ uai, name }, rank) => ({
        ...{ commune_insee: hall.insee, school_year: year, uai, name, since, request_id: null },
        administrator: JSON.stringify(person(`direction.${rank}.${hall.insee}@ac-lyon.example`)),
      })),
    )
    .execute();
  await db
    .insertInto('commune_contact')
    .values(
      (['followUp', 'technical'] as const).map((role) => ({
        ...{ commune_insee: hall.insee, role, since, request_id: null },
        person: JSON.stringify(person(`${role.toLowerCase()}@mairie-${hall.insee}.example`)),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** An order of access, asked on a day and done on another (null: planned, due fourteen days later). */
export async function anOrder(
  db: Database,
  hall: TownHall,
  order: {
    kind: 'open-school' | 'close-school';
    uai: string;
    askedOn: string;
    dueOn: string;
    doneOn: string | null;
  },
): Promise<void> {
  const requestId = randomUUID();
  await db
    .insertInto('request')
    .values({
      ...{
        id: requestId,
        reference: `LC-T-${requestId.slice(0, 8)}`,
        status: 'opened',
        sender: hall.address,
      },
      ...{ commune_insee: hall.insee, waiting_since: null, resolution: null, merged_into: null },
      opened_at: new Date(`${order.askedOn}T08:00:00Z`),
      due_on: order.dueOn,
      target_on: order.dueOn,
    })
    .execute();
  await db
    .insertInto('access_order')
    .values({
      ...{
        id: randomUUID(),
        request_id: requestId,
        kind: order.kind,
        commune_insee: hall.insee,
        uai: order.uai,
      },
      ...{ school_name: `École ${order.uai}`, administrator: JSON.stringify(person('a@b.example')) },
      ...{ asked_on: order.askedOn, due_on: order.dueOn, target_on: order.dueOn, not_before: null },
      ...{ action_id: null, undoable_until: null, proof: null },
      status: order.doneOn === null ? 'planned' : 'done',
      due_at: new Date(`${order.dueOn}T08:00:00Z`),
      done_at: order.doneOn === null ? null : new Date(`${order.doneOn}T10:00:00Z`),
    })
    .execute();
}

/** A school that is on no list any more: its access was opened, then closed, each on the day it was due. */
export async function aClosedSchool(
  db: Database,
  hall: TownHall,
  { uai, openedOn, closedOn }: { uai: string; openedOn: string; closedOn: string },
): Promise<void> {
  const done = (day: string) => ({ uai, askedOn: day, dueOn: day, doneOn: day });
  await anOrder(db, hall, { kind: 'open-school', ...done(openedOn) });
  await anOrder(db, hall, { kind: 'close-school', ...done(closedOn) });
}
