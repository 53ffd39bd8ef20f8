import { Temporal } from 'temporal-polyfill';
import { sendReplies } from '../../src/jobs/send-replies.js';
import { errorFacts } from '../../src/kernel/log.js';
import { receptionDay } from '../../src/provisioning/deadlines.js';
import { type ConventionToTurn, loadConventionsToTurn } from '../../src/store/convention-closing.js';
import { forgetScansNotConfirmed } from '../../src/store/convention-documents.js';
import { alone, type ConventionSteps, type Turn } from './alone.js';
import { carryEnd } from './carry-end.js';
import { recordRenewals, renewalsDue } from './record-renewals.js';

/** Nobody is written to before the office opens (Paris). */
const OFFICE_OPENS_AT = 8;

/**
 * What time makes of conventions: renewals recorded, closings asked, ends told and carried out, each once. Running it
 * twice is harmless: each step finds what the one before saved; a day missed is made up for at the next turn.
 */
export async function turnConventions(steps: ConventionSteps): Promise<void> {
  const { db, clock, log, queues } = steps;
  const now = clock.now();
  const turn = { now, today: receptionDay(now), isOffice: hourInParis(now) >= OFFICE_OPENS_AT };
  const owed: string[] = [];
  for (const convention of await loadConventionsToTurn(db, now)) {
    await turnOne(steps, convention, turn)
      .then((replyIds) => owed.push(...replyIds))
      .catch((error: unknown) =>
        log.warn('convention not turned', { conventionId: convention.id, ...errorFacts(error) }),
      );
  }
  await forgetScansNotConfirmed(db, now);
  if (owed.length > 0) await queues.enqueue(sendReplies, owed);
}

function hourInParis(instant: Date): number {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO('Europe/Paris').hour;
}

/** Answers the replies owed. */
async function turnOne(steps: ConventionSteps, convention: ConventionToTurn, turn: Turn): Promise<string[]> {
  const renewals = renewalsDue(convention, turn.today);
  if (renewals.length > 0) {
    await alone(steps, convention, turn, (tx) => recordRenewals(tx, convention.id, renewals, turn.now));
  }
  if (convention.denunciation === null || convention.isUndoable) return [];
  return carryEnd(steps, convention, turn);
}
