import { join } from 'node:path';
import { projectRoot, readConfig } from '../../src/config.js';
import type { Desk } from '../../src/desk/desk.js';
import { type FakeLaclasse, startFakeLaclasse } from '../../src/embedded/fake-laclasse/fake-laclasse.js';
import { carryOutOrders } from '../../src/jobs/carry-out-orders.js';
import { decideMessages } from '../../src/jobs/decide-messages.js';
import type { Job } from '../../src/jobs/define-job.js';
import { examineMessages } from '../../src/jobs/examine-messages.js';
import { planOrders } from '../../src/jobs/plan-orders.js';
import type { Queues } from '../../src/jobs/queues.js';
import { rereadMessages } from '../../src/jobs/reread-messages.js';
import { sendReplies } from '../../src/jobs/send-replies.js';
import { silentLog } from '../../src/kernel/log.js';
import { laclasseAdapter } from '../../src/provisioning/laclasse/laclasse-adapter.js';
import { lookAround } from '../../src/provisioning/laclasse/look-around.js';
import { openNewsRefusals } from '../../src/reply/news-refusal.js';
import type { OwedMail } from '../../src/reply/owed-mail.js';
import { loadTemplates } from '../../src/reply/write-reply.js';
import { openSite } from '../../src/running/access-adapter.js';
import { openAttachmentMaker } from '../../src/running/attachments.js';
import { examineSettings, openExaminePool } from '../../src/running/examining.js';
import { planningRules } from '../../src/running/planning-rules.js';
import { type Agent, addAgent } from '../../src/store/desk/agents.js';
import { keepBytes } from '../../src/store/ledger.js';
import { carryOutOrdersWork } from '../../workers/carry-out-orders.js';
import { checkDrift } from '../../workers/check-drift.js';
import { turnConventions } from '../../workers/conventions/turn-conventions.js';
import { decideMessagesWork } from '../../workers/decide-messages.js';
import { examineMessagesWork } from '../../workers/examine-messages.js';
import { announceAccess } from '../../workers/notices/announce-access.js';
import { announceWhatIsLeft } from '../../workers/notices/announce-what-is-left.js';
import { remindOfCorrections } from '../../workers/notices/remind-of-corrections.js';
import { sendTeamDigest } from '../../workers/notices/team-digest.js';
import { planOrdersWork } from '../../workers/plan-orders.js';
import { runRenewal } from '../../workers/renewal/run-renewal.js';
import { rereadMessagesWork } from '../../workers/reread-messages.js';
import { sendRepliesWork } from '../../workers/send-replies.js';
import { startSweep } from '../../workers/sweep.js';
import type { SimulatedBase } from './simulated-base.js';
import { AUTHSERV_ID, OUR_ADDRESS } from './write-mails.js';

/** A mail that left, as the outside world sees it. */
export type SunkMail = OwedMail & { at: Date };

/** The whole service on the simulated clock: its store, its workers, a mail server that sinks, a laclasse.com. */
export type Stage = {
  base: SimulatedBase;
  fake: FakeLaclasse;
  desk: Desk;
  agent: Agent;
  supervisor: Agent;
  config: ReturnType<typeof readConfig>;
  sunk: SunkMail[];
  now(): Date;
  setTime(instant: Date): Promise<void>;
  setAway(isAway: boolean): void;
  receive(raw: Buffer, at: Date): Promise<void>;
  /** Everything that is due now, until nothing is. */
  turn(): Promise<void>;
  atNight(): Promise<void>;
  close(): Promise<void>;
};

/** Of references and links: of no use once the simulated base is thrown away. */
const SECRET = '0123456789abcdef0123456789abcdef';
const NEVER_MS = 1_000_000_000;

