import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../src/embedded/postgres.js';
import { PromptSmtpServer } from '../src/embedded/prompt-smtp-server.js';
import { silentLog } from '../src/kernel/log.js';

/** Mails accepted by the bench's SMTP server: which message each answers, and when. */
export type Answers = {
  smtpUrl: string;
  /** How many answers each Message-ID got. */
  counts(): ReadonlyMap<string, number>;
  /** When the n-th different message was answered, ms since the epoch. */
  times(): readonly number[];
  reset(): void;
  stop(): Promise<void>;
};

/** Keeps nothing but the In-Reply-To of each mail. */
export async function collectAnswers(): Promise<Answers> {
  const counts = new Map<string, number>();
  const times: number[] = [];
  const server = new PromptSmtpServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    logger: false,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const head = Buffer.concat(chunks).subarray(0, 8_192).toString('latin1');
        const answered = /^In-Reply-To:\s*(<[^>]+>)/im.exec(head)?.[1] ?? '?';
        const before = counts.get(answered) ?? 0;
        counts.set(answered, before + 1);
        if (before === 0) times.push(Date.now());
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    counts: () => counts,
    times: () => times,
    reset() {
      counts.clear();
      times.length = 0;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A folder of the bench's own, which the servers of test/support expect to be named. */
export function benchFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'bench-'));
  chmodSync(path, 0o755); // Dovecot's mail account must pass
  process.env['TEST_RUN_FOLDER'] = path;
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** `STATEMENTS=1 npm run bench` prints what each statement cost Postgres. */
export const countsStatements = process.env['STATEMENTS'] !== undefined;

/** Durable as in production: fsync and synchronous_commit on; the buffers are those Postgres has when nobody sets them. */
export function benchPostgres(dataDir: string) {
  return startEmbeddedPostgres({
    dataDir,
    log: silentLog,
    settings: {
      shared_buffers: '128MB',
      ...(countsStatements ? { shared_preload_libraries: 'pg_stat_statements' } : {}),
    },
  });
}
