import pg from 'pg';

/** How to reach one cluster as its owner. */
export type Access = { port: number; password: string };

export const OWNER = 'inscriptions';

/** What a port answers: our cluster in `folder`, a cluster not ready for us, somebody else, or nobody. */
export type Answer = 'ours' | 'not_ready' | 'stranger' | 'nobody';

export async function askWhoAnswers(access: Access, folder: string): Promise<Answer> {
  try {
    const rows = await ask(access, 'show data_directory');
    return rows[0]?.['data_directory'] === folder ? 'ours' : 'stranger';
  } catch (error) {
    return meaningOf((error as { code?: string }).code);
  }
}

/** 57P03: starting, stopping or recovering; 53300: all connections taken. Class 28: our password is not his. */
function meaningOf(code: string | undefined): Answer {
  if (code === '57P03' || code === '53300' || code === '57P01') return 'not_ready';
  if (code?.startsWith('28')) return 'stranger';
  return 'nobody';
}

/** Runs one statement in the database `postgres`, which every cluster has. */
export async function ask(access: Access, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({
    connectionString: urlOf(access, 'postgres'),
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

export function urlOf({ port, password }: Access, database: string): string {
  return `postgres://${OWNER}:${password}@127.0.0.1:${port}/${database}`;
}
