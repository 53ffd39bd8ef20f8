import { sql } from 'kysely';
import type { Queries } from '../database.js';

/** Wrong passwords in a row, of a login or of an address (`login:…`, `address:…`). */
export type SignInFailures = { subject: string; failures: number; lastFailureAt: Date };

/** After this long without a try, a subject begins again. */
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

export async function loadSignInFailures(
  db: Queries,
  subjects: readonly string[],
): Promise<SignInFailures[]> {
  return db
    .selectFrom('login_throttle')
    .select(['subject', 'failures', 'last_failure_at as lastFailureAt'])
    .where('subject', 'in', subjects)
    .execute();
}

/** One more for each, and those long forgotten go. */
export async function noteSignInFailure(db: Queries, subjects: readonly string[], now: Date): Promise<void> {
  const forgotten = new Date(now.getTime() - FORGOTTEN_AFTER_MS);
  await db.deleteFrom('login_throttle').where('last_failure_at', '<', forgotten).execute();
  await sql`
    insert into login_throttle (subject, failures, last_failure_at)
    select subject, 1, ${now} from unnest(${[...subjects].sort()}::text[]) as subject
    on conflict (subject) do update set failures = login_throttle.failures + 1, last_failure_at = ${now}`.execute(
    db,
  );
}

export async function forgetSignInFailures(db: Queries, subjects: readonly string[]): Promise<void> {
  await db.deleteFrom('login_throttle').where('subject', 'in', subjects).execute();
}
