import { join } from 'node:path';
import { carryOutOrdersWork } from '../../workers/carry-out-orders.js';
import { checkDrift } from '../../workers/check-drift.js';
import { turnConventions } from '../../workers/conventions/turn-conventions.js';
import { decideMessagesWork } from '../../workers/decide-messages.js';
import { deleteClosedAccounts } from '../../workers/delete-closed-accounts.js';
import { examineMessagesWork } from '../../workers/examine-messages.js';
import { announceAccess } from '../../workers/notices/announce-access.js';
import { announceWhatIsLeft } from '../../workers/notices/announce-what-is-left.js';
import { startReminders } from '../../workers/notices/start-reminders.js';
import { sendTeamDigest } from '../../workers/notices/team-digest.js';
import { planOrdersWork } from '../../workers/plan-orders.js';
import { startDirectoryRefresh } from '../../workers/refresh-directory.js';
import { runRenewal } from '../../workers/renewal/run-renewal.js';
import { rereadMessagesWork } from '../../workers/reread-messages.js';
import { runWorker } from '../../workers/run.js';
import { sendRepliesWork } from '../../workers/send-replies.js';
import { startEvery } from '../../workers/start-every.js';
import { startSweep } from '../../workers/sweep.js';
import type { Config } from '../config.js';
import { projectRoot } from '../config.js';
import { signReference } from '../intake/read-reference.js';
import { carryOutOrders } from '../jobs/carry-out-orders.js';
import { decideMessages } from '../jobs/decide-messages.js';
import { examineMessages } from '../jobs/examine-messages.js';
import { planOrders } from '../jobs/plan-orders.js';
import type { QueueBackend } from '../jobs/queue-backend.js';
import type { Queues } from '../jobs/queues.js';
import { rereadMessages } from '../jobs/reread-messages.js';
import { sendReplies } from '../jobs/send-replies.js';
import type { Clock } from '../kernel/clock.js';
import { errorFacts, type Log } from '../kernel/log.js';
import { deleteAccount } from '../provisioning/laclasse/delete-account.js';
import { lookAround } from '../provisioning/laclasse/look-around.js';
import { openNewsRefusals } from '../reply/news-refusal.js';
import { openMailer } from '../reply/send.js';
import { loadTemplates } from '../reply/write-reply.js';
import type { Database } from '../store/database.js';
import type { Decided } from '../store/decided.js';
import { orLeftForLater } from '../store/or-left-for-later.js';
import { referenceSecret } from '../store/secrets.js';
import { openAccessAdapter, openSite } from './access-adapter.js';
import { openAttachmentMaker } from './attachments.js';
import { examineSettings, openExaminePool, openScanner } from './examining.js';
import { planningRules } from './planning-rules.js';

export type WorkersParts = {
  config: Config;
  db: Database;
  backend: QueueBackend;
  queues: Queues;
  clock: Clock;
  log: Log;
  /** Told of decisions once committed, and of mails once sent. */
  onDecided(decided: readonly Decided[]): void;
  onSent(sent: readonly { replyId: string; messageId: string | null }[]): void;
};

/** Planning takes a tenth of the time at most, however long the backlog. */
const PLANNING_RESTS_PER_SECOND = 10;

export type Workers = { stop(): Promise<void> };

