import { chmodSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A new folder inside this jest run's own: a process whose working folder it is ends with the run at the latest.
 * Its path is short enough for Unix sockets.
 */
export function aRunFolder(name: string): string {
  const run = process.env['TEST_RUN_FOLDER'];
  if (run === undefined)
    throw new Error('TEST_RUN_FOLDER is set by jest’s globalSetup: run the tests with jest.');
  const folder = mkdtempSync(join(run, `${name}-`));
  chmodSync(folder, 0o755);
  return folder;
}
