import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The download did not succeed: another status than 200, no answer, too long, too large, or cut short. */
export class FailedDownload extends Error {}

export type DownloadLimits = {
  timeoutMs: number;
  mostBytes: number /** Gives up at once. */;
  signal?: AbortSignal;
};

/**
 * Downloads to a temporary file, gives its path to `use`, and removes it. Nothing is used before it is whole.
 * @throws FailedDownload
 */
export async function withDownload<Value>(
  address: URL,
  limits: DownloadLimits,
  use: (file: string) => Promise<Value>,
): Promise<Value> {
  const folder = await mkdtemp(join(tmpdir(), 'inscriptions-annuaire-'));
  try {
    const file = join(folder, 'annuaire.csv');
    await download(address, limits, file);
    return await use(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function download(address: URL, limits: DownloadLimits, file: string): Promise<void> {
  const { timeoutMs, mostBytes, signal = new AbortController().signal } = limits;
  let bytes = 0;
  async function* counted(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new FailedDownload('too large');
      yield chunk;
    }
  }
  try {
    const response = await fetch(address, {
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), signal]),
      // Compressed, a download cut short would not always be noticed.
      headers: { accept: 'text/csv', 'accept-encoding': 'identity', 'user-agent': 'laclasse-inscriptions' },
    });
    if (!response.ok || response.body === null) throw new FailedDownload(`status ${response.status}`);
    await pipeline(Readable.fromWeb(response.body as never), counted, createWriteStream(file));
    const promised = response.headers.get('content-length');
    const isPlain = response.headers.get('content-encoding') === null;
    if (isPlain && promised !== null && Number(promised) !== bytes) throw new FailedDownload('cut short');
  } catch (error) {
    if (error instanceof FailedDownload) throw error;
    throw new FailedDownload(reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string } };
  if (name === 'TimeoutError') return 'too long';
  return cause?.code ?? message;
}
