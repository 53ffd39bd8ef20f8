import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { openDatabase } from '../src/store/database.js';
import { migrate } from '../src/store/migrate.js';
import { aDovecot } from '../test/support/servers/dovecot.js';
import { aRedis } from '../test/support/servers/redis.js';
import { bare, type Candidate, ours } from './candidates.js';
import { type BenchMail, benchMails } from './mails.js';
import { busyOfComputer, cpuByProcess, cpuOf, memoryByProcess, watchMemory } from './process-tree.js';
import { type Answers, benchFolder, benchPostgres, collectAnswers, countsStatements } from './stage.js';

export type BacklogFigures = {
  name: string;
  whole: number;
  steady: number;
  cpuMsPerMail: number;
  serversCpuMsPerMail: number;
  /** Cores of the computer at work from the start to the last answer: the candidate, its servers, who answers it. */
  coresBusy: number;
  peakPssMb: number;
  peakRssMb: number;
  /** From the start of the processes to the first answer. */
  firstAfterMs: number;
  lost: number;
  twice: number;
};

type Stage = {
  folder: string;
  mails: readonly BenchMail[];
  answers: Answers;
  databaseUrl: string;
  postgresPid: number;
  queue: 'redis' | 'postgres';
};

/** A backlog of `n` mails to answered, bare and ours in turn, `runs` times each. */
export async function benchBacklog({
  n,
  runs,
  queue,
}: {
  n: number;
  runs: number;
  queue: 'redis' | 'postgres';
}): Promise<void> {
  const folder = benchFolder();
  const postgres = await benchPostgres(join(folder.path, 'postgres'));
  const answers = await collectAnswers();
  const mails = benchMails(n);
  const sizes = mails.map(({ raw }) => raw.length).sort((a, b) => a - b);
  console.log(
    `${n} mails of ${Math.round(sizes[0]! / 1000)} to ${Math.round(sizes.at(-1)! / 1000)} kB, queue on ${queue}, ${runs} runs each.`,
  );
  const stage: Stage = {
    folder: folder.path,
    mails,
    answers,
    databaseUrl: postgres.url,
    postgresPid: postgres.pid!,
    queue,
  };
  const figures: BacklogFigures[] = [];
  try {
    for (let run = 0; run < runs; run += 1) {
      for (const candidate of [bare, ours]) {
        const figure = await runBacklog(stage, candidate);
        console.log(line(figure));
        figures.push(figure);
      }
    }
    printMedians(figures);
  } finally {
    await answers.stop();
    await postgres.stop();
    folder.remove();
  }
}

async function runBacklog(stage: Stage, candidate: Candidate): Promise<BacklogFigures> {
  const { mails, answers } = stage;
  await resetBase(stage.databaseUrl);
  const dovecot = await aDovecot();
  const redis = stage.queue === 'redis' && candidate === ours ? await aRedis() : null;
  for (const mail of mails) dovecot.deliver(mail.raw);
  answers.reset();

  const serversBefore = cpuOf([stage.postgresPid]);
  const busyBefore = busyOfComputer();
  const startedAt = Date.now();
  const urls = {
    imapUrl: dovecot.imapUrl,
    smtpUrl: answers.smtpUrl,
    databaseUrl: stage.databaseUrl,
    redisUrl: redis?.redisUrl,
  };
  const running = candidate.start(urls, 'backlog');
  const memory = watchMemory(() => running.pids);
  let cpuMs = 0;
  let sampledAt = 0;
  const giveUpAt = startedAt + 30_000 + mails.length * 50;
  while (answers.counts().size < mails.length && Date.now() < giveUpAt) {
    await pause(20);
    if (Date.now() - sampledAt < 200) continue;
    sampledAt = Date.now();
    cpuMs = Math.max(cpuMs, cpuOf(running.pids));
  }
  cpuMs = Math.max(cpuMs, cpuOf(running.pids));
  const coresBusy = (busyOfComputer() - busyBefore) / (Date.now() - startedAt);
  if (process.env['BY_PROCESS'] !== undefined) {
    console.log(`      CPU ms: ${cpuByProcess(running.pids)}`);
    console.log(`      PSS MB at the end: ${memoryByProcess(running.pids)}`);
  }
  const serversCpuMs = cpuOf([stage.postgresPid]) - serversBefore;
  const times = [...answers.times()];
  if (process.env['TIMELINE'] !== undefined && candidate === ours)
    await printTimeline(stage.databaseUrl, startedAt);
  if (countsStatements && candidate === ours) await printStatements(stage.databaseUrl);
  await pause(1_500);
  memory.stop();
  await running.stop();
  await redis?.stop();
  await dovecot.stop();

  const counts = [...answers.counts().values()];
  const slice = times.slice(Math.floor(times.length * 0.1), Math.floor(times.length * 0.9));
  return {
    name: candidate.name,
    whole: (times.length / (times.at(-1)! - startedAt)) * 1_000,
    steady: (slice.length / (slice.at(-1)! - slice[0]!)) * 1_000,
    cpuMsPerMail: cpuMs / mails.length,
    serversCpuMsPerMail: serversCpuMs / mails.length,
    coresBusy,
    peakPssMb: memory.peak().pssMb,
    peakRssMb: memory.peak().rssMb,
    firstAfterMs: times[0]! - startedAt,
    lost: mails.length - answers.counts().size,
    twice: counts.filter((count) => count > 1).length,
  };
}

