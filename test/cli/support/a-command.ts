import { spawnSync } from 'node:child_process';
import { type Database, openDatabase } from '../../../src/store/database.js';
import { migrate } from '../../../src/store/migrate.js';
import { aDatabase, type TestDatabase } from '../../support/servers/postgres.js';

const program = new URL('../../../dist/src/cli/main.js', import.meta.url).pathname;

/** One command of the command line, and the base of the file’s tests on which it works. */
export type Command = {
  readonly db: Database;
  run(...args: string[]): { status: number | null; stdout: string; stderr: string };
};

/** For the whole file that asks: opened before its tests and dropped after them. */
export function aCommand(name: string): Command {
  let base: TestDatabase;
  let db: Database;
  beforeAll(async () => {
    base = await aDatabase();
    db = openDatabase({ url: base.url, maxConnections: 1, onIdleError: () => {} });
    await migrate(db);
  });
  afterAll(async () => {
    await db.destroy();
    await base.drop();
  });
  return {
    get db() {
      return db;
    },
    run(...args) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, name, ...args], {
        env: { PATH: process.env['PATH'], DATABASE_URL: base.url },
        encoding: 'utf8',
      });
      return { status, stdout, stderr };
    },
  };
}
