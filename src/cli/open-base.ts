import type { Config } from '../config.js';
import { startEmbeddedPostgres } from '../embedded/postgres.js';
import type { Log } from '../kernel/log.js';
import { type Database, openDatabase } from '../store/database.js';
import { migrate } from '../store/migrate.js';

export type OpenBase = {
  db: Database;
  /** Migrations that were missing. */
  ran: string[];
  close(): Promise<void>;
};

/** The base a command works on: `DATABASE_URL`'s, else the built-in one of `DATA_DIR`, started and stopped with it. */
export async function openBase(config: Config, log: Log): Promise<OpenBase> {
  const embedded =
    config.databaseUrl === undefined ? await startEmbeddedPostgres({ dataDir: config.dataDir, log }) : null;
  const db = openDatabase({
    url: config.databaseUrl ?? embedded!.url,
    maxConnections: 4,
    onIdleError: () => {},
  });
  const close = async () => {
    await db.destroy();
    await embedded?.stop();
  };
  try {
    return { db, ran: await migrate(db), close };
  } catch (error) {
    await close();
    throw error;
  }
}
