import { documentsKey } from '../../src/intake/content-keys.js';
import { findDocuments } from '../../src/intake/find-documents.js';
import { parseMessage } from '../../src/intake/parse-message.js';
import { aMail, type Entity, file, letterWith, text } from './builders/a-mail.js';
import { aZip } from './builders/a-zip.js';
import * as documents from './builders/documents.js';

const keyOf = (content: Entity, subject?: string) =>
  documentsKey(findDocuments(parseMessage(aMail({ content, subject: subject ?? 'x' })), []).documents);
const a = file('a.xlsx', documents.xlsx('a'));
const b = file('b.xlsx', documents.xlsx('b'));

test('the same attachment in another letter, under another name, zipped or not, has the same key', () => {
  const key = keyOf(letterWith(a), 'Liste');
  expect(keyOf(letterWith(file('copie.xlsx', documents.xlsx('a'))), 'Relance')).toBe(key);
  expect(keyOf(letterWith(file('e.zip', aZip([{ name: 'a.xlsx', bytes: documents.xlsx('a') }]))))).toBe(key);
});

test('order and repetition change nothing, one more document does', () => {
  expect(keyOf(letterWith(a, b))).toBe(keyOf(letterWith(b, a, b)));
  expect(keyOf(letterWith(a, b))).not.toBe(keyOf(letterWith(a)));
});

test('a body is the same however it is wrapped or quoted', () => {
  const body = 'Nom de la commune : Bron\r\nNom de l’école : Pierre Cot\r\n';
  const key = keyOf(text(body));
  expect(key).not.toBeNull();
  expect(keyOf(text(body.replaceAll('\r\n', '\r\n\r\n')))).toBe(key);
  expect(keyOf(text(body.replace('Cot', 'Curie')))).not.toBe(key);
});

test('no document has no key', () => {
  expect(keyOf(text('Bonjour'))).toBeNull();
});
