import { refusals } from '../form/open/refusals.js';
import type { FormReader } from '../form/open-form-reader.js';
import type { Reading } from '../form/reading.js';
import { refusedReading } from '../form/refused-reading.js';
import { findDocuments } from '../intake/find-documents.js';
import { parseMessage } from '../intake/parse-message.js';

const OWN_ADDRESSES = ['support@laclasse.com', 'support@laclass.com'];

/** Reads a document, or the form that an e-mail carries: of several documents, the one that says most. */
export async function readAnyFile(reader: FormReader, name: string, bytes: Uint8Array): Promise<Reading> {
  if (!isMessage(bytes)) return reader.read({ name, bytes });

  const { documents } = findDocuments(parseMessage(bytes), OWN_ADDRESSES);
  const readings: Reading[] = [];
  for (const document of documents.slice(0, 20)) readings.push(await reader.read(document));
  const [best] = readings.sort((a, b) => richness(b) - richness(a));
  return best ?? refusedReading(refusals.notAForm.code, refusals.notAForm.message);
}

/** An e-mail begins with header fields, whatever its name. */
function isMessage(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8_192)).toString('latin1');
  const fields = start.split(/\r?\n\r?\n/)[0]!.match(/^[A-Za-z][\w-]{1,60}:/gm) ?? [];
  const known =
    /^(?:from|to|subject|date|message-id|mime-version|received|return-path|content-type|delivered-to|x-[\w-]+):$/i;
  return (
    /^(?:From .*\r?\n)?[A-Za-z][\w-]{1,60}:[ \t\r\n]/.test(start) &&
    fields.filter((field) => known.test(field)).length >= 2
  );
}

function richness({ commune, contacts, schools, problems }: Reading): number {
  if (problems.some(({ field }) => field === 'document')) return problems[0]!.code === 'not_a_form' ? -2 : -1;
  const people = [contacts.followUp, contacts.technical].filter((person) => person !== null).length;
  return (commune === null ? 0 : 1) + people + schools.length * 2;
}