/** Starts one worker per kind of job, the readers' pool, the mailer and the sweep. */
export async function startWorkers(parts: WorkersParts): Promise<Workers> {
  const { config, db, backend, queues, clock, log } = parts;
  loadTemplates(join(projectRoot, 'templates', 'replies'));
  const secret = config.intake.referenceSecret ?? (await referenceSecret(db));
  const settings = examineSettings(config, secret);
  const pool = openExaminePool(config);
  const scanner = openScanner(config);
  const attachments = openAttachmentMaker({ config, db, pool, settings, log });
  const mailer = openMailer({
    smtpUrl: config.replies.smtpUrl!,
    from: { name: config.service.name, address: config.service.email },
    ...(config.replies.dkim === undefined ? {} : { dkim: config.replies.dkim }),
    settings: {
      connections: config.replies.connections,
      requireTls: config.replies.startTlsRequired,
      silenceTimeoutMs: config.replies.timeoutMs,
    },
  });

  const owing = {
    service: config.service,
    replies: config.replies.mode,
    brakes: config.replies.brakes,
    ownAddresses: [config.service.email.toLowerCase(), ...config.intake.ownAddresses],
    printReference: (reference: string) => signReference(reference, secret),
  };
  const { announcements } = config;
  const announcing = {
    ...owing,
    replies: announcements === 'hold' ? announcements : owing.replies,
    holdsRecorded: announcements === undefined,
  };
  const work = {
    examine: examineMessagesWork({
      db,
      queues,
      log,
      pool,
      settings,
      scanner,
      failuresBeforeAgent: config.failuresBeforeAgent,
    }),
    reread: rereadMessagesWork({
      db,
      log,
      pool,
      settings,
      failuresBeforeAgent: config.failuresBeforeAgent,
    }),
    decide: decideMessagesWork({
      db,
      queues,
      clock,
      log,
      ...owing,
      folders: config.folders,
      foldersApart: config.foldersApart,
      closures: config.closures,
      promiseDays: config.orders.promiseDays,
      maxMessageBytes: config.mailbox.patience.maxMessageBytes,
      failuresBeforeAgent: config.failuresBeforeAgent,
      onDecided: parts.onDecided,
    }),
    send: sendRepliesWork({
      db,
      clock,
      log,
      mailer,
      mailsAtOnce: config.replies.connections,
      ownAddress: config.service.email,
      service: config.service,
      refusalLinkOf: openNewsRefusals(secret, config.desk.publicUrl).linkOf,
      retry: {
        firstMs: config.replies.retryFirstMs,
        maxMs: config.replies.retryMaxMs,
        giveUpAfterMs: config.replies.giveUpAfterMs,
      },
      makeAttachment: (attachment) => attachments.make(attachment),
      onSent: parts.onSent,
    }),
    plan: planOrdersWork({
      ...{ db, queues, clock, log },
      rules: planningRules(config),
      restPerSecond: PLANNING_RESTS_PER_SECOND,
    }),
    carryOut: carryOutOrdersWork({
      db,
      log,
      adapter: openAccessAdapter(config, db, log),
      retryAfterMs: config.orderRetryMs,
      claimExpiresAfterMs: config.orderClaimExpiresAfterMs,
      onDone: (tx, { requestId }) =>
        orLeftForLater(tx, [], {
          work: () => announceAccess(tx, announcing, requestId, clock.now()),
          onFailure: (error) => log.warn('announcing failed', { requestId, ...errorFacts(error) }),
        }),
      onOwed: async (replyIds) => {
        if (replyIds.length > 0) await queues.enqueue(sendReplies, replyIds);
      },
    }),
  };
  const options = { backend, log, concurrency: config.jobs.atOnce, jobLockMs: config.jobs.lockMs };
  const running = [
    runWorker(examineMessages, work.examine, options),
    runWorker(rereadMessages, work.reread, options),
    runWorker(decideMessages, work.decide, options),
    runWorker(sendReplies, work.send, options),
    runWorker(planOrders, work.plan, { ...options, concurrency: 1 }),
    runWorker(carryOutOrders, work.carryOut, options),
  ];
  const sweep = startSweep({ db, queues, log, ...config.sweep });
  const { closures, directory } = config;
  const reminders = startReminders({ db, queues, clock, log, closures, ...owing, ...config.reminders });
  const announcer = startEvery(config.reminders.everyMs, {
    run: () => announceWhatIsLeft({ ...announcing, db, queues, clock, log }),
    onFailure: (error) => log.warn('announcements failed', errorFacts(error)),
  });
  const digest = startEvery(config.reminders.everyMs, {
    run: () =>
      sendTeamDigest({
        ...{ db, queues, clock, log, closures, digest: config.digest },
        ...{ webUrl: config.desk.publicUrl, ownAddresses: owing.ownAddresses },
        domain: config.service.email.slice(config.service.email.lastIndexOf('@') + 1),
      }),
    onFailure: (error) => log.warn('team digest failed', errorFacts(error)),
  });
  const drift = startDriftChecks(parts);
  const endings = startEndingAccounts(parts);
  const conventions = startEvery(config.conventions.everyMs, {
    run: () => {
      const { reminderDays } = config.conventions;
      return turnConventions({ ...owing, db, queues, clock, log, closures, reminderDays });
    },
    onFailure: (error) => log.warn('conventions failed', errorFacts(error)),
  });
  const renewal = startEvery(config.renewal.everyMs, {
    run: () => runRenewal({ ...owing, db, queues, clock, log, closures }),
    onFailure: (error) => log.warn('renewal failed', errorFacts(error)),
  });
  const refresh =
    directory === null
      ? null
      : startDirectoryRefresh({ ...{ db, clock, log }, ...directory, everyMs: config.sweep.everyMs });

  return {
    async stop() {
      const timers = [sweep, reminders, announcer, conventions, renewal, digest, drift, endings, refresh];
      await Promise.all(timers.map((timer) => timer?.stop()));
      await Promise.all(running.map((worker) => worker.stop()));
      await Promise.all([pool.close(), attachments.close()]);
      mailer.close();
    },
  };
}

/** Without laclasse.com there is nothing to compare with. */
function startDriftChecks({ config, db, clock, log }: WorkersParts): { stop(): Promise<void> } | null {
  if (config.laclasse.server === null) return null;
  const site = openSite(config.laclasse.server, config.laclasse.turns, db);
  return startEvery(config.sweep.everyMs, {
    run: () => checkDrift({ db, clock, log, schedule: config.drift, lookAround: () => lookAround(site) }),
    onFailure: (error) => log.warn('registry not compared', errorFacts(error)),
  });
}

/** Only when the policy is to delete; never before the days of grace are over. */
function startEndingAccounts({ config, db, clock, log }: WorkersParts): { stop(): Promise<void> } | null {
  const { server, turns } = config.laclasse;
  if (server === null || server.closedAccounts !== 'delete') return null;
  const site = openSite(server, turns, db);
  const { graceDays } = server;
  return startEvery(config.reminders.everyMs, {
    run: () =>
      deleteClosedAccounts({
        ...{ db, clock, log, graceDays },
        deleteAccount: (userId) => deleteAccount(site, userId),
      }),
    onFailure: (error) => log.warn('closed accounts not deleted', errorFacts(error)),
  });
}
