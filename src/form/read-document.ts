import { openAnyDocument } from './open/open-document.js';
import { refusals } from './open/refusals.js';
import { readForm } from './read-form.js';
import type { Reading } from './reading.js';
import { refusedReading } from './refused-reading.js';
import { withoutOurWords } from './write/without-our-words.js';

/**
 * Reads one document as a registration form; the words of a model or of a corrected workbook that we sent are set aside.
 * Never throws for what the bytes contain; run it in a child process.
 */
export async function readDocument({ bytes }: { name: string; bytes: Uint8Array }): Promise<Reading> {
  const opened = await openAnyDocument(bytes);
  if (!opened.ok) return refusedReading(opened.failure.code, opened.failure.message);
  try {
    return readForm(withoutOurWords(opened.value));
  } catch {
    return refusedReading(refusals.broken.code, refusals.broken.message);
  }
}
