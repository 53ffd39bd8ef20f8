import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { projectRoot } from '../src/config.js';
import { outcomes, reasonCodes } from '../src/decision/outcome.js';
import { reasonSentences } from '../src/decision/reason-sentences.js';
import { problemCodes } from '../src/form/problem-codes.js';
import { allJobs } from '../src/jobs/all-jobs.js';
import { problemSentences } from '../src/reply/problem-sentences.js';
import { replyKinds } from '../src/reply/reply-kinds.js';

/** The architecture diagram: a folder may name only those listed with it. `*` is the whole house. */
const mayImport: Record<string, readonly string[]> = {
  'src/kernel': [],
  'src/isolation': ['src/kernel'],
  'src/registry': ['src/kernel'],
  'src/print': ['src/kernel'],
  'src/fees': ['src/kernel', 'src/registry', 'src/print'],
  'src/committee': ['src/kernel', 'src/registry', 'src/print', 'src/fees'],
  'src/form': ['src/kernel', 'src/registry', 'src/isolation'],
  'src/intake': ['src/kernel', 'src/isolation'],
  'src/mailbox': ['src/kernel'],
  'src/decision': ['src/kernel', 'src/registry', 'src/form', 'src/intake'],
  'src/provisioning': ['src/kernel', 'src/registry'],
  'src/reply': ['src/kernel', 'src/registry', 'src/form', 'src/decision'],
  'src/store': [
    'src/kernel',
    'src/registry',
    'src/fees',
    'src/committee',
    'src/form',
    'src/intake',
    'src/mailbox',
    'src/decision',
    'src/provisioning',
    'src/reply',
  ],
  'src/jobs': ['src/kernel'],
  'src/desk': [
    'src/kernel',
    'src/registry',
    'src/fees',
    'src/committee',
    'src/form',
    'src/intake',
    'src/decision',
    'src/provisioning',
    'src/reply',
    'src/store',
    'src/jobs',
  ],
  'src/web': [
    'src/kernel',
    'src/registry',
    'src/fees',
    'src/committee',
    'src/print',
    'src/form',
    'src/intake',
    'src/decision',
    'src/provisioning',
    'src/reply',
    'src/store',
    'src/jobs',
    'src/desk',
  ],
  workers: [
    'src/kernel',
    'src/isolation',
    'src/registry',
    'src/form',
    'src/intake',
    'src/mailbox',
    'src/decision',
    'src/provisioning',
    'src/reply',
    'src/store',
    'src/jobs',
  ],
  'src/embedded': ['*'],
  'src/running': ['*'],
  'src/cli': ['*'],
  'src/start.ts': ['*'],
  'src/config.ts': ['src/mailbox', 'src/reply', 'src/provisioning', 'src/registry', 'src/fees'],
  bench: ['*', 'test/support'],
  simulation: ['*', 'test/support'],
};

/** Replacing a library touches one folder. A bench and the demo's own servers may use what they imitate. */
const homes: Record<string, readonly string[]> = {
  imapflow: ['src/mailbox', 'bench'],
  mailauth: ['src/intake'],
  mailparser: ['src/intake', 'bench'],
  exceljs: ['src/form'],
  xlsx: ['src/form', 'bench'],
  fflate: ['src/form', 'src/intake'],
  bullmq: ['src/jobs', 'workers'],
  ioredis: ['src/jobs'],
  nodemailer: ['src/reply', 'bench'],
  pg: ['src/store', 'src/jobs', 'src/embedded'],
  kysely: ['src/store', 'src/running', 'src/embedded', 'bench', 'simulation'],
  fastify: ['src/web'],
  '@fastify/cookie': ['src/web'],
  '@fastify/formbody': ['src/web'],
  '@fastify/helmet': ['src/web'],
  '@fastify/multipart': ['src/web'],
  '@fastify/rate-limit': ['src/web'],
  '@node-rs/argon2': ['src/web'],
  'openid-client': ['src/web'],
  eta: ['src/reply', 'src/web'],
  'smtp-server': ['src/embedded'],
  'hoodiecrow-imap': ['src/embedded'],
  pdfkit: ['src/print'],
  pino: ['src/kernel'],
  'prom-client': ['src/running'],
};

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

