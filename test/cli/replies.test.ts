import { spawnSync } from 'node:child_process';
import { type Database, openDatabase } from '../../src/store/database.js';
import { migrate } from '../../src/store/migrate.js';
import { aStoredReply } from '../support/builders/stored-rows.js';
import { aDatabase, type TestDatabase } from '../support/servers/postgres.js';

const command = new URL('../../dist/src/cli/main.js', import.meta.url).pathname;

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

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'replies', ...args], {
    env: { PATH: process.env['PATH'], DATABASE_URL: base.url },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('held answers are listed, released and given up from the command line, with who did it', async () => {
  const [first, second] = [
    await aStoredReply(db, { status: 'held' }),
    await aStoredReply(db, { status: 'held' }),
  ];
  const listed = JSON.parse(run('list', '--json').stdout);
  expect(listed.map(({ id }: { id: string }) => id).sort()).toEqual([first, second].sort());
  expect(run('list', '--status', 'held').stdout).toContain('retenue  no-form  pour mairie@commune.example');

  expect(run('cancel', second, '--by', 'Bruno')).toMatchObject({ status: 0 });
  expect(run('release', '--all', '--by', 'Aline')).toMatchObject({ status: 0 });
  expect(run('release', second)).toMatchObject({ status: 1 });
  const rows = await db.selectFrom('reply').select(['id', 'status', 'settled_by']).execute();
  expect(rows).toEqual(
    expect.arrayContaining([
      { id: first, status: 'queued', settled_by: 'Aline' },
      { id: second, status: 'cancelled', settled_by: 'Bruno' },
    ]),
  );
  expect(run('list').stdout).toBe('Aucune réponse en attente.\n');
});

test.each([
  [[]],
  [['release']],
  [['release', 'LC-2026-00042']],
  [['cancel', '--all']],
  [['list', '--status', 'sent']],
])('`replies %j` is a wrong command', (args: string[]) => {
  expect(run(...args)).toMatchObject({ status: 2, stdout: '' });
});
