/**
 * `npm run crash [-- --runs 100 --seed 42]`: real processes are killed and their servers fail, at every step boundary
 * and then at random, so many times. Ends with 1 when a message is lost, answered twice or decided otherwise.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '20' }, seed: { type: 'string' } },
});
const jest = new URL('../node_modules/jest/bin/jest.js', import.meta.url).pathname;
const run = spawnSync(
  process.execPath,
  ['--experimental-vm-modules', '--no-warnings', jest, '--runInBand', 'test/crash'],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      CRASH_RUNS: values.runs,
      ...(values.seed === undefined ? {} : { CRASH_SEED: values.seed }),
    },
  },
);
process.exit(run.status ?? 1);
