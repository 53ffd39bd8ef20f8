/**
 * Proves the image where there is no Docker: carries out the Dockerfile's own steps in clean folders, then starts
 * web, workers and watcher from what they made, as an ordinary user with production dependencies only, and sends
 * a mail through them. `node scripts/prove-image.mjs` (about a minute, needs the npm registry). FROM, WORKDIR,
 * COPY, RUN, ENV, USER, HEALTHCHECK, ENTRYPOINT and CMD are understood; anything else is refused.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'image-'));
chmodSync(place, 0o755);
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** An ordinary user, no setting of ours, the same Node as here. */
const cleanEnv = (env) => ({
  PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
  HOME: homeFolder,
  npm_config_cache: join(homeFolder, 'npm'),
  npm_config_registry: registry,
  ...env,
});
const homeFolder = join(place, 'home');
const registry = spawnSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).stdout.trim();
mkdirSync(homeFolder);
give(homeFolder);

const children = [];
const stops = [];
let isProven = false;
try {
  const image = build(instructions());
  await tryOut(image);
  isProven = true;
} catch (error) {
  console.error(error.message);
} finally {
  for (const child of children) child.kill('SIGKILL');
  for (const stop of stops.reverse()) await stop().catch(() => {});
  rmSync(place, { recursive: true, force: true });
}
console.log(isProven ? 'The image is proven.' : 'The image is NOT proven.');
process.exit(isProven ? 0 : 1);

function instructions() {
  return readFileSync(join(project, 'Dockerfile'), 'utf8')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, word, rest] = line.match(/^(\w+)\s+(.*)$/);
      return { word, rest };
    });
}

/** The last stage, as a folder and what Docker would run in it. */
function build(steps) {
  const stages = new Map();
  let stage;
  for (const { word, rest } of steps) {
    console.log(`${word} ${rest.slice(0, 100)}`);
    if (word === 'FROM') {
      const name = rest.match(/ AS (\S+)$/)?.[1] ?? 'image';
      stage = {
        root: join(place, name),
        workdir: '/',
        env: {},
        user: 'root',
        healthcheck: [],
        entrypoint: [],
        cmd: [],
      };
      stages.set(name, stage);
      mkdirSync(stage.root);
    } else if (word === 'WORKDIR') {
      stage.workdir = rest;
      mkdirSync(join(stage.root, rest), { recursive: true });
    } else if (word === 'ENV') {
      for (const pair of rest.split(' ')) stage.env[pair.split('=')[0]] = pair.slice(pair.indexOf('=') + 1);
    } else if (word === 'COPY') copy(stage, stages, rest.split(/\s+/));
    else if (word === 'RUN') run(stage, rest);
    else if (word === 'USER') stage.user = rest;
    else if (word === 'HEALTHCHECK') stage.healthcheck = JSON.parse(rest.slice(rest.indexOf('CMD') + 3));
    else if (word === 'ENTRYPOINT') stage.entrypoint = JSON.parse(rest);
    else if (word === 'CMD') stage.cmd = JSON.parse(rest);
    else if (word !== 'EXPOSE')
      throw new Error(`This script does not know ${word}: teach it, or leave it out.`);
  }
  if (stage.user === 'root') throw new Error('The image would run as root.');
  return stage;
}

/** From this tree, through .dockerignore, or from another stage. */
function copy(stage, stages, words) {
  const from = words[0].startsWith('--from=') ? stages.get(words.shift().slice(7)) : undefined;
  const to = words.pop();
  for (const path of words) {
    if (from === undefined && !isSent(path)) throw new Error(`.dockerignore keeps ${path} from the builder.`);
    const source = from === undefined ? join(project, path) : join(from.root, path);
    const target = join(stage.root, stage.workdir, to.endsWith('/') ? join(to, basename(path)) : to);
    cpSync(source, target, { recursive: true, verbatimSymlinks: true });
  }
}

function isSent(path) {
  const lines = readFileSync(join(project, '.dockerignore'), 'utf8').split('\n');
  return lines.includes('*') && lines.includes(`!${path}`);
}

