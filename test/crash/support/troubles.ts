import { setTimeout as sleep } from 'node:timers/promises';
import type { MortalPostgres } from './a-mortal-postgres.js';
import { WORKERS, type World } from './a-world.js';
import type { Dice } from './dice.js';

type Trouble = { name: string; strike(scene: Scene): Promise<unknown> };
type Scene = { world: World; postgres: MortalPostgres; dice: Dice };

const everywhere: Trouble[] = [
  { name: 'watcher killed', strike: ({ world }) => world.fleet.kill('watcher') },
  { name: 'worker 1 killed', strike: ({ world }) => world.fleet.kill(WORKERS[0]) },
  { name: 'worker 2 killed', strike: ({ world }) => world.fleet.kill(WORKERS[1]) },
  { name: 'both workers killed', strike: ({ world }) => world.fleet.kill(...WORKERS) },
  { name: 'everything killed', strike: ({ world }) => world.fleet.kill('watcher', ...WORKERS) },
  { name: 'Postgres killed', strike: ({ postgres }) => postgres.restart('killed') },
  { name: 'Postgres stopped', strike: ({ postgres }) => postgres.restart('stopped') },
  { name: 'IMAP cut', strike: async ({ world }) => world.imap.cut() },
  {
    name: 'IMAP cut in the middle of an answer',
    strike: async ({ world, dice }) => world.imap.cutAfter(dice.between(1, 30_000)),
  },
  {
    name: 'SMTP busy for a while',
    async strike({ world, dice }) {
      world.beforeAccept = () => {
        throw Object.assign(new Error('Busy, try later'), { responseCode: 451 });
      };
      await sleep(dice.between(200, 1_500));
      world.beforeAccept = undefined;
    },
  },
];

const onRedis: Trouble[] = [
  { name: 'Redis emptied', strike: ({ world }) => world.redis!.empty() },
  { name: 'Redis out of reach', strike: async ({ world }) => world.redisWire!.cut() },
];

/** So many troubles, one after the other, while mail comes in. Answers their names. */
export async function strike(scene: Scene, times: number): Promise<string[]> {
  const { world, dice } = scene;
  const troubles = world.queue === 'Redis' ? [...everywhere, ...onRedis, ...onRedis] : everywhere;
  const names: string[] = [];
  for (let time = 0; time < times; time += 1) {
    await sleep(dice.between(0, 900));
    const trouble = dice.pick(troubles);
    names.push(trouble.name);
    await trouble.strike(scene);
  }
  return names;
}
