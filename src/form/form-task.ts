import { readDocument } from './read-document.js';
import type { Reading } from './reading.js';

/** What a child process runs: one document in, one reading out. */
export function run(document: { name: string; bytes: Uint8Array }): Promise<Reading> {
  return readDocument(document);
}
