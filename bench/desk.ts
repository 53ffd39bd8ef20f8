import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { projectRoot, readConfig } from '../src/config.js';
import { startEmbeddedPostgres } from '../src/embedded/postgres.js';
import { textCell } from '../src/form/open/grid.js';
import { readForm } from '../src/form/read-form.js';
import { openQueueBackend } from '../src/jobs/queue-backend.js';
import { openQueues } from '../src/jobs/queues.js';
import { systemClock } from '../src/kernel/clock.js';
import { silentLog } from '../src/kernel/log.js';
import { openDesk } from '../src/running/desk.js';
import { type Database, openDatabase } from '../src/store/database.js';
import { addAgent } from '../src/store/desk/agents.js';
import { openSession } from '../src/store/desk/sessions.js';
import { migrate } from '../src/store/migrate.js';
import { openWeb } from '../src/web/open-web.js';

/** 50 agents browse a base of 10,000 requests and 60,000 messages. `node dist/bench/desk.js [REQUESTS] [LOOKS]`. */
const requests = Number(process.argv[2] ?? 10_000);
const looks = Number(process.argv[3] ?? 3_000);
const AGENTS = 50;
const OPEN = Math.min(400, requests / 10);

const cells = [
  'Commune',
  'Bron',
  'École',
  'École Jean Moulin',
  'Nom',
  'Durand',
  'E-mail',
  'durand@',
  'Téléphone',
  '04 72',
];
const grid = {
  sheets: [
    {
      name: 'Feuille1',
      hidden: false,
      cells: cells.map((text, index) => textCell(Math.floor(index / 2), index % 2, text)),
    },
  ],
};

/** Rows as they would be after a year: most requests are over, each has six messages, a reading and an answer. */
async function fill(db: Database): Promise<void> {
  const reading = JSON.stringify(readForm(grid));
  const shown = JSON.stringify({
    sheets: [
      {
        name: 'Feuille1',
        isHidden: false,
        cells: grid.sheets[0]!.cells.map(({ hidden, ...cell }) => ({ ...cell, isHidden: hidden })),
      },
    ],
    isCut: false,
  });
  const mail = JSON.stringify({
    from: 'a',
    replyTo: '',
    to: 'b',
    cc: '',
    date: '',
    text: 'Bonjour, voici notre liste. '.repeat(20),
    quoted: '',
    isCut: false,
  });
  await sql`insert into request (id, reference, status, commune_insee, sender, opened_at, due_on, target_on, reasons)
    select gen_random_uuid(), 'LC-2026-' || lpad(n::text, 5, '0'),
      case when n <= ${OPEN} then (array['awaiting-agent', 'awaiting-commune'])[1 + n % 2] else 'opened' end, '69029',
      'mairie' || n || '@exemple.fr', now() - n * interval '50 minutes', current_date + 14 - n % 20, current_date + 13 - n % 20,
      case when n <= ${OPEN} then array[(array['sender_not_confirmed', 'form_has_errors', 'cells_unexplained'])[1 + n % 3]] else '{}' end
    from generate_series(1, ${requests}::int) as n`.execute(db);
  await sql`insert into message (id, sha256, raw, size_bytes, received_at, status, kind, may_answer, authenticity, from_address,
      subject, documents, request_id)
    select gen_random_uuid(), sha256((request.id::text || copy)::bytea), decode(repeat('41', 2000), 'hex'), 2000,
      opened_at + copy * interval '1 hour', 'decided', 'form', true, 'authentic', sender, 'Nos écoles',
      '[{"name": "liste.xlsx", "type": "xlsx", "path": "2", "sha256": "x", "sizeBytes": 9000}]', request.id
    from request, generate_series(1, 6) as copy`.execute(db);
  await sql`insert into reading (id, message_id, path, document_name, document_type, document_sha256, rules, kind, reading)
    select gen_random_uuid(), id, '2', 'liste.xlsx', 'xlsx', id::text, 'bench', 'invalid', ${reading}::jsonb from message`.execute(
    db,
  );
  await sql`insert into decision (id, message_id, request_id, outcome, reasons, decided_at)
    select gen_random_uuid(), id, request_id, 'correct', array['form_has_errors'], received_at from message`.execute(
    db,
  );
  await sql`insert into reply (id, request_id, message_id, kind, recipient, rfc_message_id, subject, text_body, html_body, status,
      owed_at, due_at, sent_at)
    select gen_random_uuid(), request_id, id, 'corrections', from_address, '<' || id || '@x>', 'Corrections', repeat('texte ', 300),
      repeat('<p>texte</p>', 300), 'sent', received_at, received_at, received_at + interval '20 seconds' from message`.execute(
    db,
  );
  await sql`insert into shown_part (message_id, part, shape, shown) select id, 'mail', 1, ${mail}::jsonb from message`.execute(
    db,
  );
  await sql`insert into shown_part (message_id, part, shape, shown) select id, 'document:2', 1, ${shown}::jsonb from message`.execute(
    db,
  );
  await sql`vacuum analyze`.execute(db);
}

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
  await fill(db);
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