export async function openStage(base: SimulatedBase, start: Date): Promise<Stage> {
  const { db } = base;
  let now = start;
  let isAway = false;
  const clock = { now: () => now };
  const fake = await startFakeLaclasse({ trouble: () => (isAway ? 'cut-before' : undefined) });
  const config = readConfig('command', {
    LACLASSE_URL: fake.url,
    LACLASSE_TURN_WAIT_MS: '500',
    AUTHSERV_ID,
    OWN_ADDRESSES: OUR_ADDRESS,
    SERVICE_EMAIL: OUR_ADDRESS,
    DIGEST_TO: 'equipe@metropole.example',
    DIGEST_SUPERVISORS: 'chef@metropole.example',
    BRAKE_ADDRESS_PER_HOUR: '100000',
    BRAKE_ADDRESS_PER_DAY: '100000',
    BRAKE_REQUEST_PER_DAY: '100000',
    BRAKE_SERVICE_PER_HOUR: '100000',
    RENEWAL_LETTERS_PER_HOUR: '40',
  });
  const log = silentLog;
  loadTemplates(join(projectRoot, 'templates', 'replies'));
  const waiting = new Map<Job, string[]>();
  const queues: Queues = {
    async enqueue(job, ids) {
      waiting.set(job, [...(waiting.get(job) ?? []), ...ids]);
    },
    depth: async (job) => waiting.get(job)?.length ?? 0,
    close: async () => {},
  };
  const pool = openExaminePool(config);
  const settings = examineSettings(config, SECRET);
  const refusals = openNewsRefusals(SECRET, config.desk.publicUrl);
  const attachments = openAttachmentMaker({ config, db, pool, settings, log });
  const sunk: SunkMail[] = [];
  const owing = {
    service: config.service,
    replies: 'send' as const,
    brakes: config.replies.brakes,
    ownAddresses: [OUR_ADDRESS],
    printReference: (reference: string) => reference,
  };
  const { closures, failuresBeforeAgent } = config;
  const site = openSite(config.laclasse.server!, config.laclasse.turns, db);
  const steps = { db, queues, clock, log };
  const works: [Job, (ids: readonly string[]) => Promise<void>][] = [
    [examineMessages, examineMessagesWork({ ...steps, pool, settings, scanner: null, failuresBeforeAgent })],
    [rereadMessages, rereadMessagesWork({ ...steps, pool, settings, failuresBeforeAgent })],
    [
      decideMessages,
      decideMessagesWork({
        ...{ ...steps, ...owing, closures, failuresBeforeAgent, folders: config.folders },
        foldersApart: config.foldersApart,
        promiseDays: config.orders.promiseDays,
        maxMessageBytes: config.mailbox.patience.maxMessageBytes,
        onDecided: () => {},
      }),
    ],
    [planOrders, planOrdersWork({ ...steps, rules: planningRules(config), restPerSecond: 0 })],
    [
      carryOutOrders,
      carryOutOrdersWork({
        ...{ db, log, adapter: laclasseAdapter(site), retryAfterMs: config.orderRetryMs },
        claimExpiresAfterMs: config.orderClaimExpiresAfterMs,
        onDone: (tx, { requestId }) =>
          announceAccess(tx, { ...owing, holdsRecorded: true }, requestId, clock.now()),
        onOwed: (ids) => queues.enqueue(sendReplies, ids),
      }),
    ],
    [
      sendReplies,
      sendRepliesWork({
        ...{ db, clock, log, ownAddress: OUR_ADDRESS, service: config.service },
        mailer: {
          async send(owed) {
            sunk.push({ ...owed, at: now });
            return { kind: 'sent', response: '250 ok' };
          },
          close() {},
        },
        mailsAtOnce: 5,
        retry: { firstMs: 60_000, maxMs: 3_600_000, giveUpAfterMs: NEVER_MS },
        makeAttachment: (attachment) => attachments.make(attachment),
        refusalLinkOf: refusals.linkOf,
        onSent: () => {},
      }),
    ],
  ];
  const sweep = startSweep({ ...steps, ...config.sweep, everyMs: NEVER_MS, hintGraceMs: 0 });
  const drain = async () => {
    for (let isMore = true; isMore; ) {
      isMore = false;
      for (const [job, work] of works) {
        const ids = [...new Set(waiting.get(job) ?? [])];
        if (ids.length === 0) continue;
        waiting.delete(job);
        isMore = true;
        for (let first = 0; first < ids.length; first += 25) await work(ids.slice(first, first + 25));
      }
    }
  };
  const agentOf = async (login: string, role: Agent['role']): Promise<Agent> => {
    const { id } = (await addAgent(db, { login, name: login, role }))!;
    return { id, login, name: login, role, isDisabled: false };
  };
  return {
    ...{ base, fake, config, sunk },
    desk: {
      ...{ db, clock, service: config.service, closures, fees: config.fees, newsRefusals: refusals },
      ...{ undoMs: config.desk.undoMs, takenForMs: config.desk.takenForMs, committee: config.committee },
      scans: { maxBytes: config.conventions.maxScanBytes, scanner: null },
      renewal: { ...config.renewal, ownAddresses: [OUR_ADDRESS] },
      printReference: owing.printReference,
    },
    agent: await agentOf('camille', 'agent'),
    supervisor: await agentOf('claire', 'supervisor'),
    now: () => now,
    async setTime(instant) {
      now = instant;
      await base.setTime(instant);
    },
    setAway(value) {
      isAway = value;
    },
    async receive(raw, at) {
      const { messageId } = await keepBytes(db, raw, at);
      await queues.enqueue(examineMessages, [messageId]);
    },
    async turn() {
      await drain();
      await turnConventions({ ...owing, ...steps, closures, reminderDays: config.conventions.reminderDays });
      await runRenewal({ ...owing, ...steps, closures });
      await remindOfCorrections({ ...owing, ...steps, closures, ...config.reminders });
      await announceWhatIsLeft({ ...owing, holdsRecorded: true, ...steps });
      await sendTeamDigest({
        ...{ ...steps, closures, digest: config.digest, webUrl: config.desk.publicUrl },
        ownAddresses: owing.ownAddresses,
        domain: 'laclasse.com',
      });
      /* Planning makes orders due, carrying them out owes letters: what each leads to is due in the same turn. */
      for (let round = 0; round < 3; round += 1) {
        await sweep.sweepOnce();
        if (waiting.size === 0) break;
        await drain();
      }
    },
    async atNight() {
      await checkDrift({ ...steps, schedule: config.drift, lookAround: () => lookAround(site) });
    },
    async close() {
      await sweep.stop();
      await Promise.all([pool.close(), attachments.close(), fake.stop()]);
    },
  };
}
