import { setTimeout as sleep } from 'node:timers/promises';
import { type DemoMailbox, startDemoMailbox } from '../../../src/embedded/mailbox.js';
import { describeWith } from '../servers/available.js';
import { aDovecot, type Dovecot } from '../servers/dovecot.js';
import { aRedis, type Redis } from '../servers/redis.js';

/** The mailbox of one test, whichever server gives it. */
export type TestMailbox = {
  imapUrl: string;
  deliver(raw: Buffer): Promise<void>;
  /** How many messages each folder holds. */
  counts(): Promise<Record<string, number>>;
  /** The same messages of INBOX under a new UIDVALIDITY: what was known of their UIDs means nothing. */
  bumpUidValidity(): Promise<void>;
  stop(): Promise<void>;
};

/** What a journey runs on: a mailbox, and where jobs wait (undefined: in Postgres). */
export type Stage = {
  aMailbox(): Promise<TestMailbox>;
  redisUrl(): string | undefined;
  /** Jobs that an earlier test left behind are not this one's. */
  clean(): Promise<void>;
};

/** The same stories on what `npm ci` gives and, where the machine has them, on Dovecot and Redis. */
export function onBothStages(title: string, tells: (stage: Stage) => void): void {
  describe(`${title}, on the built-in servers`, () => {
    tells({ aMailbox: aBuiltInMailbox, redisUrl: () => undefined, clean: async () => {} });
  });
  describeWith.dovecot(`${title}, on Dovecot`, () => {
    describeWith.redis('and Redis', () => tells(realServers()));
  });
}

async function aBuiltInMailbox(): Promise<TestMailbox> {
  const delivered: Buffer[] = [];
  let server: DemoMailbox = await startDemoMailbox();
  const { imapUrl } = server;
  const port = Number(new URL(imapUrl).port);
  return {
    imapUrl,
    deliver: async (raw) => {
      delivered.push(raw);
      await server.append(raw);
    },
    counts: async () => server.counts(),
    bumpUidValidity: async () => {
      await server.stop();
      await sleep(1_100); // its UIDVALIDITY is the second of its start
      server = await startDemoMailbox({ port, messages: delivered });
    },
    stop: () => server.stop(),
  };
}

function realServers(): Stage {
  let dovecot: Dovecot;
  let redis: Redis;
  let accounts = 0;
  beforeAll(async () => {
    [dovecot, redis] = await Promise.all([aDovecot(), aRedis()]);
  });
  afterAll(async () => {
    await Promise.all([dovecot?.stop(), redis?.stop()]);
  });
  return {
    async aMailbox() {
      accounts += 1;
      const user = `support${accounts}`;
      return {
        imapUrl: dovecot.urlOf(user),
        deliver: async (raw) => dovecot.deliver(raw, user),
        counts: () => dovecot.counts(user),
        bumpUidValidity: () => dovecot.bumpUidValidity(user),
        stop: async () => {},
      };
    },
    redisUrl: () => redis.redisUrl,
    clean: () => redis.empty(),
  };
}
