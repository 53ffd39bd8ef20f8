import { sql } from 'kysely';
import type { Database } from '../../../src/store/database.js';
import { aBase, endBase } from '../../store/a-base.js';
import { aFormOf, receive } from '../../support/builders/a-dossier.js';
import { aTownHall } from '../../support/builders/a-town-hall.js';

afterEach(endBase);

const hall = aTownHall(0);
const followUp = `suivi@${hall.address.split('@')[1]}`;
const stranger = 'luc.rey@orange.example';

/** The commune's list is accepted: the registry knows its follow-up person. */
async function anAcceptedList(): Promise<Database> {
  const db = await aBase();
  await receive(db, hall);
  expect(await db.selectFrom('commune_contact').select('role').execute()).toHaveLength(2);
  return db;
}

function informed(db: Database) {
  return db
    .selectFrom('reply')
    .select(['recipient', 'cc', 'text_body', 'in_reply_to', 'status'])
    .where('kind', '=', 'change-asked')
    .execute();
}

const another = () => aFormOf(hall, { director: 'Inconnu' });

function anotherFollowUp() {
  const reading = aFormOf(hall);
  reading.contacts.followUp!.email = {
    ...reading.contacts.followUp!.email!,
    value: 'autre@ailleurs.example',
  };
  return reading;
}

function aRemoval() {
  const reading = aFormOf(hall);
  const at = { sheet: 'Feuille1', cell: 'H12' };
  const remove = { value: 'remove' as const, writtenAs: 'à supprimer', at };
  return {
    ...reading,
    schools: reading.schools.map((one, rank) => (rank === 2 ? { ...one, action: remove } : one)),
  };
}

/** So that its person's name changes with the address: the seed says « Durand ». */
function anotherDirector() {
  const reading = another();
  const { administrator } = reading.schools[0]!;
  administrator!.email = { ...administrator!.email!, value: 'nouveau@ailleurs.example' };
  return reading;
}

test.each([
  ['another administrator', anotherDirector, 'Remplacer l’administrateur'],
  ['another follow-up person', anotherFollowUp, 'Remplacer la personne qui suit le projet'],
  ['a removal', aRemoval, 'Retirer une école'],
])('the follow-up person we know is told when a stranger asks for %s', async (_title, reading, words) => {
  const db = await anAcceptedList();
  await receive(db, hall, { from: stranger, reading: reading() });
  const told = await informed(db);
  expect(told).toMatchObject([{ recipient: followUp, cc: null, in_reply_to: null, status: 'queued' }]);
  expect(told[0]!.text_body).toContain(words);
  expect(told[0]!.text_body).toContain('luc.rey (arobase) orange.example');
  expect(told[0]!.text_body).not.toContain('ailleurs.example');
});

test('an unproven mail under a known address asks for an agent, and the follow-up person is told', async () => {
  const db = await anAcceptedList();
  await receive(db, hall, { authenticity: 'unproven', reading: anotherDirector() });
  expect(await informed(db)).toMatchObject([{ recipient: followUp }]);
});

test('a person we know who asks for it is not told on; a stranger who takes nothing away neither; a forgery tells nobody', async () => {
  const db = await anAcceptedList();
  await receive(db, hall, { reading: anotherDirector() });
  await receive(db, hall, { from: stranger });
  await receive(db, hall, { from: 'x@y.example', authenticity: 'forged', reading: anotherDirector() });
  expect(await informed(db)).toEqual([]);
});

test('whoever a form names is never told, and nobody is told twice in a day', async () => {
  const db = await anAcceptedList();
  for (let index = 0; index < 4; index += 1)
    await receive(db, hall, { from: `a${index}@ailleurs.example`, reading: anotherFollowUp() });
  const recipients = await sql<{ recipient: string }>`select distinct recipient from reply`.execute(db);
  expect(recipients.rows.map(({ recipient }) => recipient)).not.toContain('autre@ailleurs.example');
  expect(await informed(db)).toHaveLength(1);
});
