import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DirectoryRow } from '../../src/registry/read-directory-csv.js';
import { type Database, openDatabase } from '../../src/store/database.js';
import { directoryIn, loadDirectory } from '../../src/store/directory.js';
import { migrate } from '../../src/store/migrate.js';
import { aSchool } from '../registry/support/a-school.js';
import { aNationalFile } from '../registry/support/directory-files.js';
import { aDatabase, type TestDatabase } from '../support/servers/postgres.js';

const open = (url: string) => openDatabase({ url, maxConnections: 4, onIdleError: () => {} });

const withSchema = {
  name: 'directory_schema',
  async fill(url: string) {
    const db = open(url);
    await migrate(db);
    await db.destroy();
  },
};

let base: TestDatabase;
let db: Database;
beforeEach(async () => {
  base = await aDatabase(withSchema);
  db = open(base.url);
});
afterEach(async () => {
  await db.destroy();
  await base.drop();
});

const aRow = (row: Partial<DirectoryRow> & { name: string }): DirectoryRow => ({
  ...aSchool(row),
  nature: '151',
  extra: { town: 'Corbas' },
  ...row,
});
async function* rowsOf(...rows: DirectoryRow[]) {
  yield* rows;
}
const replace = (...rows: DirectoryRow[]) =>
  directoryIn(db).replaceDirectory(rowsOf(...rows), { evenIfFewer: false });
const statesInBase = async () =>
  Object.fromEntries((await loadDirectory(db)).map(({ name, state }) => [name, state]));

test('the new directory takes the place of the old one, and says what changed', async () => {
  const [jaures, curie, prevert] = ['Jean Jaurès', 'Marie Curie', 'Jacques Prévert'].map((name) =>
    aRow({ name }),
  );
  await replace(jaures!, curie!);
  const renamed = { ...curie!, name: 'Pierre et Marie Curie' };

  expect(await replace(jaures!, renamed, prevert!)).toMatchObject({
    ok: true,
    value: {
      schools: 3,
      counts: { appeared: 1, closed: 0, renamed: 1 },
      appeared: [{ uai: prevert!.uai }],
      renamed: [{ formerName: 'Marie Curie' }],
    },
  });
  expect(await statesInBase()).toEqual({
    'Jean Jaurès': 'open',
    'Pierre et Marie Curie': 'open',
    'Jacques Prévert': 'open',
  });
});

test('a school no longer listed is kept as closed', async () => {
  const schools = Array.from({ length: 20 }, (_, order) => aRow({ name: `Ecole ${order}` }));
  await replace(...schools);
  await replace(...schools.slice(1));
  expect((await statesInBase())['Ecole 0']).toBe('closed');
});

test('importing the same directory again rewrites nothing', async () => {
  const rows = ['Jean Jaurès', 'Marie Curie'].map((name) => aRow({ name }));
  const imports = () =>
    db.selectFrom('directory_school').select(['uai', 'imported_in']).orderBy('uai').execute();
  await replace(...rows);
  const before = await imports();
  await replace(...rows);
  expect(await imports()).toEqual(before);
});

test('a file that breaks in the middle leaves the directory in use as it was', async () => {
  await replace(aRow({ name: 'Jean Jaurès' }));
  async function* cut() {
    yield aRow({ name: 'Marie Curie' });
    throw new Error('cut');
  }
  await expect(directoryIn(db).replaceDirectory(cut(), { evenIfFewer: true })).rejects.toThrow('cut');
  expect(await statesInBase()).toEqual({ 'Jean Jaurès': 'open' });
});

test('a directory far shorter than the one in use is refused, unless it is asked for', async () => {
  const schools = Array.from({ length: 20 }, (_, order) => aRow({ name: `Ecole ${order}` }));
  await replace(...schools);
  expect(await replace(schools[0]!)).toEqual({
    ok: false,
    failure: { code: 'too_few_schools', schools: 1, inUse: 20 },
  });
  expect(Object.values(await statesInBase())).toEqual(Array(20).fill('open'));

  await directoryIn(db).replaceDirectory(rowsOf(schools[0]!), { evenIfFewer: true });
  expect(Object.values(await statesInBase()).filter((state) => state === 'open')).toHaveLength(1);
});

test('whoever reads during an import sees the whole old directory or the whole new one', async () => {
  await replace(aRow({ name: 'Jean Jaurès' }));
  const seen: number[] = [];
  async function* slowly() {
    for (let order = 0; order < 2_500; order++) {
      yield aRow({ name: `Ecole ${order}` });
      if (order % 500 === 0) seen.push((await loadDirectory(db)).length);
    }
  }
  await directoryIn(db).replaceDirectory(slowly(), { evenIfFewer: false });
  expect(seen).toEqual([1, 1, 1, 1, 1]);
  expect(await loadDirectory(db)).toHaveLength(2_501);
});

test('65,000 schools are imported, and imported again over themselves, in less than 200 MB', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'annuaire-'));
  const file = join(folder, 'annuaire.csv');
  await writeFile(file, aNationalFile(65_000));
  const command = fileURLToPath(new URL('../../dist/src/cli/import-directory.js', import.meta.url));
  const script = `const { importDirectory } = await import(${JSON.stringify(command)});
    const first = await importDirectory([${JSON.stringify(file)}]);
    const startedAt = performance.now();
    const again = await importDirectory([${JSON.stringify(file)}]);
    const hasProc = process.platform === 'linux';
    const status = hasProc ? (await import('node:fs')).readFileSync('/proc/self/status', 'latin1') : '';
    const peakKb = Number(/VmHWM:\\s+(\\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
    const againSeconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.log(JSON.stringify({ codes: [first, again], againSeconds, memoryMb: Math.round(peakKb / 1024) }));`;
  const startedAt = performance.now();
  /* Not maxRSS where Linux tells better: a child begins with its parent's, and Jest's process may be larger than ours. */
  /* V8 lets garbage pile up while the computer is busy: with a heap of 96 MB it is the need that is measured, not its ease. */
  const heap = ['--max-old-space-size=96', '--max-semi-space-size=4'];
  const printed = execFileSync(process.execPath, [...heap, '--input-type=module', '-e', script], {
    env: { PATH: process.env['PATH'], DATABASE_URL: base.url },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  rmSync(folder, { recursive: true });

  const { codes, againSeconds, memoryMb } = JSON.parse(printed.trim().split('\n').at(-1)!);
  process.stderr.write(
    `\n65,000 schools imported twice in ${seconds} s (the second time ${againSeconds} s), ${memoryMb} MB at most.\n`,
  );
  expect(codes).toEqual([0, 0]);
  expect(await loadDirectory(db)).toHaveLength(65_001);
  expect(memoryMb).toBeLessThan(200);
});
