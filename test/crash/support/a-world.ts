import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDemoMailbox } from '../../../src/embedded/mailbox.js';
import { type SmtpSink, startSmtpSink } from '../../../src/embedded/smtp-sink.js';
import type { StoredMail } from '../../../src/embedded/stored-mail.js';
import type { Database } from '../../../src/store/database.js';
import { AUTHSERV_ID } from '../../support/builders/a-letter.js';
import { shortWaits } from '../../support/journey/a-story.js';
import { openTestDatabase } from '../../support/journey/seeded-base.js';
import { until } from '../../support/journey/until.js';
import { dovecot } from '../../support/servers/available.js';
import { aDovecot } from '../../support/servers/dovecot.js';
import { aRedis, type Redis } from '../../support/servers/redis.js';
import { aRunFolder } from '../../support/servers/run-folder.js';
import { aTcpProxy, type TcpProxy } from '../../support/servers/tcp-proxy.js';
import { aFleet, type Fleet } from './fleet.js';
import type { Posted } from './post-bag.js';
import { judge, type Verdict } from './verdict.js';

/** A watcher and two processes of workers, everything they speak to, and every mail posted to them. */
export type World = {
  db: Database;
  fleet: Fleet;
  imap: TcpProxy;
  queue: 'Redis' | 'Postgres';
  redis: Redis | undefined;
  /** Between the processes and Redis, when the queue is there. */
  redisWire: TcpProxy | undefined;
  sink: SmtpSink;
  /** Runs before a reply is accepted: to throw refuses it. Undefined: all are accepted. */
  beforeAccept: (() => void | Promise<void>) | undefined;
  posted: Posted[];
  post(mails: readonly Posted[]): Promise<void>;
  /** What became of all that was posted, once nothing more happens by itself. */
  verdict(): Promise<Verdict>;
  stop(): Promise<void>;
};

export const WORKERS = ['worker 1', 'worker 2'] as const;
const SETTLED_WITHIN_MS = 90_000;

/** Waits of a test: a killed process is missed within seconds. */
const waits = {
  ...shortWaits,
  REPLY_CLAIM_EXPIRES_AFTER_MS: '1500',
  ORDER_CLAIM_EXPIRES_AFTER_MS: '1500',
  HINT_EXPIRES_AFTER_MS: '4000',
  MAILBOX_FULL_PASS_EVERY_MS: '3000',
  ENQUEUE_WITHIN_MS: '2000',
};

export async function aWorld(
  queue: World['queue'],
  databaseUrl: string,
  workers: readonly string[] = WORKERS,
): Promise<World> {
  const stops: (() => Promise<unknown>)[] = [];
  const folder = aRunFolder('crash');
  stops.push(async () => rmSync(folder, { recursive: true, force: true }));
  const db = openTestDatabase(databaseUrl);
  stops.push(() => db.destroy());
  const mailbox = 'program' in dovecot ? await aDovecot() : await builtInMailbox();
  stops.push(() => mailbox.stop());
  const imap = await aTcpProxy(mailbox.imapUrl);
  stops.push(() => imap.stop());
  const redis = queue === 'Redis' ? await aRedis() : undefined;
  const redisWire = redis && (await aTcpProxy(redis.redisUrl));
  stops.push(async () => Promise.all([redisWire?.stop(), redis?.stop()]));
  const sink = await startSmtpSink({ folder: `${folder}/replies`, onDelivery: () => world.beforeAccept?.() });
  stops.push(() => sink.stop());

  const env = {
    ...waits,
    IMAP_URL: imap.url,
    SMTP_URL: sink.smtpUrl,
    DATABASE_URL: databaseUrl,
    DATABASE_MAX_CONNECTIONS: '6',
    ...(redisWire === undefined ? {} : { REDIS_URL: redisWire.url }),
    DATA_DIR: folder,
    PORT: '0',
    AUTHSERV_ID,
    READERS: '1',
  };
  const members = Object.fromEntries([['watcher', 'watcher'], ...workers.map((name) => [name, 'workers'])]);
  const fleet = await aFleet(members, env);
  stops.push(() => fleet.stop());

  const world: World = {
    ...{ db, fleet, imap, queue, redis, redisWire, sink, beforeAccept: undefined, posted: [] },
    async post(mails) {
      world.posted.push(...mails);
      for (const { letter } of mails) await mailbox.deliver(letter.raw);
    },
    async verdict() {
      const look = async () => {
        const verdict = await judge(db, world.posted, sink.mails() as StoredMail[]);
        const { INBOX: left = 0, ...folders } = await mailbox.counts();
        const filed = Object.values(folders).reduce((sum, count) => sum + count, 0);
        if (left > 0) verdict.pending.push(`${left} mails to file`);
        if (left + filed !== world.posted.length) verdict.wrong.push(`${left + filed} mails in the mailbox`);
        return verdict;
      };
      const seen = async () => ({ verdict: await look(), lastWords: fleet.lastWords() });
      const isOver = async () => (await look().catch(() => undefined))?.pending.length === 0;
      await until('every mail is settled', isOver, seen, SETTLED_WITHIN_MS);
      await sleep(300); // what would come a second time, comes now
      return look();
    },
    async stop() {
      for (const stop of stops.splice(0).reverse()) await stop();
    },
  };
  return world;
}

async function builtInMailbox() {
  const { imapUrl, append, counts, stop } = await startDemoMailbox();
  return { imapUrl, deliver: (raw: Buffer) => append(raw), counts: async () => counts(), stop };
}
