import { Temporal } from 'temporal-polyfill';
import type { Queues } from '../../src/jobs/queues.js';
import { sendReplies } from '../../src/jobs/send-replies.js';
import type { Clock } from '../../src/kernel/clock.js';
import type { Log } from '../../src/kernel/log.js';
import {
  agentTakesOverOn,
  type CorrectionsPatience,
  lastAskedDayToRemind,
} from '../../src/provisioning/corrections-calendar.js';
import { receptionDay } from '../../src/provisioning/deadlines.js';
import { communeByInsee } from '../../src/registry/find-commune.js';
import type { Database, Tx } from '../../src/store/database.js';
import {
  giveLateRequestsToAgents,
  type LateRequest,
  saveReminder,
  takeLateRequests,
} from '../../src/store/reminders.js';
import { correctedWorkbook, schoolsUnderstood } from '../decide/reply-facts.js';
import { type NoticeSettings, oweNotice } from './owe-notice.js';

export type RemindSteps = NoticeSettings & {
  db: Database;
  queues: Queues;
  clock: Clock;
  log: Log;
  closures: ReadonlySet<string>;
  patience: CorrectionsPatience;
};

/** In one transaction: its communes' rows are locked meanwhile. */
const AT_ONCE = 20;

/** Nobody is reminded before the office opens (Paris). */
const OFFICE_OPENS_AT = 8;

/**
 * Reminds once of corrections that do not come, on a working day; later, gives the request to an agent. Running it twice
 * is harmless: a reminder is one row per request and day of asking, saved with the reply it owes.
 */
export async function remindOfCorrections(steps: RemindSteps): Promise<void> {
  const now = steps.clock.now();
  const today = receptionDay(now);
  const lastAskedOn = lastAskedDayToRemind(today, steps.patience, steps.closures);
  if (lastAskedOn === null || hourInParis(now) < OFFICE_OPENS_AT) return;

  for (let isMore = true; isMore; ) {
    const reminded = await steps.db
      .transaction()
      .execute((tx) => remindSome(steps, tx, now, lastAskedOn.toString()));
    isMore = reminded.length === AT_ONCE;
    await steps.queues.enqueue(
      sendReplies,
      reminded.flatMap((id) => id ?? []),
    );
  }
  const given = await giveLateRequestsToAgents(steps.db, today.toString());
  for (const requestId of given)
    steps.log.info('request given to an agent', { requestId, reason: 'corrections_overdue' });
}

function hourInParis(instant: Date): number {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO('Europe/Paris').hour;
}

/** The replies owed; null for a request without an error to remind of, which goes straight to its day with an agent. */
async function remindSome(
  steps: RemindSteps,
  tx: Tx,
  now: Date,
  lastAskedOn: string,
): Promise<(string | null)[]> {
  const late = await takeLateRequests(tx, lastAskedOn, AT_ONCE);
  const agentOn = agentTakesOverOn(receptionDay(now), steps.patience, steps.closures).toString();
  const owed: (string | null)[] = [];
  for (const request of late) {
    const replyId = hasErrors(request) ? await oweReminder(steps, tx, request, agentOn, now) : null;
    await saveReminder(tx, { requestId: request.requestId, askedOn: request.askedOn, replyId, agentOn });
    owed.push(replyId);
  }
  return owed;
}

function hasErrors({ reading }: LateRequest): boolean {
  return reading.problems.some(({ severity }) => severity === 'error');
}

function oweReminder(
  steps: RemindSteps,
  tx: Tx,
  request: LateRequest,
  agentOn: string,
  now: Date,
): Promise<string | null> {
  const { reading, readingId, documentName, communeInsee, dueOn, targetOn } = request;
  const workbook = correctedWorkbook({ name: documentName, readingId });
  return oweNotice(
    tx,
    steps,
    {
      requestId: request.requestId,
      message: {
        id: request.messageId,
        rfcMessageId: request.rfcMessageId,
        referenceIds: request.referenceIds,
      },
      facts: {
        kind: 'corrections-reminder',
        reference: steps.printReference(request.reference),
        receivedAt: request.receivedAt,
        originalSubject: request.subject,
        communeName: communeInsee === null ? null : (communeByInsee(communeInsee)?.name ?? null),
        deadline: { dueOn, targetOn },
        schools: schoolsUnderstood(reading),
        problems: reading.problems,
        ...workbook.facts,
        agentOn,
      },
      recipient: request.recipient,
      cc: request.cc,
      version: request.askedOn,
      attachments: [workbook.attachment],
    },
    now,
  );
}
