import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readDocument } from '../../src/form/read-document.js';

const folder = path.resolve(import.meta.dirname, '../fixtures/forms/office');
const dangerous = readdirSync(folder).filter(
  (file) => file.startsWith('unseen-danger-') && !file.endsWith('.json'),
);

test('thirty forms and more take back, doubt or exchange what they ask', () => {
  expect(dangerous.length).toBeGreaterThanOrEqual(30);
});

test.each(dangerous)('%s waits for a person', async (file) => {
  const bytes = readFileSync(path.join(folder, file));
  const { kind, unread } = await readDocument({ name: 'document', bytes });
  expect(kind === 'invalid' || unread.some(({ looksLikeData }) => looksLikeData)).toBe(true);
});

const asked = (columns: string, answer: string) => `Commune;Bron
Chef de projet;Lucie Fabre;Responsable scolaire;lucie.fabre@ville-bron.fr;04 72 36 13 01
Responsable technique;Paul Renaud;Informaticien;paul.renaud@ville-bron.fr;04 72 36 13 02

École;Administrateur;Fonction;Courriel;Téléphone${columns}
École Jean Moulin;Claire Petit;Directrice;claire.petit@ac-lyon.fr;04 72 00 25 01${answer}
École Jean Lurçat;Hugo Marchand;Directeur;hugo.marchand@ac-lyon.fr;04 72 00 25 02
`;

test.each([
  ['', ''],
  [';Ancien administrateur', ''],
  [';Date de départ', ''],
  [';Suppléant (facultatif)', ''],
  [';Date de nomination', ';01/09/2023'],
  [';Observations', ';RAS'],
  [';Observations', ';12 classes dont 2 ULIS'],
  [';RGPD', ';non'],
  [';Adresse', ';12 rue de la République'],
])('a good form with the column « %s » and « %s » below waits for nobody', async (column, answer) => {
  const { kind, unread } = await readDocument({
    name: 'document',
    bytes: Buffer.from(asked(column, answer)),
  });
  expect(kind).toBe('valid');
  expect(unread.filter(({ looksLikeData }) => looksLikeData)).toEqual([]);
});

test.each(['N’hésitez pas à me contacter pour toute question.', 'Dans l’attente de votre réponse'])(
  '« %s » under a good form waits for nobody',
  async (closing) => {
    const { kind, unread } = await readDocument({
      name: 'document',
      bytes: Buffer.from(`${asked('', '')}\n${closing}\n`),
    });
    expect(kind).toBe('valid');
    expect(unread.filter(({ looksLikeData }) => looksLikeData)).toEqual([]);
  },
);
