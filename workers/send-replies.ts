import { sendReplies } from '../src/jobs/send-replies.js';
import type { Clock } from '../src/kernel/clock.js';
import type { Log } from '../src/kernel/log.js';
import { retryAfterMs } from '../src/reply/retry-after.js';
import { returnPathOf } from '../src/reply/return-path.js';
import type { Mailer, SendOutcome } from '../src/reply/send.js';
import type { ServiceIdentity } from '../src/reply/service-identity.js';
import { writeReply } from '../src/reply/write-reply.js';
import type { Database } from '../src/store/database.js';
import {
  type AttemptResult,
  type ClaimedReply,
  claimReplies,
  keepClaim,
  rewordReply,
  saveAttempts,
} from '../src/store/replies.js';
import type { OwedAttachment } from '../src/store/tables.js';
import { inTurn } from './send/in-turn.js';
import { type MadeFile, trueFacts } from './send/true-words.js';

export type MadeAttachment = MadeFile & { type: string; bytes: Uint8Array };

export type SendSteps = {
  db: Database;
  clock: Clock;
  log: Log;
  mailer: Mailer;
  /** Mails handed to it at once, over all jobs of this worker. */
  mailsAtOnce: number;
  /** Our address: the one bounces come back to, with the reply's identifier added. */
  ownAddress: string;
  /** Pauses are the schedule's own, within these bounds (ms). */
  retry: { firstMs: number; maxMs: number; giveUpAfterMs: number };
  service: ServiceIdentity;
  /** Where one refuses more news; of what the convention owes, nothing is refused. */
  refusalLinkOf(replyId: string): string;
  /** Makes what the reply carries; null when it cannot be made: the reply leaves without it, and says so. */
  makeAttachment(attachment: OwedAttachment, reply: ClaimedReply): Promise<MadeAttachment | null>;
  onSent(sent: readonly { replyId: string; messageId: string | null }[]): void;
};

export const job = sendReplies;

/** The one kind of letter that nobody is owed. */
const NEWS = 'circular-news';

/** Results are saved as soon as no other is about to follow: a crash leaves few mails whose sending we forgot. */
const SAVE_WITHIN_MS = 5;

/** A claim older than this is renewed before its mail leaves: a brake may have been pulled since. */
const CLAIM_IS_FRESH_MS = 1_000;

/**
 * Claim, send, save. Running it twice is harmless: a reply is claimed by one worker alone, and one sent again after a
 * crash bears the same Message-ID.
 */
export function sendRepliesWork(steps: SendSteps) {
  const turn = inTurn(steps.mailsAtOnce);
  return async (ids: readonly string[]): Promise<void> => {
    const replies = await claimReplies(steps.db, ids);
    const freshUntilMs = performance.now() + CLAIM_IS_FRESH_MS;
    const results = gatherResults(steps);
    await Promise.all(
      replies.map(async (reply) => {
        const outcome = await turn(() => send(steps, reply, freshUntilMs));
        if (outcome !== null) results.add(reply, outcome);
      }),
    );
    await results.saveAll();
  };
}

/**
 * Null when it is not ours to send any more: making the files took so long that it was given to another, or all replies
 * are held.
 */
async function send(
  steps: SendSteps,
  reply: ClaimedReply,
  freshUntilMs: number,
): Promise<SendOutcome | null> {
  const made = await Promise.all(reply.attachments.map((one) => makeOrTryAgain(steps, one, reply)));
  const isFresh = made.length === 0 && performance.now() < freshUntilMs;
  if (!isFresh && !(await keepClaim(steps.db, reply))) return null;
  const attachments = made.filter((one) => one !== null);
  return steps.mailer.send({
    replyId: reply.id,
    messageId: reply.rfcMessageId,
    to: reply.recipient,
    cc: reply.cc,
    ...(await wordsOf(steps, reply, attachments)),
    inReplyTo: reply.inReplyTo,
    references: reply.referenceIds,
    attachments,
    refusalLink: reply.kind === NEWS ? steps.refusalLinkOf(reply.id) : null,
    returnPath: returnPathOf(steps.ownAddress, reply.id),
  });
}

/** A reader may die of somebody else's load: once more, at once. */
async function makeOrTryAgain(steps: SendSteps, attachment: OwedAttachment, reply: ClaimedReply) {
  return (await steps.makeAttachment(attachment, reply)) ?? steps.makeAttachment(attachment, reply);
}

/** The words written with the decision, unless the files made tell otherwise: then new ones, kept before they leave. */
async function wordsOf(steps: SendSteps, reply: ClaimedReply, made: readonly MadeAttachment[]) {
  const { id, facts, subject, text, html } = reply;
  const told = facts === null ? null : trueFacts(facts, made[0] ?? null);
  if (told === null) return { subject, text, html };

  const words = writeReply(told, steps.service);
  const attachments = reply.attachments.slice(0, made.length).map((one) => ({ ...one, name: made[0]!.name }));
  await rewordReply(steps.db, id, { ...words, facts: told, attachments });
  steps.log.warn('reply reworded', { replyId: id, kind: told.kind, attachments: made.length });
  return words;
}

/** Saves results in small groups, in the background of the sendings that go on. */
function gatherResults(steps: SendSteps) {
  let waiting: AttemptResult[] = [];
  let saving: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const failures: unknown[] = [];
  const sent = new Map<string, string | null>();

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const results = waiting;
    waiting = [];
    saving = saving
      .then(() => saveAttempts(steps.db, results))
      .then(() => steps.onSent(sentAmong(results, sent)))
      .catch((error: unknown) => {
        failures.push(error);
      });
    return saving;
  }

  return {
    add(reply: ClaimedReply, outcome: SendOutcome): void {
      sent.set(reply.id, reply.messageId);
      waiting.push(resultOf(steps, reply, outcome));
      timer ??= setTimeout(() => void flush(), SAVE_WITHIN_MS);
    },
    async saveAll(): Promise<void> {
      await flush();
      if (failures.length > 0) throw failures[0];
    },
  };
}

function sentAmong(results: readonly AttemptResult[], messages: ReadonlyMap<string, string | null>) {
  return results
    .filter(({ outcome }) => outcome === 'sent')
    .map(({ replyId }) => ({ replyId, messageId: messages.get(replyId)! }));
}

/** A server that refuses for now is asked again, later and later, until we give up: then it is an agent's item. */
function resultOf(steps: SendSteps, reply: ClaimedReply, outcome: SendOutcome): AttemptResult {
  const { response } = outcome;
  if (outcome.kind === 'sent') return { replyId: reply.id, outcome: 'sent', response, retryAt: null };

  const now = steps.clock.now().getTime();
  const { firstMs, maxMs, giveUpAfterMs } = steps.retry;
  const isTooLate = now - reply.owedAt.getTime() > giveUpAfterMs;
  const needsOperator = 'needsOperator' in outcome && outcome.needsOperator;
  const level = needsOperator ? 'error' : 'warn';
  steps.log[level]('reply refused', {
    replyId: reply.id,
    attempt: reply.attempts,
    kind: outcome.kind,
    needsOperator,
  });
  if (outcome.kind === 'refused' || isTooLate) {
    return { replyId: reply.id, outcome: 'refused', response, retryAt: null };
  }
  const pauseMs = Math.min(maxMs, Math.round((retryAfterMs(reply.attempts) / 60_000) * firstMs));
  return {
    replyId: reply.id,
    outcome: 'refused-for-now',
    response,
    retryAt: new Date(now + pauseMs),
    needsOperator,
  };
}
