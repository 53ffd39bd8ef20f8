import { folderPath } from '../../src/mailbox/folder-path.js';

test.each([
  ['Inscriptions/Acceptées', { prefix: '', delimiter: '/' }, 'Inscriptions/Acceptées'],
  ['Inscriptions/Acceptées', { prefix: 'INBOX.', delimiter: '.' }, 'INBOX.Inscriptions.Acceptées'],
  ['INBOX/Acceptées', { prefix: 'INBOX.', delimiter: '.' }, 'INBOX.Acceptées'],
  ['Année 2026.2027/Acceptées', { prefix: '', delimiter: '.' }, 'Année 2026-2027.Acceptées'],
  [' Inscriptions //Acceptées/', { prefix: '', delimiter: '/' }, 'Inscriptions/Acceptées'],
  ['Inscriptions/Acceptées', { prefix: '', delimiter: null }, 'Inscriptions-Acceptées'],
])('%j, on a server that writes %j, is %j', (folder, naming, path) => {
  expect(folderPath(folder, naming)).toBe(path);
});
