/**
 * Child processes in tests run the compiled program: compile it once before the suite, so that it is never stale.
 * A type error is told but does not stop the tests: `npm run check` refuses it.
 */
import { buildAll } from '../../scripts/build-all.mjs';
import { openRunFolder } from './run-folder.mjs';

export default async function buildOnce() {
  await buildAll('pipe');
  await openRunFolder();
}
