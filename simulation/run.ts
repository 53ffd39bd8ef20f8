/**
 * `npm run simulate [-- deadlines] [--seed 1] [--years 3] [--schools 625] [--communes 58] [--per-day 120,30,12] [--svg FILE]`:
 * a year of accesses and their promises, planned and carried out hour by hour.
 * `npm run simulate -- year [--seed 1] [--schools 625] [--communes 58] [--svg FILE]`: a whole school year on the real store.
 * Exit 1 when an invariant was broken, 2 when it was asked for badly.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const USAGE = `npm run simulate -- deadlines [--seed 1] [--years 3] [--schools 625] [--communes 58] [--per-day 120,30,12] [--svg FILE]
npm run simulate -- year      [--seed 1] [--schools 625] [--communes 58] [--svg FILE]`;

function asked() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string' },
      years: { type: 'string' },
      schools: { type: 'string' },
      communes: { type: 'string' },
      'per-day': { type: 'string' },
      svg: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const what = positionals[0] ?? 'deadlines';
  if (what !== 'deadlines' && what !== 'year') throw new Error(`There is no simulation “${what}”.`);
  const seed = whole('seed', values.seed ?? String(Date.now() % 1_000_000));
  return {
    help: values.help === true,
    what,
    seed,
    years: whole('years', values.years ?? '3'),
    schools: whole('schools', values.schools ?? '625'),
    communes: whole('communes', values.communes ?? '58'),
    capacities: (values['per-day'] ?? '120,30,12').split(',').map((each) => whole('per-day', each)),
    svg: values.svg ?? join(tmpdir(), `simulation-${what}-${seed}.svg`),
  };
}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/u.test(text.trim()))
    throw new Error(`--${name} wants a whole number of 1 or more, not “${text}”.`);
  return Number(text);
}

async function simulate({ what, ...rest }: ReturnType<typeof asked>): Promise<void> {
  const faults =
    what === 'deadlines'
      ? (await import('./deadlines/simulate-deadlines.js')).simulateDeadlines(rest)
      : await (await import('./year/simulate-year.js')).simulateYear(rest);
  if (faults.length > 0) process.exitCode = 1;
}

let orders: ReturnType<typeof asked> | undefined;
try {
  orders = asked();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  process.exitCode = 2;
}
if (orders?.help) console.log(USAGE);
else if (orders) await simulate(orders);
