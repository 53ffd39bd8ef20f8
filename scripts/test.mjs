/**
 * `npm test [-- jest arguments]`: runs the suite. The last line printed is the tally `N passed, N failed`.
 * With NOTHING_SKIPPED=1 (CI), a test that left itself out is a failure.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'inscriptions-tests-'));
const report = join(folder, 'report.json');
const jest = new URL('../node_modules/jest/bin/jest.js', import.meta.url).pathname;
const run = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--no-warnings',
    jest,
    '--json',
    `--outputFile=${report}`,
    ...process.argv.slice(2),
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
);

let result;
try {
  result = JSON.parse(readFileSync(report, 'utf8'));
} catch {
  console.log('The tests did not run to their end.');
  process.exit(run.status || 1);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const leftOut = result.testResults.flatMap((file) =>
  file.assertionResults
    .filter((one) => one.status === 'pending' || one.status === 'todo')
    .map((one) => one.fullName),
);
if (leftOut.length > 0) {
  console.log(`\nLeft out on this machine (${leftOut.length}):`);
  for (const title of leftOut) console.log(`  - ${title}`);
}
const mustRunAll = process.env.NOTHING_SKIPPED === '1';
if (mustRunAll && leftOut.length > 0) console.log('Nothing may be left out here: NOTHING_SKIPPED=1.');

const brokenFiles = result.numRuntimeErrorTestSuites;
const failed = result.numFailedTests + brokenFiles + (mustRunAll ? leftOut.length : 0);
console.log(`\n${result.numPassedTests} passed, ${failed} failed`);
process.exit(run.status !== 0 || failed > 0 || result.numPassedTests === 0 ? 1 : 0);
