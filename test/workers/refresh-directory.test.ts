import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../src/kernel/log.js';
import type { Database } from '../../src/store/database.js';
import { listDirectoryImports } from '../../src/store/directory-imports.js';
import { startDirectoryRefresh } from '../../workers/refresh-directory.js';
import { aUai } from '../registry/support/a-school.js';
import { aDirectoryFile, aLine } from '../registry/support/directory-files.js';
import { aBase, endBase } from '../store/a-base.js';
import {
  aDirectoryServer,
  type DirectoryMood,
  type DirectoryServer,
} from '../support/servers/a-directory-server.js';

let db: Database;
let server: DirectoryServer;
let folder: string;
const usualFolder = tmpdir();
const log: string[] = [];

/** A file of this many schools, no two alike. */
function aFile(schools: number, change = ''): string {
  return aDirectoryFile(
    Array.from({ length: schools }, (_, index) =>
      aLine({ Identifiant_de_l_etablissement: aUai(index), Nom_etablissement: `Ecole ${change}${index}` }),
    ),
  );
}

beforeEach(async () => {
  db = await aBase();
  await db.deleteFrom('directory_school').execute();
  server = await aDirectoryServer(aFile(40));
  folder = mkdtempSync(join(usualFolder, 'refresh-'));
  process.env['TMPDIR'] = folder;
});
afterEach(async () => {
  process.env['TMPDIR'] = usualFolder;
  rmSync(folder, { recursive: true });
  await server.stop();
  await endBase();
});

const day = (number: number, hour = '02:31') => new Date(`2026-11-${number}T${hour}:00Z`);

/** Looks once at this instant, as any process may. */
async function look(now: Date, timeoutMs = 2_000): Promise<void> {
  const refresh = startDirectoryRefresh({
    db,
    clock: { now: () => now },
    log: createLog('info', { write: (line) => log.push(line) }),
    url: server.url,
    schedule: { at: '03:30', retryMs: 3_600_000, lostAfterMs: 1_800_000 },
    limits: { timeoutMs, mostBytes: 5_000_000 },
    everyMs: 3_600_000,
  });
  await refresh.lookOnce();
  await refresh.stop();
}

async function inUse(): Promise<string[]> {
  const rows = await db.selectFrom('directory_school').select('name').where('state', '=', 'open').execute();
  return rows.map(({ name }) => name).sort();
}

test('the directory is fetched once a day, and what it changed is kept', async () => {
  await look(day(10));
  await look(day(10, '20:00'));
  expect(server.asked).toBe(1);
  expect(await inUse()).toHaveLength(40);
  server.content = aFile(39, 'nouvelle ');
  await look(day(11));
  expect(server.asked).toBe(2);
  const [latest] = await listDirectoryImports(db);
  expect(latest).toMatchObject({ askedBy: 'schedule', outcome: 'imported' });
  expect(latest!.report!.counts).toMatchObject({ closed: 1, renamed: 39 });
});

test('two processes fetch it once', async () => {
  await Promise.all([look(day(10)), look(day(10)), look(day(10))]);
  expect(server.asked).toBe(1);
});

test.each<[DirectoryMood, 'failed' | 'refused', RegExp]>([
  ['error-500', 'failed', /status 500/],
  ['page-of-excuses', 'refused', /missing_columns/],
  ['cut-with-length', 'failed', /download_failed/],
  ['cut-in-a-line', 'refused', /cut_directory/],
  ['never-ends', 'failed', /too long/],
  ['endless', 'failed', /too large/],
])(
  'a server that answers “%s” changes nothing, and is an agent’s item until it is mended',
  async (mood, outcome, why) => {
    await look(day(10));
    const before = await inUse();
    server.mood = mood;
    server.content = aFile(40, 'autre ');
    await look(day(11));
    await look(day(12));
    expect(await inUse()).toEqual(before);
    const [latest] = await listDirectoryImports(db);
    expect(latest).toMatchObject({ outcome, report: null });
    expect(latest!.detail).toMatch(why);
    const open = () => db.selectFrom('work_item').select('reason').where('closed_at', 'is', null).execute();
    expect(await open()).toEqual([{ reason: 'directory_not_imported' }]);

    server.mood = 'well';
    await look(day(13));
    expect((await inUse())[0]).toBe('Ecole autre 0');
    expect(await open()).toEqual([]);
  },
);

test.each([
  ['half of the schools', () => aFile(20), 'too_few_schools'],
  ['other columns', () => aFile(40).replace('Code_commune', 'Code_quartier'), 'missing_columns'],
  ['another place', () => aFile(40).replaceAll('69273', '94028'), 'no_school_of_metropole'],
  ['half of a compressed file', () => '\u001f\u008b\u0008\u0000', 'missing_columns'],
])('a whole file of %s never takes the place of a good one', async (_what, content, detail) => {
  await look(day(10));
  const before = await inUse();
  server.content = content();
  await look(day(11));
  expect(await inUse()).toEqual(before);
  expect((await listDirectoryImports(db))[0]).toMatchObject({ outcome: 'refused', detail });
});

test('a failed download is tried again after the pause, and no file is left behind', async () => {
  server.mood = 'error-500';
  await look(day(10, '02:31'));
  server.mood = 'well';
  await look(day(10, '03:00'));
  expect(server.asked).toBe(1);
  await look(day(10, '03:32'));
  expect(await inUse()).toHaveLength(40);
  expect(readdirSync(folder)).toEqual([]);
});

test('a process that stops gives up its download, and the next one does it', async () => {
  server.mood = 'never-ends';
  const refresh = startDirectoryRefresh({
    ...{ db, clock: { now: () => day(10) }, log: createLog('silent'), url: server.url },
    schedule: { at: '03:30', retryMs: 3_600_000, lostAfterMs: 1_800_000 },
    limits: { timeoutMs: 60_000, mostBytes: 5_000_000 },
    everyMs: 20,
  });
  while (server.asked === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  await refresh.stop();
  expect(await listDirectoryImports(db)).toEqual([]);
  server.mood = 'well';
  await look(day(10));
  expect(await inUse()).toHaveLength(40);
});
