import type { Temporal } from 'temporal-polyfill';
import type { Queues } from '../../src/jobs/queues.js';
import type { Clock } from '../../src/kernel/clock.js';
import type { Log } from '../../src/kernel/log.js';
import { lockSubjects } from '../../src/store/cases.js';
import type { ConventionToTurn } from '../../src/store/convention-closing.js';
import { lockConvention } from '../../src/store/conventions.js';
import type { Database, Tx } from '../../src/store/database.js';
import type { NoticeSettings } from '../notices/owe-notice.js';

export type ConventionSteps = NoticeSettings & {
  db: Database;
  queues: Pick<Queues, 'enqueue'>;
  clock: Clock;
  log: Log;
  closures: ReadonlySet<string>;
  /** Days before the end at which people are told. */
  reminderDays: number;
};

/** The moment of one turn, the same for all of it. `isOffice`: people may be written to. */
export type Turn = { now: Date; today: Temporal.PlainDate; isOffice: boolean };

/** In a transaction of its own, if nobody changed the convention since it was loaded. */
export async function alone<Value>(
  { db }: Pick<ConventionSteps, 'db'>,
  { id, communeInsee, version }: ConventionToTurn,
  work: (tx: Tx) => Promise<Value>,
): Promise<Value | null> {
  return db.transaction().execute(async (tx) => {
    await lockSubjects(tx, [`commune:${communeInsee}`]);
    const now = await lockConvention(tx, id);
    return now?.version === version ? work(tx) : null;
  });
}