/** `TIMELINE=1`: when each tenth of the mails was kept, decided and sent, ms after the start. */
async function printTimeline(url: string, startedAt: number): Promise<void> {
  const db = openDatabase({ url, maxConnections: 1, onIdleError: () => {} });
  const moments = {
    kept: 'kept_at from message',
    decided: 'decided_at from decision',
    sent: 'sent_at from reply',
  };
  for (const [name, what] of Object.entries(moments)) {
    const { rows } = await sql<{ at: Date | null }>`select ${sql.raw(what)} order by 1`.execute(db);
    const column = Object.keys(rows[0] ?? {})[0] as 'at';
    const tenths = Array.from(
      { length: 11 },
      (_, tenth) => rows[Math.floor(((rows.length - 1) * tenth) / 10)],
    );
    console.log(
      `      ${name.padEnd(8)} ${tenths.map((row) => `${Number(row?.[column] ?? 0) - startedAt}`.padStart(6)).join('')}`,
    );
  }
  await db.destroy();
}

export async function resetBase(url: string): Promise<void> {
  const db = openDatabase({ url, maxConnections: 1, onIdleError: () => {} });
  await sql`drop schema if exists bullmq cascade`.execute(db);
  await sql`drop schema public cascade`.execute(db);
  await sql`create schema public`.execute(db);
  await migrate(db);
  if (countsStatements) {
    await sql`create extension if not exists pg_stat_statements`.execute(db);
    await sql`select pg_stat_statements_reset()`.execute(db);
  }
  await db.destroy();
}

/** The thirty statements that took Postgres the most time: calls, ms in all, rows, text. */
async function printStatements(url: string): Promise<void> {
  const db = openDatabase({ url, maxConnections: 1, onIdleError: () => {} });
  const { rows } = await sql<{ calls: number; ms: number; rows: number; query: string }>`
    select calls, total_exec_time as ms, rows, query from pg_stat_statements
    order by total_exec_time desc limit 30`.execute(db);
  for (const { calls, ms, rows: many, query } of rows) {
    const text = query.replace(/\s+/g, ' ').slice(0, 110);
    console.log(
      `      ${`${calls}`.padStart(6)} ${ms.toFixed(0).padStart(7)} ms ${`${many}`.padStart(7)}  ${text}`,
    );
  }
  await db.destroy();
}

function line(figure: BacklogFigures): string {
  const {
    name,
    whole,
    steady,
    cpuMsPerMail,
    serversCpuMsPerMail,
    coresBusy,
    peakPssMb,
    peakRssMb,
    firstAfterMs,
    lost,
    twice,
  } = figure;
  return (
    `${name.padEnd(5)} whole ${whole.toFixed(0).padStart(4)}/s  steady ${steady.toFixed(0).padStart(4)}/s  ` +
    `CPU ${cpuMsPerMail.toFixed(2)} ms/mail (+ Postgres ${serversCpuMsPerMail.toFixed(2)})  ` +
    `cores busy ${coresBusy.toFixed(2)} of ${availableParallelism()}  ` +
    `first after ${firstAfterMs} ms  peak ${peakPssMb.toFixed(0)} MB (RSS ${peakRssMb.toFixed(0)})  lost ${lost}  twice ${twice}`
  );
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function printMedians(figures: readonly BacklogFigures[]): void {
  const of = (name: string, pick: (figure: BacklogFigures) => number) =>
    median(figures.filter((figure) => figure.name === name).map(pick));
  const ratio = (pick: (figure: BacklogFigures) => number) =>
    (of('ours', pick) / of('bare', pick)).toFixed(2);
  console.log(
    `Medians, ours against bare: whole ×${ratio((one) => one.whole)}, steady ×${ratio((one) => one.steady)}, ` +
      `CPU ×${ratio((one) => one.cpuMsPerMail)}, memory ×${ratio((one) => one.peakPssMb)}; ` +
      `lost ${figures.reduce((sum, one) => sum + (one.name === 'ours' ? one.lost : 0), 0)}, ` +
      `twice ${figures.reduce((sum, one) => sum + (one.name === 'ours' ? one.twice : 0), 0)}.`,
  );
}
