import { readConfig } from '../config.js';
import { createLog } from '../kernel/log.js';
import { openBase } from './open-base.js';

/** `migrate`: brings the schema up to date, and says what it did. */
export async function migrateCommand(): Promise<number> {
  const config = readConfig('command');
  const base = await openBase(config, createLog('warn', process.stderr));
  await base.close();
  console.log(base.ran.length === 0 ? 'The schema was up to date.' : `Ran ${base.ran.join(', ')}.`);
  return 0;
}
