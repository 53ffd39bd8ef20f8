import pg from 'pg';
import { until } from '../../support/journey/until.js';

/**
 * Holds whoever writes in a table, by a lock taken from outside: a process can so be killed between two very
 * statements, without any hook in the program.
 */
export type Gate = {
  /** Resolves once a statement (that begins so) waits before it. */
  reached(statement?: string): Promise<void>;
  /** Lets everybody pass. */
  open(): Promise<void>;
  /** Opens it once those who waited have been cut: what a killed process had asked for is not done after its death. */
  openOverTheDead(): Promise<void>;
};

/**
 * Closed, or next in line to be: whoever is writing there finishes its transaction first, and nobody begins after.
 */
export async function closeGate(databaseUrl: string, table: string): Promise<Gate> {
  const [locker, watcher] = [new pg.Client(databaseUrl), new pg.Client(databaseUrl)];
  await Promise.all([locker.connect(), watcher.connect()]);
  const self = (await locker.query('select pg_backend_pid() as pid')).rows[0].pid as number;
  await locker.query('begin');
  const locked = locker.query(`lock table ${table} in share mode`);
  locked.catch(() => {});
  const ours = `select 1 from pg_locks where pid = $1 and relation = $2::regclass and mode = 'ShareLock'`;
  await until(
    `the gate ${table} is asked for`,
    async () => (await watcher.query(ours, [self, table])).rowCount === 1,
  );

  const waiting = async (statement: string) => {
    const found = await watcher.query(
      `select pid from pg_locks join pg_stat_activity using (pid)
       where not granted and relation = $1::regclass and pid <> $2 and ltrim(query, E' \\n') ilike $3 || '%'
         and locktype = 'relation' and database = (select oid from pg_database where datname = current_database())`,
      [table, self, statement],
    );
    return found.rows.map((row) => row.pid as number);
  };
  const open = async () => {
    await locked;
    await locker.query('rollback');
    await Promise.all([locker.end(), watcher.end()]);
  };
  return {
    async reached(statement = '') {
      await locked;
      await until(`somebody waits at ${table}`, async () => (await waiting(statement)).length > 0);
    },
    open,
    async openOverTheDead() {
      const pids = await waiting('');
      await watcher.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [pids]);
      await open();
    },
  };
}