/** Docker's build runs as root; ours as nobody in particular, which asks more of the step. */
function run(stage, command) {
  const folder = join(stage.root, stage.workdir);
  give(folder);
  const done = spawnSync('/bin/sh', ['-c', command], {
    ...NOBODY,
    cwd: folder,
    env: cleanEnv(stage.env),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (done.status !== 0) throw new Error(`RUN ${command} failed.`);
}

function give(path) {
  if (NOBODY.uid === undefined) return;
  chownSync(path, NOBODY.uid, NOBODY.gid);
  spawnSync('chown', ['-R', `${NOBODY.uid}:${NOBODY.gid}`, path]);
}

/** A mail goes in through the watcher, is dealt with by a worker, its reply comes out; the health checks say so. */
async function tryOut(image) {
  const app = join(image.root, image.workdir);
  if (NOBODY.uid !== undefined) spawnSync('chown', ['-R', 'root:root', app]);
  const surroundings = await startSurroundings();
  const roles = {};
  for (const role of ['workers', 'watcher', 'web']) {
    roles[role] = await startRole(image, app, role, surroundings.env);
    console.log(`${role} is healthy`);
  }
  await surroundings.mailbox.append(
    Buffer.from(
      'From: Mairie <mairie@corbas.example>\r\nTo: support@laclasse.com\r\nSubject: Inscription\r\n' +
        'Date: Mon, 23 Nov 2026 10:00:00 +0100\r\nMessage-ID: <proof@corbas.example>\r\n\r\nBonjour\r\n',
    ),
  );
  for (let waited = 0; surroundings.sink.mails().length === 0; waited += 100) {
    if (waited > 30_000) throw new Error('No reply came within 30 seconds.');
    await sleep(100);
  }
  console.log(`a reply came: ${surroundings.sink.mails()[0].subject}`);
  for (const [role, child] of Object.entries(roles)) {
    const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
    child.kill('SIGTERM');
    const code = await Promise.race([ended, sleep(20_000, 'still running after 20 s')]);
    if (code !== 0) throw new Error(`${role} did not stop cleanly: ${code}`);
  }
  console.log('all stopped cleanly');
}

/** A database, a mailbox and a mail server, from the tree's own build, and Redis where it is installed. */
async function startSurroundings() {
  const built = (file) => import(new URL(`../dist/src/embedded/${file}.js`, import.meta.url).href);
  const [{ startEmbeddedPostgres }, { startDemoMailbox }, { startSmtpSink }] = await Promise.all(
    ['postgres', 'mailbox', 'smtp-sink'].map(built),
  );
  const log = { info() {}, warn() {}, error() {} };
  const postgres = await startEmbeddedPostgres({ dataDir: join(place, 'data'), log });
  stops.push(() => postgres.stop());
  const mailbox = await startDemoMailbox();
  stops.push(() => mailbox.stop());
  const sink = await startSmtpSink({ folder: join(place, 'replies') });
  stops.push(() => sink.stop());
  const env = { DATABASE_URL: postgres.url, IMAP_URL: mailbox.imapUrl, SMTP_URL: sink.smtpUrl };
  const redisPort = await startRedis();
  if (redisPort !== undefined) env.REDIS_URL = `redis://127.0.0.1:${redisPort}`;
  console.log(
    redisPort === undefined ? 'Redis is not installed: jobs go through Postgres' : 'jobs go through Redis',
  );
  return { env, mailbox, sink };
}

async function startRedis() {
  const program = ['/usr/bin/redis-server', '/usr/local/bin/redis-server'].find(existsSync);
  if (program === undefined) return undefined;
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  children.push(spawn(program, args, { cwd: homeFolder, stdio: 'ignore' }));
  return port;
}

async function startRole(image, app, role, env) {
  const port = await freePort();
  const [command, ...args] = [...image.entrypoint, 'start', '--role', role];
  const whole = cleanEnv({ ...image.env, ...env, HOST: '127.0.0.1', PORT: String(port) });
  const child = spawn(command, args, {
    ...NOBODY,
    cwd: app,
    env: whole,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const [probe, ...probeArgs] = image.healthcheck;
  for (let waited = 0; ; waited++) {
    const health = spawnSync(probe, probeArgs, { ...NOBODY, cwd: app, env: whole, stdio: 'ignore' });
    if (health.status === 0) return child;
    if (child.exitCode !== null || waited > 100) throw new Error(`${role} is not healthy:\n${said}`);
    await sleep(200);
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
