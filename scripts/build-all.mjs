import { spawnSync } from 'node:child_process';
import { forgetOtherPackings, packLibraries } from './pack-libraries.mjs';

/** Compiles and packs; answers the compiler's exit code. `stdio` is where the compiler speaks: `inherit`, or `pipe` to be told at the end. */
export async function buildAll(stdio) {
  const tsc = new URL('../node_modules/typescript/bin/tsc', import.meta.url).pathname;
  forgetOtherPackings();
  const compiled = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    stdio,
    encoding: 'utf8',
  });
  if (compiled.status !== 0 && stdio === 'pipe')
    console.error(`It does not compile cleanly:\n${compiled.stdout}`);
  try {
    await packLibraries();
  } catch (error) {
    console.error(`The libraries could not be packed: processes start more slowly. ${error.message}`);
  }
  return compiled.status ?? 1;
}
