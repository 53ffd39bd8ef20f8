import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../../src/config.js';
import { type SmtpSink, startSmtpSink } from '../../../src/embedded/smtp-sink.js';
import { createLog } from '../../../src/kernel/log.js';
import { type Service, startService } from '../../../src/running/service.js';
import type { Database } from '../../../src/store/database.js';
import { AUTHSERV_ID, type Letter } from '../builders/a-letter.js';
import { aDatabase } from '../servers/postgres.js';
import { openTestDatabase, seededBase } from './seeded-base.js';
import type { Stage, TestMailbox } from './stages.js';
import { isSettled, type Standing, standingOf } from './standing.js';
import { until } from './until.js';

/** One test's whole world: its base, its mailbox, its mail server, and the services it started. */
export type Story = {
  db: Database;
  mailbox: TestMailbox;
  sink: SmtpSink;
  /** The settings a service of this story starts with. */
  env: Record<string, string>;
  /** Every line that its services logged. */
  log: string[];
  /** Starts one more service in this process. */
  start(env?: Record<string, string>): Promise<Service>;
  /** Puts a mail in the mailbox; answers what became of it once nothing more will happen. */
  receive(letter: Letter): Promise<Standing>;
  settled(letter: Letter): Promise<Standing>;
  /** Mails sent in answer to this one. */
  answersTo(letter: Letter): Letter['raw'][];
};

/** Waits of production, made short enough for tests and long enough for a loaded machine. */
export const shortWaits: Record<string, string> = {
  SWEEP_EVERY_MS: '300',
  ORDER_HOURS: 'always',
  ORDERS_PER_DAY: '1000000',
  JOB_LOCK_MS: '2000',
  REPLY_CLAIM_EXPIRES_AFTER_MS: '4000',
  ORDER_CLAIM_EXPIRES_AFTER_MS: '4000',
  SMTP_RETRY_FIRST_MS: '200',
  MAILBOX_LEASE_TTL_MS: '2000',
  MAILBOX_LEASE_RENEW_EVERY_MS: '300',
  MAILBOX_STANDBY_LOOK_EVERY_MS: '100',
  MAILBOX_BACK_OFF_MIN_MS: '50',
  MAILBOX_BACK_OFF_MAX_MS: '300',
  MAILBOX_STORE_RETRY_MS: '100',
  MAILBOX_MOVE_GATHER_MS: '50',
};

const stops: (() => Promise<unknown>)[] = [];

/** Everything that the stories of a test started ends here: give it to `afterEach`. */
export async function endStories(): Promise<void> {
  for (const stop of stops.splice(0).reverse()) await stop();
}

export async function aStory(stage: Stage): Promise<Story> {
  await stage.clean();
  const folder = mkdtempSync(join(tmpdir(), 'inscriptions-story-'));
  stops.push(async () => rmSync(folder, { recursive: true, force: true }));
  const base = await aDatabase(seededBase);
  stops.push(() => base.drop());
  const db = openTestDatabase(base.url);
  stops.push(() => db.destroy());
  const mailbox = await stage.aMailbox();
  stops.push(() => mailbox.stop());
  const sink = await startSmtpSink({ folder: join(folder, 'replies') });
  stops.push(() => sink.stop());
  const env = {
    ...shortWaits,
    IMAP_URL: mailbox.imapUrl,
    SMTP_URL: sink.smtpUrl,
    DATABASE_URL: base.url,
    ...(stage.redisUrl() === undefined ? {} : { REDIS_URL: stage.redisUrl()! }),
    DATA_DIR: folder,
    PORT: '0',
    AUTHSERV_ID,
    READERS: '1',
    MAILBOX_FILE_AWAY: 'no',
  };
  const log: string[] = [];

  const story: Story = {
    ...{ db, mailbox, sink, env, log },
    async start(more = {}) {
      const config = readConfig('all', { ...env, ...more });
      const service = await startService({
        config,
        log: createLog('info', { write: (line) => log.push(line) }),
      });
      stops.push(() => service.stop());
      return service;
    },
    async receive(letter) {
      await mailbox.deliver(letter.raw);
      return story.settled(letter);
    },
    settled: (letter) =>
      until(
        'the message is settled',
        async () => {
          const standing = await standingOf(db, letter.raw);
          return isSettled(standing) && standing;
        },
        async () => ({ standing: await standingOf(db, letter.raw), log: log.slice(-20) }),
      ),
    answersTo: ({ messageId }) =>
      sink
        .mails()
        .filter(({ raw }) => raw.toString('latin1').includes(`In-Reply-To: ${messageId}`))
        .map(({ raw }) => raw),
  };
  return story;
}
