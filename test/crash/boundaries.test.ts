import { sql } from 'kysely';
import { seededBase } from '../support/journey/seeded-base.js';
import { until } from '../support/journey/until.js';
import { describeWith, redis } from '../support/servers/available.js';
import { aDatabase, type TestDatabase } from '../support/servers/postgres.js';
import { aWorld, type World } from './support/a-world.js';
import { closeGate } from './support/gate.js';
import { aPostBag, type Posted } from './support/post-bag.js';

/** One only: it is the one that stands where it is killed. */
const WORKER = 'worker';

type Scene = { world: World; databaseUrl: string; post(): Promise<void> };

/** Each says when the process is killed, brings it exactly there, and kills it. */
const steps: [string, (scene: Scene) => Promise<void>][] = [
  [
    'the watcher, while it keeps messages',
    async ({ world, databaseUrl, post }) => {
      const gate = await closeGate(databaseUrl, 'mailbox_entry');
      await post();
      await gate.reached('insert');
      await world.fleet.kill('watcher');
      await gate.openOverTheDead();
    },
  ],
  [
    'the watcher, after messages are kept and before their jobs are asked for',
    async (scene) => {
      const reopen = await stopTheQueue(scene);
      await scene.post();
      await untilSome(scene, sql`select 1 from message where status = 'kept'`);
      await scene.world.fleet.kill('watcher');
      await reopen();
    },
  ],
  ['a worker, after messages are read and before that is saved', (scene) => killWorkersAt(scene, 'reading')],
  [
    'a worker, after readings are saved and before the next jobs are asked for',
    async (scene) => {
      const gate = await closeGate(scene.databaseUrl, 'reading');
      await scene.post();
      await gate.reached();
      const reopen = await stopTheQueue(scene);
      await gate.open();
      await untilSome(scene, sql`select 1 from message where status = 'read'`);
      await scene.world.fleet.kill(WORKER);
      await reopen();
    },
  ],
  ['a worker, in the middle of the deciding transaction', (scene) => killWorkersAt(scene, 'reply')],
  [
    'a worker, after the decision is committed and before its jobs are asked for',
    async (scene) => {
      const gate = await closeGate(scene.databaseUrl, 'reply');
      await scene.post();
      await gate.reached('insert');
      const reopen = await stopTheQueue(scene);
      await gate.open();
      await untilSome(scene, sql`select 1 from reply where status = 'queued'`);
      await scene.world.fleet.kill(WORKER);
      await reopen();
    },
  ],
  [
    'a worker, after SMTP has the whole reply and before it is accepted',
    async ({ world, post }) => {
      const killed = new Promise<void>((resolve) => {
        world.beforeAccept = async () => {
          world.beforeAccept = undefined;
          await world.fleet.kill(WORKER);
          resolve();
          throw new Error('nobody listens any more');
        };
      });
      await post();
      await killed;
    },
  ],
  [
    'a worker, after SMTP has accepted replies and before that is saved',
    async (scene) => {
      const before = scene.world.sink.mails().length;
      const gate = await closeGate(scene.databaseUrl, 'reply_attempt');
      await scene.post();
      await gate.reached();
      expect(scene.world.sink.mails().length).toBeGreaterThan(before);
      await scene.world.fleet.kill(WORKER);
      await gate.openOverTheDead();
    },
  ],
  [
    'a worker, after an order is carried out and before that is saved',
    async (scene) => {
      const decisions = await closeGate(scene.databaseUrl, 'commune_contact');
      await scene.post();
      await decisions.reached();
      const orders = await closeGate(scene.databaseUrl, 'request');
      await decisions.open();
      await orders.reached('update request');
      await scene.world.fleet.kill(WORKER);
      await orders.openOverTheDead();
    },
  ],
];

async function killWorkersAt({ world, databaseUrl, post }: Scene, table: string): Promise<void> {
  const gate = await closeGate(databaseUrl, table);
  await post();
  await gate.reached('insert');
  await world.fleet.kill(WORKER);
  await gate.openOverTheDead();
}

/** No job can be asked for until the function answered is called. */
async function stopTheQueue({ world, databaseUrl }: Scene): Promise<() => Promise<void>> {
  const { redisWire } = world;
  if (redisWire === undefined) return (await closeGate(databaseUrl, 'bullmq.job')).openOverTheDead;
  redisWire.mood = 'stall';
  return async () => {
    redisWire.mood = 'pass';
    redisWire.cut();
  };
}

async function untilSome({ world }: Scene, rows: ReturnType<typeof sql>): Promise<void> {
  await until('such a row is there', async () => (await rows.execute(world.db)).rows.length > 0);
}

/**
 * Each step with jobs in Postgres and in Redis when CRASH_RUNS is given; else in one of the two, in turn, where Redis
 * is there: the suite stays short.
 */
function stepsFor(queue: World['queue']) {
  if (process.env['CRASH_RUNS'] !== undefined || !('program' in redis)) return steps;
  return steps.filter((_, index) => (index % 2 === 0) === (queue === 'Postgres'));
}

function survives(queue: World['queue']): void {
  let base: TestDatabase;
  let world: World;
  beforeAll(async () => {
    base = await aDatabase(seededBase);
    world = await aWorld(queue, base.url, [WORKER]);
  }, 90_000);
  afterAll(async () => {
    await world?.stop();
    await base?.drop();
  });

  test.each(stepsFor(queue))(
    '%s',
    async (_when, kill) => {
      const killsBefore = world.fleet.kills();
      const bag: Posted[] = aPostBag(steps.findIndex(([, one]) => one === kill));
      await kill({ world, databaseUrl: base.url, post: () => world.post(bag) });
      expect(world.fleet.kills()).toBeGreaterThan(killsBefore);
      const { copies: _, ...verdict } = await world.verdict();
      expect(verdict).toEqual({ pending: [], lost: [], twice: [], wrong: [] });
    },
    150_000,
  );
}

describe('one outcome, one reply, one set of orders when SIGKILL strikes, with jobs in Postgres:', () => {
  survives('Postgres');
});
describeWith.redis(
  'one outcome, one reply, one set of orders when SIGKILL strikes, with jobs in Redis:',
  () => {
    survives('Redis');
  },
);
