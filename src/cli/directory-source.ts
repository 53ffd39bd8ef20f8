import { createReadStream, existsSync } from 'node:fs';
import { CommandError } from './command-error.js';

/** The download did not succeed: another status than 200, no answer, or an answer cut short. */
export class FailedDownload extends Error {}

/** The whole country weighs about 40 MB: a download that lasts longer is stuck. */
const LONGEST_DOWNLOAD_MS = 15 * 60_000;

/**
 * The bytes of a file, or of an address such as the Explore API's `…/exports/csv?delimiter=%3B&use_labels=false`.
 * @throws CommandError when there is no such file, FailedDownload while the bytes are read.
 */
export function directorySource(fileOrAddress: string): AsyncIterable<Uint8Array> {
  if (/^https?:\/\//i.test(fileOrAddress)) return download(fileOrAddress);
  if (!existsSync(fileOrAddress)) throw new CommandError(`There is no file ${fileOrAddress}`);
  return createReadStream(fileOrAddress);
}

async function* download(address: string): AsyncGenerator<Uint8Array> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(LONGEST_DOWNLOAD_MS) });
    if (!response.ok || response.body === null) throw new FailedDownload(`status ${response.status}`);
    yield* response.body;
  } catch (error) {
    if (error instanceof FailedDownload) throw error;
    throw new FailedDownload(error instanceof Error ? error.message : 'no answer');
  }
}