const files = ['src', 'workers', 'bench', 'simulation']
  .flatMap((folder) => filesBelow(join(projectRoot, folder)))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .map((file) => relative(projectRoot, file));

function homeOf(file: string): string {
  const [first, second] = file.split('/');
  return first === 'src' ? `src/${second}` : file.startsWith('test/support') ? 'test/support' : first!;
}

function importsOf(file: string): string[] {
  const source = readFileSync(join(projectRoot, file), 'utf8');
  const named = [...source.matchAll(/^(?:import|export)\b[^'";]*?from '([^']+)'/gms)].map(
    (match) => match[1]!,
  );
  const loaded = [...source.matchAll(/\bimport\('([^']+)'\)/g)].map((match) => match[1]!);
  return [...named, ...loaded];
}

function foldersNamedBy(file: string): string[] {
  return importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) =>
      homeOf(relative(projectRoot, resolve(projectRoot, dirname(file), name)).replace(/\.js$/, '.ts')),
    );
}

test.each(files)('%s imports only what its folder may', (file) => {
  const home = homeOf(file);
  const allowed = mayImport[home];
  expect(allowed).toBeDefined();
  const others = foldersNamedBy(file).filter((folder) => folder !== home);
  const forbidden = allowed!.includes('*')
    ? others.filter((folder) => folder.startsWith('test') && !allowed!.includes(folder))
    : others.filter((folder) => !allowed!.includes(folder));
  expect(forbidden).toEqual([]);
});

test('the folders of the stages name each other one way: no cycle', () => {
  const order = Object.entries(mayImport).filter(([, allowed]) => !allowed.includes('*'));
  const seen = new Set<string>();
  const visit = (folder: string, path: readonly string[]): void => {
    expect(path).not.toContain(folder);
    if (seen.has(folder)) return;
    for (const next of mayImport[folder] ?? []) visit(next, [...path, folder]);
    seen.add(folder);
  };
  for (const [folder] of order) visit(folder, []);
  expect(seen.size).toBeGreaterThanOrEqual(order.length);
});

test.each(Object.entries(homes))('%s is imported only from its home', (library, folders) => {
  const users = files.filter((file) =>
    importsOf(file).some((name) => name === library || name.startsWith(`${library}/`)),
  );
  expect(users.filter((file) => !folders.includes(homeOf(file)))).toEqual([]);
});

test('the environment is read in one file', () => {
  const readers = files.filter(
    (file) =>
      !file.startsWith('bench/') && /process\.env\b/.test(readFileSync(join(projectRoot, file), 'utf8')),
  );
  expect(readers).toEqual(['src/config.ts']);
});

test.each(allJobs.map((job) => job.queue))('the job %s has a worker of its name', (queue) => {
  const worker = readFileSync(join(projectRoot, 'workers', `${queue}.ts`), 'utf8');
  expect(worker).toContain(`src/jobs/${queue}.js`);
});

test.each(problemCodes)('the problem %s has its French sentence', (code) => {
  expect(JSON.stringify(problemSentences[code])).toMatch(/[a-zéèàù]{3}/);
});

test.each(reasonCodes)('the reason %s has its French sentence', (code) => {
  expect(reasonSentences[code]).toMatch(/\.$/);
});

test.each(replyKinds)('the reply %s has its template', (kind) => {
  expect(filesBelow(join(projectRoot, 'templates', 'replies', kind)).length).toBeGreaterThan(0);
});

test('every outcome has a folder of the mailbox', async () => {
  const { readConfig } = await import('../src/config.js');
  const { folders } = readConfig('command', {});
  expect(Object.keys(folders).sort()).toEqual([...outcomes].sort());
});

test('file lengths are printed, not enforced', () => {
  const lengths = files
    .map((file) => readFileSync(join(projectRoot, file), 'utf8').split('\n').length)
    .sort((a, b) => a - b);
  const at = (share: number) => lengths[Math.floor((lengths.length - 1) * share)];
  console.log(`${lengths.length} files; lines: median ${at(0.5)}, p90 ${at(0.9)}, longest ${at(1)}`);
  expect(lengths.length).toBeGreaterThan(100);
});
