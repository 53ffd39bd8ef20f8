import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/store/database.js';
import { aDatabase, type TestDatabase } from '../support/servers/postgres.js';

const command = new URL('../../dist/src/cli/import-conventions.js', import.meta.url).href;

let base: TestDatabase;
let folder: string;
beforeEach(async () => {
  base = await aDatabase();
  folder = mkdtempSync(join(tmpdir(), 'conventions-'));
});
afterEach(async () => {
  await base.drop();
  rmSync(folder, { recursive: true });
});

function run(table: string) {
  const file = join(folder, 'conventions.csv');
  writeFileSync(file, table);
  const script = `const { importConventions } = await import(${JSON.stringify(command)});
    process.exitCode = await importConventions([${JSON.stringify(file)}]);`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { PATH: process.env['PATH'], DATABASE_URL: base.url },
    encoding: 'utf8',
  });
  return { status, stdout: stdout.replaceAll('\u00a0', ' '), stderr: stderr.replaceAll('\u00a0', ' ') };
}

async function inBase() {
  const db = openDatabase({ url: base.url, maxConnections: 1, onIdleError: () => {} });
  const days = ['commune_insee', 'signed_on', 'notified_on', 'denounced_on', 'ends_on'] as const;
  const rows = await db.selectFrom('convention').select(days).orderBy('commune_insee').execute();
  const events = await db.selectFrom('convention_event').select(['kind', 'on_day']).orderBy('id').execute();
  await db.destroy();
  return { rows, events: events.map(({ kind, on_day }) => `${kind} ${on_day}`) };
}

test('conventions are imported, and imported again over themselves', async () => {
  expect(run('Commune;Notifiée le\nCorbas;04/10/2019\nBron;01/02/2020')).toMatchObject({
    status: 0,
    stdout: '2 conventions importées, dont 0 dénoncées.\n',
  });
  expect(run('Commune;Notifiée le;Dénonciation reçue le\nCorbas;04/10/2019;10/05/2027').status).toBe(0);
  expect(run('Commune;Notifiée le;Dénonciation reçue le\nCorbas;04/10/2019;10/05/2027').status).toBe(0);
  const none = { signed_on: null, denounced_on: null, ends_on: null };
  expect(await inBase()).toEqual({
    rows: [
      { ...none, commune_insee: '69029', notified_on: '2020-02-01' },
      {
        ...{ commune_insee: '69273', signed_on: null, notified_on: '2019-10-04' },
        ...{ denounced_on: '2027-05-10', ends_on: '2027-10-04' },
      },
    ],
    events: ['notified 2019-10-04', 'notified 2020-02-01', 'denounced 2027-05-10'],
  });
});

test('a convention only signed is kept, then notified by another table', async () => {
  expect(run('Commune;Signée le;Notifiée le\nBron;12/11/2026;').status).toBe(0);
  expect(run('Commune;Notifiée le\nBron;20/11/2026').status).toBe(0);
  expect(await inBase()).toMatchObject({
    rows: [{ commune_insee: '69029', signed_on: '2026-11-12', notified_on: '2026-11-20' }],
    events: ['signed 2026-11-12', 'notified 2026-11-20'],
  });
});

test('one wrong line, and nothing is imported', async () => {
  run('Commune;Notifiée le\nBron;01/02/2020');
  const { status, stderr } = run('Commune;Notifiée le\nCorbas;04/10/2019\nSaint-Genis;04/10/2019');
  expect(status).toBe(1);
  expect(stderr).toContain('Ligne 3, « Saint-Genis » : plusieurs communes portent ce nom');
  expect(stderr).toContain('Rien n’a été importé.');
  expect((await inBase()).rows).toHaveLength(1);
});
