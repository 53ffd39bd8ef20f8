import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { projectRoot, readConfig } from '../src/config.js';
import { startEmbeddedPostgres } from '../src/embedded/postgres.js';
import { openQueueBackend } from '../src/jobs/queue-backend.js';
import { openQueues } from '../src/jobs/queues.js';
import { systemClock } from '../src/kernel/clock.js';
import { silentLog } from '../src/kernel/log.js';
import { openDesk } from '../src/running/desk.js';
import { openDatabase } from '../src/store/database.js';
import { addAgent } from '../src/store/desk/agents.js';
import { openSession } from '../src/store/desk/sessions.js';
import { migrate } from '../src/store/migrate.js';
import { openWeb } from '../src/web/open-web.js';
import { fillWithAYear } from '../test/support/builders/a-year.js';

/** 50 agents browse a base of 10,000 requests and 60,000 messages. `node dist/bench/desk.js [REQUESTS] [LOOKS]`. */
const requests = Number(process.argv[2] ?? 10_000);
const looks = Number(process.argv[3] ?? 3_000);
const AGENTS = 50;

const agent = new Agent({ keepAlive: true, maxSockets: AGENTS });

function look(
  url: string,
  path: string,
  cookie: string,
): Promise<{ ms: number; bytes: number; status: number }> {
  const from = performance.now();
  return new Promise((resolve, reject) => {
    request(`${url}${path}`, { agent, headers: { cookie } }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
      answer.on('end', () => resolve({ ms: performance.now() - from, bytes, status: answer.statusCode! }));
    })
      .on('error', reject)
      .end();
  });
}

const pages: Record<string, () => string> = {
  'queue, to decide': () => '/',
  'queue, a sender to confirm': () => '/?onglet=sender',
  'queue, everything': () => '/?onglet=all',
  'queue, all of a commune': () => '/?onglet=all&commune=69029&page=3',
  'a request': () => `/demandes/LC-2026-${String(1 + Math.floor(Math.random() * requests)).padStart(5, '0')}`,
  deadlines: () => '/echeances',
  'a commune': () => '/communes/69029',
  dashboard: () => '/tableau-de-bord',
};

async function measure(url: string, cookies: readonly string[], isCalm: boolean): Promise<void> {
  console.log(
    isCalm ? '\nOne agent at a time:' : `\n${AGENTS} agents, each looking again 1 to 3 s after an answer:`,
  );
  const kinds = Object.entries(pages);
  const times = new Map<string, number[]>();
  const heaviest = new Map<string, number>();
  const one = async (turn: number, cookie: string) => {
    const [kind, path] = kinds[turn % kinds.length]!;
    const { ms, bytes, status } = await look(url, path(), cookie);
    if (status !== 200) throw new Error(`${kind}: ${status}`);
    times.set(kind, [...(times.get(kind) ?? []), ms]);
    heaviest.set(kind, Math.max(heaviest.get(kind) ?? 0, bytes));
  };
  if (isCalm) for (let turn = 0; turn < Math.min(400, looks); turn += 1) await one(turn, cookies[0]!);
  else {
    const each = Math.ceil(looks / AGENTS);
    await Promise.all(
      cookies.map(async (cookie, rank) => {
        await new Promise((resume) => setTimeout(resume, Math.random() * 2_000));
        for (let turn = 0; turn < each; turn += 1) {
          await one(turn * 7 + rank, cookie);
          await new Promise((resume) => setTimeout(resume, 1_000 + Math.random() * 2_000));
        }
      }),
    );
  }
  const all = [...times.values()].flat();
  for (const [kind, found] of [...times, ['all pages', all] as const]) {
    const sorted = [...found].sort((a, b) => a - b);
    const at = (share: number) =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1);
    console.log(
      `  ${kind.padEnd(28)} median ${at(0.5).padStart(6)} ms, p95 ${at(0.95).padStart(6)} ms, ${((heaviest.get(kind) ?? 0) / 1_000).toFixed(0)} kB`,
    );
  }
}

const folder = mkdtempSync(join(tmpdir(), 'bench-desk-'));
const postgres = await startEmbeddedPostgres({ dataDir: folder, log: silentLog });
const db = openDatabase({ url: postgres.url, maxConnections: 10, onIdleError: () => {} });
try {
  await migrate(db);
  await fillWithAYear(db, requests);
  const config = readConfig('command', { WEB_REQUESTS_PER_MINUTE: '1000000' });
  const backend = await openQueueBackend({
    ...{ databaseUrl: postgres.url, redisUrl: undefined, maxConnections: 2, onError: () => {} },
  });
  const queues = openQueues(backend, { ...config.jobs, onError: () => {} });
  const desk = await openDesk({ config, db, queues, clock: systemClock, log: silentLog });
  const health = { checks: async () => [], metrics: async () => ({ contentType: 'text/plain', body: '' }) };
  const web = await openWeb({ host: '127.0.0.1', port: 0, folder: projectRoot, health, desk: desk.desk });
  const cookies: string[] = [];
  for (let rank = 0; rank < AGENTS; rank += 1) {
    const added = await addAgent(db, { login: `a${rank}`, name: `Agent ${rank}`, role: 'agent' });
    cookies.push(`session=${await openSession(db, added!.id, new Date(), config.desk.sessions)}`);
  }
  for (const path of Object.values(pages)) await look(web.url, path(), cookies[0]!);
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from message`.execute(db);
  console.log(`${requests} requests, ${rows[0]!.count} messages`);
  await measure(web.url, cookies, true);
  await measure(web.url, cookies, false);
  agent.destroy();
  await web.close();
  await desk.close();
  await queues.close();
  await backend.close();
} finally {
  await db.destroy();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
