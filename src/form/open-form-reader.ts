import { openPool } from '../isolation/pool.js';
import { refusals } from './open/refusals.js';
import type { Reading } from './reading.js';
import { refusedReading } from './refused-reading.js';

export type FormReaderLimits = {
  size: number;
  memoryMb: number;
  timeoutMs: number;
  /** The compiled `form-task`; tests, which run from sources, say where it is. */
  task: URL;
};

/** Reads documents in children that a hostile file may kill, alone. */
export type FormReader = {
  read(document: { name: string; bytes: Uint8Array }): Promise<Reading>;
  close(): Promise<void>;
};

/** Above it nothing is even tried: a form weighs some tens of kilobytes, a scan some megabytes. */
const MOST_BYTES = 25 * 1024 * 1024;

const usualLimits: Omit<FormReaderLimits, 'task'> = { size: 2, memoryMb: 512, timeoutMs: 20_000 };

export function openFormReader(limits: Partial<FormReaderLimits> = {}): FormReader {
  const task = new URL('./form-task.js', import.meta.url);
  const pool = openPool<{ name: string; bytes: Uint8Array }, Reading>({ task, ...usualLimits, ...limits });
  return {
    async read(document) {
      if (document.bytes.length > MOST_BYTES) return tooLarge();
      const outcome = await pool.run(document);
      switch (outcome.kind) {
        case 'done':
          return outcome.output;
        case 'failed':
          return refusedReading(refusals.broken.code, refusals.broken.message);
        case 'timed_out':
        case 'out_of_memory':
          return tooLarge();
      }
    },
    close: () => pool.close(),
  };
}

function tooLarge(): Reading {
  return refusedReading(refusals.tooLarge.code, refusals.tooLarge.message);
}
