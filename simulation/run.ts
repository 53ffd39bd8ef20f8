/**
 * `npm run simulate [-- deadlines] [--seed 1] [--years 3] [--schools 625] [--communes 58] [--per-day 120,30,12] [--svg FILE]`:
 * a year of accesses and their promises, planned and carried out hour by hour.
 * `npm run simulate -- year [--seed 1] [--schools 625] [--communes 58] [--svg FILE]`: a whole school year on the real store.
 */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string' },
    years: { type: 'string' },
    schools: { type: 'string' },
    communes: { type: 'string' },
    'per-day': { type: 'string' },
    svg: { type: 'string' },
  },
});
const what = positionals[0] ?? 'deadlines';
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const schools = Number(values.schools ?? 625);
const communes = Number(values.communes ?? 58);
const svg = values.svg ?? join(tmpdir(), `simulation-${what}-${seed}.svg`);

if (what === 'deadlines') {
  const { simulateDeadlines } = await import('./deadlines/simulate-deadlines.js');
  const capacities = (values['per-day'] ?? '120,30,12').split(',').map(Number);
  const years = Number(values.years ?? 3);
  const faults = simulateDeadlines({ seed, years, schools, communes, capacities, svg });
  if (faults.length > 0) process.exitCode = 1;
} else if (what === 'year') {
  const { simulateYear } = await import('./year/simulate-year.js');
  const faults = await simulateYear({ seed, schools, communes, svg });
  if (faults.length > 0) process.exitCode = 1;
} else {
  console.error('There is no such simulation: deadlines, year.');
  process.exitCode = 2;
}
