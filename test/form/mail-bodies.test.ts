import { readdirSync, readFileSync } from 'node:fs';
import { printedReading } from '../../src/cli/print-reading.js';
import { readDocument } from '../../src/form/read-document.js';
import { findDocuments } from '../../src/intake/find-documents.js';
import { parseMessage } from '../../src/intake/parse-message.js';

const folder = new URL('../fixtures/forms/mails/', import.meta.url);
const mails = readdirSync(folder).filter((file) => file.endsWith('.eml'));

test.each(mails)('%s: the form written in the mail itself is read right', async (file) => {
  const message = parseMessage(readFileSync(new URL(file, folder)));
  const { documents } = findDocuments(message, ['support@laclasse.com']);
  expect(documents.map(({ type }) => type)).toEqual(['body']);
  const [body] = documents;
  const read = printedReading(await readDocument({ name: body!.name, bytes: body!.bytes }));
  const { commune, followUp, technical, schools, problems } = JSON.parse(
    readFileSync(new URL(`${file}.json`, folder), 'utf8'),
  );
  expect(read.communeInsee).toBe(commune);
  expect(read.contacts).toEqual({ followUp, technical });
  expect(read.schools.map(({ name, administrator }) => ({ name, administrator }))).toEqual(schools);
  expect(read.problems.map(({ field, code }) => `${field} ${code}`)).toEqual(problems);
});
