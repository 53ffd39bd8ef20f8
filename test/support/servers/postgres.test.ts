import pg from 'pg';
import { aDatabase } from './postgres.js';

const template = {
  name: 'test_template_of_the_helper',
  fill: async (url: string) => {
    const client = new pg.Client(url);
    await client.connect();
    await client.query('create table ready as select 1 as one');
    await client.end();
  },
};

async function tablesOf(url: string): Promise<string[]> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query(
    `select relname from pg_class where relnamespace = 'public'::regnamespace`,
  );
  await client.query('create table mine ()');
  await client.end();
  return rows.map((row) => row.relname);
}

test('each database is new, or a copy of what was filled once', async () => {
  const databases = await Promise.all([aDatabase(), aDatabase(template), aDatabase(template)]);
  const tables = await Promise.all(databases.map(({ url }) => tablesOf(url)));
  expect(tables).toEqual([[], ['ready'], ['ready']]);
  await Promise.all(databases.map((database) => database.drop()));
});

test('a database is dropped under whoever still uses it', async () => {
  const database = await aDatabase();
  const client = new pg.Client(database.url);
  client.on('error', () => {});
  await client.connect();
  await database.drop();
  await expect(client.query('select 1')).rejects.toThrow();
  await client.end().catch(() => {});
});
