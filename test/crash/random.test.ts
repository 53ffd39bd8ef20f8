import { setTimeout as sleep } from 'node:timers/promises';
import { townHallCount } from '../support/builders/a-town-hall.js';
import { redis } from '../support/servers/available.js';
import { aMortalPostgres, type MortalPostgres } from './support/a-mortal-postgres.js';
import { aWorld, type World } from './support/a-world.js';
import { type Dice, someDice } from './support/dice.js';
import { aPostBag, HALLS_PER_BAG } from './support/post-bag.js';
import { strike } from './support/troubles.js';

/** `CRASH_RUNS=100 CRASH_SEED=42`: how many runs, and the chance of the first one. */
const RUNS = Number(process.env['CRASH_RUNS'] ?? 4);
const FIRST_SEED = Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000);
const TROUBLES_PER_RUN = 5;
const RUNS_PER_WORLD = Math.floor(townHallCount / HALLS_PER_BAG);

const queues: World['queue'][] = 'program' in redis ? ['Postgres', 'Redis'] : ['Postgres'];

describe.each(queues)('mail that comes while everything fails, with jobs in %s', (queue) => {
  const runs = Array.from({ length: Math.ceil(RUNS / queues.length) }, (_, run) => run);
  const told: string[] = [];
  let postgres: MortalPostgres;
  let world: World | undefined;
  let [mails, kills, copies, copiesHere] = [0, 0, 0, 0];

  beforeAll(async () => {
    postgres = await aMortalPostgres();
  }, 90_000);
  afterAll(async () => {
    await endWorld();
    await postgres?.stop();
    const figures = `${runs.length} runs, ${mails} mails, ${kills} kills, ${copies} mails sent again with their Message-ID`;
    process.stderr.write(`jobs in ${queue}: ${figures}\n${told.join('\n')}\n`);
  });

  async function worldOf(run: number): Promise<World> {
    if (run % RUNS_PER_WORLD === 0) await endWorld();
    world ??= await aWorld(queue, await postgres.aBase());
    return world;
  }

  async function endWorld(): Promise<void> {
    kills += world?.fleet.kills() ?? 0;
    mails += world?.posted.length ?? 0;
    copies += copiesHere;
    copiesHere = 0;
    await world?.stop();
    world = undefined;
  }

  test.each(runs)(
    'run %i: each has one outcome, one reply, one set of orders',
    async (run) => {
      const seed = FIRST_SEED + run;
      const here = await worldOf(run);
      const [posting, striking] = [someDice(seed), someDice(~seed)];
      const [, troubles] = await Promise.all([
        postAtRandom(here, run % RUNS_PER_WORLD, posting),
        strike({ world: here, postgres, dice: striking }, TROUBLES_PER_RUN),
      ]);
      told.push(`  seed ${seed}: ${troubles.join(', ')}`);
      try {
        const { copies: again, ...verdict } = await here.verdict();
        copiesHere = again;
        expect(verdict).toEqual({ pending: [], lost: [], twice: [], wrong: [] });
      } catch (error) {
        throw new Error(`With CRASH_SEED=${seed}, ${troubles.join(', ')}: ${(error as Error).message}`);
      }
    },
    180_000,
  );
});

async function postAtRandom(world: World, bag: number, dice: Dice): Promise<void> {
  for (const mail of aPostBag(bag)) {
    await sleep(dice.between(0, 500));
    await world.post([mail]);
  }
}
