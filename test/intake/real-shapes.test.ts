import { readdirSync, readFileSync } from 'node:fs';
import { sortFile } from '../../src/cli/sort.js';

const folder = new URL('../fixtures/mails/', import.meta.url);
const settings = { authservId: 'mx.laclasse.com', ownAddresses: ['support@laclasse.com'] };

const table: [string, string, boolean, string, string[]][] = [
  ['exchange-non-remis.eml', 'automatic', false, 'unproven', []],
  ['exchange-online-absence.eml', 'automatic', false, 'unproven', []],
  ['exim-bounce.eml', 'automatic', false, 'unproven', []],
  ['gmail-reponse.eml', 'answer', true, 'unproven', []],
  ['hameconnage.eml', 'form', false, 'forged', ['2 liste.csv csv']],
  ['iphone-photo.eml', 'other', true, 'unproven', ['1 IMG_4242.jpg jpeg']],
  ['lettre-information.eml', 'automatic', false, 'unproven', []],
  ['outlook-lu.eml', 'automatic', false, 'unproven', []],
  ['outlook-transfert-rtf.eml', 'form', true, 'unproven', ['1 message.txt body']],
  ['plainte-arf.eml', 'automatic', false, 'unproven', []],
  ['sieve-vacation.eml', 'automatic', false, 'unproven', []],
  ['thunderbird-formulaire.eml', 'form', true, 'authentic', ['2 Liste des écoles.csv csv']],
  ['zimbra-absence.eml', 'automatic', false, 'unproven', []],
];

test.each(table)('%s is %s', (file, kind, mayAnswer, authenticity, files) => {
  const sorted = sortFile(file, readFileSync(new URL(file, folder)), settings);
  const documents = sorted.documents.map(({ path, name, type }) => `${path} ${name} ${type}`);
  expect({
    kind: sorted.kind,
    mayAnswer: sorted.mayAnswer,
    authenticity: sorted.authenticity,
    documents,
  }).toEqual({
    kind,
    mayAnswer,
    authenticity,
    documents: files,
  });
});

test('every message of the folder is in the table', () => {
  expect(readdirSync(folder).sort()).toEqual(table.map(([file]) => file));
});
