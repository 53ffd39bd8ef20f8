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
  const rows = await db.selectFrom('convention').selectAll().orderBy('commune_insee').execute();
  await db.destroy();
  return rows;
}

test('conventions are imported, and imported again over themselves', async () => {
  expect(run('Commune;Notifiée le\nCorbas;04/10/2019\nBron;01/02/2020')).toMatchObject({
    status: 0,
    stdout: '2 conventions importées, dont 0 dénoncées.\n',
  });
  expect(run('Commune;Notifiée le;Dénonciation reçue le\nCorbas;04/10/2019;10/05/2027').status).toBe(0);
  expect(await inBase()).toEqual([
    { commune_insee: '69029', notified_on: '2020-02-01', denounced_on: null, ends_on: null },
    { commune_insee: '69273', notified_on: '2019-10-04', denounced_on: '2027-05-10', ends_on: '2027-10-04' },
  ]);
});

test('one wrong line, and nothing is imported', async () => {
  run('Commune;Notifiée le\nBron;01/02/2020');
  const { status, stderr } = run('Commune;Notifiée le\nCorbas;04/10/2019\nSaint-Genis;04/10/2019');
  expect(status).toBe(1);
  expect(stderr).toContain('Ligne 3, « Saint-Genis » : plusieurs communes portent ce nom');
  expect(stderr).toContain('Rien n’a été importé.');
  expect(await inBase()).toHaveLength(1);
});
