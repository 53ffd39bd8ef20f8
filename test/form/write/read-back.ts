import { openDocument } from '../../../src/form/open/open-document.js';
import { readForm } from '../../../src/form/read-form.js';
import type { Reading } from '../../../src/form/reading.js';
import { withoutOurWords } from '../../../src/form/write/without-our-words.js';

/** What is read in a workbook we wrote, our own words set aside. */
export async function readBack({ bytes }: { bytes: Uint8Array }): Promise<Reading> {
  const opened = await openDocument(bytes);
  if (!opened.ok) throw new Error(opened.failure.code);
  return readForm(withoutOurWords(opened.value));
}
