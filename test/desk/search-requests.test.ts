import { editFields } from '../../src/desk/edit-fields.js';
import { searchRequests } from '../../src/desk/search-requests.js';
import type { Database } from '../../src/store/database.js';
import { aBase, endBase } from '../store/a-base.js';
import { aDesk } from '../support/builders/a-desk.js';
import { aFormOf, anAgent, receive } from '../support/builders/a-dossier.js';
import { aTownHall } from '../support/builders/a-town-hall.js';

afterEach(endBase);

const year = new Date().getFullYear();

async function twoRequests(db: Database) {
  const reading = aFormOf(aTownHall(1), { director: 'Lefèbvre' });
  reading.schools[0]!.name!.value = 'École élémentaire Frédéric-Mistral';
  const one = await receive(db, aTownHall(0));
  const other = await receive(db, aTownHall(1), {
    reading,
    from: 'scolarite@ville-exemple.fr',
    subject: 'Rentrée',
  });
  return { one, other };
}

test.each([
  'Lefèbvre',
  'lefebvre',
  'LEFEVBRE',
  'frederic mistral',
  'Mistrale',
  'scolarite@ville-exemple.fr',
  'rentree',
  'scolarte@ville-exmple.fr',
  'frederick mistrall',
  aTownHall(1).commune,
])('%j finds first the request it is about', async (text) => {
  const db = await aBase();
  const { other } = await twoRequests(db);
  expect((await searchRequests(db, text, { year }))[0]).toBe(other.requestId);
});

test('a request is found by its reference, or its number alone', async () => {
  const db = await aBase();
  const { other } = await twoRequests(db);
  for (const text of [
    other.reference,
    ` ${other.reference.toLowerCase()} `,
    String(Number(other.reference.slice(-5))),
  ]) {
    expect(await searchRequests(db, text, { year })).toEqual([other.requestId]);
  }
});

test.each(['', 'zz', 'Wolfgang', '%%%', "'; drop table request", '\\'])('%j finds nothing', async (text) => {
  const db = await aBase();
  await twoRequests(db);
  expect(await searchRequests(db, text, { year })).toEqual([]);
});

test('what an agent writes over a form is found too', async () => {
  const db = await aBase();
  const { other } = await twoRequests(db);
  expect(await searchRequests(db, 'Zimmermann', { year })).toEqual([]);
  const edits = [{ field: 'schools[0].administrator.lastName', value: 'Zimmermann' }];
  await editFields(aDesk(db), await anAgent(db), { requestId: other.requestId, version: 1, edits });
  expect(await searchRequests(db, 'Zimerman', { year })).toEqual([other.requestId]);
});
