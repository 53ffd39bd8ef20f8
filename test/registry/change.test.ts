import {
  type AskedList,
  type CommuneList,
  isSamePerson,
  listAfter,
  planChanges,
  type SchoolOnList,
  takesAway,
} from '../../src/registry/change.js';
import type { Person } from '../../src/registry/person.js';
import { aUai } from './support/a-school.js';

const aPerson = (person: Partial<Person> = {}): Person => ({
  firstName: 'Claire',
  lastName: 'Dumont',
  jobTitle: 'Directrice',
  email: 'claire.dumont@ac-lyon.fr',
  phone: '+33472900318',
  ...person,
});
const someoneElse = aPerson({ firstName: 'Karim', lastName: 'Benali', email: 'karim.benali@ac-lyon.fr' });

const aSchoolOnList = (order: number, administrator = aPerson()): SchoolOnList => ({
  uai: aUai(order),
  name: `École ${order}`,
  administrator,
});
const contacts = { followUp: aPerson({ jobTitle: 'DGS' }), technical: aPerson({ jobTitle: 'DSI' }) };
const current: CommuneList = { contacts, schools: [aSchoolOnList(1), aSchoolOnList(2)] };
const asked = (list: Partial<AskedList> = {}): AskedList => ({ contacts, schools: current.schools, ...list });
const kindsOf = (list: AskedList) => planChanges(current, list).changes.map(({ kind }) => kind);

test('the same list again changes nothing', () => {
  const plan = planChanges(current, asked());
  expect(plan).toEqual({ changes: [], missingSchools: [] });
  expect(takesAway(plan)).toBe(false);
});

test('a first list adds its schools and its contacts, and takes nothing away', () => {
  const plan = planChanges({ contacts: {}, schools: [] }, asked());
  expect(plan.changes.map(({ kind }) => kind)).toEqual([
    'add-school',
    'add-school',
    'set-contact',
    'set-contact',
  ]);
  expect(takesAway(plan)).toBe(false);
});

test('a new school is added', () => {
  const list = asked({ schools: [...current.schools, aSchoolOnList(3)] });
  expect(planChanges(current, list).changes).toEqual([{ kind: 'add-school', school: aSchoolOnList(3) }]);
  expect(takesAway(planChanges(current, list))).toBe(false);
});

test('a school missing from the list is a question, not a change', () => {
  const plan = planChanges(current, asked({ schools: [aSchoolOnList(1)] }));
  expect(plan).toEqual({ changes: [], missingSchools: [aSchoolOnList(2)] });
  expect(takesAway(plan)).toBe(true);
  expect(listAfter(current, plan)).toEqual(current);
});

test.each([
  ['another person', someoneElse, 'replace-administrator'],
  ['the same name at another address', aPerson({ email: 'c.dumont@gmail.com' }), 'replace-administrator'],
  ['another name at a shared address', { ...someoneElse, email: aPerson().email }, 'replace-administrator'],
  [
    'another job and phone',
    aPerson({ jobTitle: 'Professeure', phone: '+33472900319' }),
    'update-administrator',
  ],
  ['a name spelt better', aPerson({ lastName: 'Dumond' }), 'update-administrator'],
  ['an accent and capitals', aPerson({ firstName: 'CLAIRÉ' }), 'update-administrator'],
  [
    'first and last name swapped',
    aPerson({ firstName: 'Dumont', lastName: 'Claire' }),
    'update-administrator',
  ],
])('an administrator who is now %s', (_name, person, kind) => {
  const list = asked({ schools: [aSchoolOnList(1, person), aSchoolOnList(2)] });
  expect(kindsOf(list)).toEqual([kind]);
  expect(takesAway(planChanges(current, list))).toBe(kind === 'replace-administrator');
});

test('a known contact replaced takes something away, a phone corrected does not', () => {
  const replaced = asked({ contacts: { ...contacts, technical: someoneElse } });
  const corrected = asked({
    contacts: { ...contacts, technical: { ...contacts.technical, phone: '+33600000000' } },
  });
  expect([kindsOf(replaced), kindsOf(corrected)]).toEqual([['set-contact'], ['set-contact']]);
  expect(takesAway(planChanges(current, replaced))).toBe(true);
  expect(takesAway(planChanges(current, corrected))).toBe(false);
});

test('after its changes the list is the one asked for', () => {
  const list = asked({
    contacts: { ...contacts, followUp: someoneElse },
    schools: [aSchoolOnList(1, someoneElse), aSchoolOnList(2), aSchoolOnList(3)],
  });
  const plan = planChanges(current, list);
  expect(listAfter(current, plan)).toEqual(list);
  expect(planChanges(listAfter(current, plan), list).changes).toEqual([]);
});

test('two people are the same at one address, under names that two letters set apart at most', () => {
  expect(isSamePerson(aPerson(), aPerson({ firstName: 'Clair', lastName: 'Dumon' }))).toBe(true);
  expect(isSamePerson(aPerson(), aPerson({ firstName: 'Clara', lastName: 'Dumas' }))).toBe(false);
});
