import pg from 'pg';
import { isPassingFailure } from '../../src/store/passing-failure.js';
import { aDatabase } from '../support/servers/postgres.js';

async function failureOf(work: (client: pg.Client) => Promise<unknown>): Promise<unknown> {
  const base = await aDatabase();
  const client = new pg.Client(base.url);
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client).then(
      () => undefined,
      (error: unknown) => error,
    );
  } finally {
    await client.end().catch(() => {});
    await base.drop();
  }
}

test('a connection that an operator cuts is a failure that passes', async () => {
  const cut = await failureOf((client) => client.query('select pg_terminate_backend(pg_backend_pid())'));
  expect(cut).toBeInstanceOf(Error);
  expect(isPassingFailure(cut)).toBe(true);
});

test('a base out of reach is a failure that passes', async () => {
  const refused = await failureOf(() => new pg.Client('postgres://nobody@127.0.0.1:1/none').connect());
  expect(refused).toMatchObject({ code: 'ECONNREFUSED' });
  expect(isPassingFailure(refused)).toBe(true);
});

test('a statement that waited too long for a lock is a failure that passes', async () => {
  const late = await failureOf((client) => client.query('set statement_timeout = 20; select pg_sleep(5)'));
  expect(isPassingFailure(late)).toBe(true);
});

test.each([
  [
    'a value that the base refuses',
    "select '\\u0000'::jsonb #>> '{}', '{\"a\": \"\\u0000\"}'::jsonb ->> 'a'",
  ],
  ['a row that is there already', 'create table t (a int unique); insert into t values (1), (1)'],
])('%s is a failure that does not pass', async (_what, statement) => {
  const refused = await failureOf((client) => client.query(statement));
  expect(refused).toBeInstanceOf(Error);
  expect(isPassingFailure(refused)).toBe(false);
});

test('a bug of ours is a failure that does not pass', () => {
  expect(isPassingFailure(new TypeError('undefined is not a function'))).toBe(false);
});
