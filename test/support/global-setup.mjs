/**
 * Child processes in tests run the compiled program: compile it once before the suite, so that it is never stale.
 * A type error is told but does not stop the tests: `npm run check` refuses it.
 */
import { spawnSync } from 'node:child_process';
import { openRunFolder } from './run-folder.mjs';

export default async function buildOnce() {
  const tsc = new URL('../../node_modules/typescript/bin/tsc', import.meta.url).pathname;
  const build = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { encoding: 'utf8' });
  if (build.status !== 0) console.error(`The program does not compile cleanly:\n${build.stdout}`);
  await openRunFolder();
}
