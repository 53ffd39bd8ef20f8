import type { Temporal } from 'temporal-polyfill';
import type { Queues } from '../../src/jobs/queues.js';
import type { Clock } from '../../src/kernel/clock.js';
import type { Log } from '../../src/kernel/log.js';
import { lockSubjects } from '../../src/store/cases.js';
import { type ConventionToTurn, loadConventionsToTurn } from '../../src/store/convention-closing.js';
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

/**
 * In a transaction of its own, with the convention as it stands once nobody else can touch it: null when an agent changed it
 * since it was loaded, and when another process has ended it meanwhile. What is done already is told by the convention
 * handed over, never by the one loaded before.
 */
export async function alone<Value>(
  { db }: Pick<ConventionSteps, 'db'>,
  { id, communeInsee, version }: ConventionToTurn,
  { now }: Turn,
  work: (tx: Tx, convention: ConventionToTurn) => Promise<Value>,
): Promise<Value | null> {
  return db.transaction().execute(async (tx) => {
    await lockSubjects(tx, [`commune:${communeInsee}`]);
    const locked = await lockConvention(tx, id);
    if (locked?.version !== version) return null;
    const standing = (await loadConventionsToTurn(tx, now, communeInsee)).find((one) => one.id === id);
    return standing === undefined ? null : work(tx, standing);
  });
}
