import { readConventionsCsv } from '../../src/registry/read-conventions-csv.js';
import { inPieces } from './support/in-pieces.js';

async function read(text: string) {
  const { conventions, refused } = await readConventionsCsv(inPieces(text, 50));
  return {
    refused,
    conventions: conventions.map(({ communeInsee, notifiedOn, denunciation }) => [
      communeInsee,
      notifiedOn?.toString(),
      denunciation === null ? null : `${denunciation.receivedOn} → ${denunciation.endsOn}`,
    ]),
  };
}

test.each([
  ['Commune;Notifiée le\nCorbas;04/10/2019', ['69273', '2019-10-04', null]],
  ['\ufeffcommune,notifiée le\r\nMairie de Corbas,2019-10-04\r\n', ['69273', '2019-10-04', null]],
  ['INSEE;Date de notification\n69003;4/10/2019', ['69003', '2019-10-04', null]],
  ['Date de notification;Remarque;Commune\n4.10.2019;ok;St-Fons', ['69199', '2019-10-04', null]],
  [
    'Commune;Notifiée le;Dénonciation reçue le\nOullins;04/10/2019;10/05/2027',
    ['69149', '2019-10-04', '2027-05-10 → 2027-10-04'],
  ],
])('%j is a convention', async (text, convention) => {
  expect(await read(text)).toEqual({ conventions: [convention], refused: [] });
});

test.each([
  ['Atlantis;04/10/2019;', 'unknown_commune'],
  ['Saint-Genis;04/10/2019;', 'ambiguous_commune'],
  ['Corbas;31/02/2019;', 'invalid_notification_date'],
  ['Corbas;04/10/19;', 'invalid_notification_date'],
  ['Corbas;;', 'invalid_notification_date'],
  ['Corbas;04/10/2019;bientôt', 'invalid_notice_date'],
  ['Corbas;04/10/2019;01/01/2019', 'invalid_notice_date'],
  ['Corbas;;;le 3', 'invalid_signing_date'],
])('the line « %s » is refused: %s', async (line, code) => {
  const { conventions, refused } = await read(
    `Commune;Notifiée le;Dénonciation reçue le;Signée le\nBron;01/01/2020;\n${line}`,
  );
  expect(conventions).toHaveLength(1);
  expect(refused).toEqual([{ line: 3, commune: line.split(';')[0], code }]);
});

test('a commune written twice, even under two names, is refused', async () => {
  const { refused } = await read('Commune;Notifiée le\nOullins;01/01/2020\n;\nPierre-Bénite;01/01/2021');
  expect(refused).toEqual([{ line: 4, commune: 'Pierre-Bénite', code: 'commune_repeated' }]);
});

test.each(['', 'Ville;Date\nCorbas;04/10/2019', 'Commune\nCorbas'])(
  '%j is no table of conventions',
  async (text) => {
    await expect(read(text)).rejects.toThrow('Columns missing');
  },
);
