import { chooseAccount } from '../../../src/store/choose-account.js';
import { endBase } from '../../store/a-base.js';
import { aPlace, endPlace, held, once, type Place } from './support/a-place.js';
import { aPerson, aUai } from './support/stored-orders.js';

afterEach(async () => {
  await endPlace();
  await endBase();
});

const asked = ({ fake }: Place, method: string) => fake.seen.filter((one) => one.method === method).length;

test('a school opened: structure, user, profile, address of type Autre and phone with spaces', async () => {
  const place = await aPlace();
  const [uai, administrator] = [aUai(), aPerson({ firstName: 'Íñigo', lastName: 'D’Arcy Muñoz' })];
  const order = await place.done({ kind: 'open-school', uai, administrator });
  const { rows } = place.fake.base;
  expect(held(place.fake, administrator, uai)).toEqual(once);
  expect(rows.structures[0]).toMatchObject({ id: uai, name: 'École Jean Jaurès', type: 3, city: 'Corbas' });
  expect(rows.users[1]).toMatchObject({ firstname: 'Inigo', lastname: "D'Arcy Munoz", login: 'idarcymunoz' });
  expect(rows.emails[0]).toMatchObject({ type: 'Autre', primary: true });
  expect(rows.phones[0]!['number']).toMatch(/^04 72 \d\d \d\d \d\d$/);
  expect(order.proof).toMatchObject({ adapter: 'laclasse', structure: uai, user: 'VAB60001', profile: '1' });
  expect(await place.welcomes(order.id)).toBe(1);
});

test('the password is ours, unknown to everybody: it is in no row, no proof, no ledger', async () => {
  const place = await aPlace();
  const administrator = aPerson();
  const { id } = await place.done({ kind: 'open-school', uai: aUai(), administrator });
  const sent = JSON.parse(
    place.fake.seen.find(({ method, path }) => method === 'POST' && path === '/api/users')!.body,
  );
  expect(sent.password).toMatch(/.{32,}/);
  const orders = await place.db.selectFrom('access_order').selectAll().where('id', '=', id).execute();
  const steps = await place.db.selectFrom('access_step').selectAll().execute();
  expect(steps.length).toBeGreaterThan(3);
  expect(JSON.stringify([orders, steps])).not.toContain(sent.password);
  expect(JSON.stringify([orders, steps])).not.toContain('password');
});

test('the same person for two schools has one account and two profiles', async () => {
  const place = await aPlace();
  const [one, other, administrator] = [aUai(), aUai(), aPerson()];
  await place.done({ kind: 'open-school', uai: one, administrator });
  await place.done({ kind: 'open-school', uai: other, administrator });
  expect(held(place.fake, administrator, one)).toEqual(once);
  expect(held(place.fake, administrator, other)).toEqual(once);
  expect(asked(place, 'POST')).toBe(2 + 1 + 1);
});

test('two people of the same name have two accounts and two logins, even when created at once', async () => {
  const place = await aPlace({}, { loginRaceMs: 20 });
  const people = [1, 2, 3, 4].map((n) =>
    aPerson({ firstName: 'Jean', lastName: 'Petit', email: `j${n}@ville.example` }),
  );
  const ids = await Promise.all(
    people.map((administrator) => place.order({ kind: 'open-school', uai: aUai(), administrator })),
  );
  await Promise.all(ids.map((id) => place.settle(id)));
  const logins = place.fake.base.rows.users.map(({ login }) => login);
  expect(logins.toSorted()).toEqual(['jpetit', 'jpetit1', 'jpetit2', 'jpetit3', 'superadm']);
});

test('an order carried out again finds everything done, and creates nothing', async () => {
  const place = await aPlace();
  const [uai, administrator] = [aUai(), aPerson()];
  await place.done({ kind: 'open-school', uai, administrator });
  const posts = asked(place, 'POST');
  await place.done({ kind: 'add-administrator', uai, administrator });
  expect(asked(place, 'POST')).toBe(posts);
});

test('a structure that the academic synchronisation feeds is never changed; another only where it is empty', async () => {
  const place = await aPlace();
  const [fed, empty, named] = [aUai(), aUai(), aUai()];
  const structure = (id: string, more: object) => ({ id, type: 3, name: null, city: null, ...more });
  place.fake.base.rows.structures.push(
    structure(fed, { aaf_sync_activated: true }),
    structure(empty, { aaf_sync_activated: false }),
    structure(named, { aaf_sync_activated: false, name: 'Son nom' }),
  );
  for (const uai of [fed, empty, named])
    await place.done({ kind: 'open-school', uai, administrator: aPerson() });
  expect(place.fake.base.rows.structures).toMatchObject([
    { name: null, city: null },
    { name: 'École Jean Jaurès', city: 'Corbas' },
    { name: 'Son nom', city: 'Corbas' },
  ]);
});

test('the structure type is the one of the settings, whatever its number', async () => {
  const place = await aPlace();
  for (const type of place.fake.base.rows.structures_types) type['id'] = Number(type['id']) + 40;
  await place.done({ kind: 'open-school', uai: aUai(), administrator: aPerson() });
  expect(place.fake.base.rows.structures[0]!['type']).toBe(43);
});

describe('an agent is asked when', () => {
  const existing = async (place: Place, count: number, name: { firstName: string; lastName: string }) => {
    const address = 'partagee@ville.example';
    for (let number = 0; number < count; number += 1) {
      await fetch(`${new URL(place.fake.url).origin}/api/users`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from('PROVISION:s3cret-app-key').toString('base64')}` },
        body: JSON.stringify({
          firstname: name.firstName,
          lastname: name.lastName,
          emails: [{ address }],
        }),
      });
    }
    return aPerson({ firstName: 'Ana', lastName: 'Lu', email: address });
  };

  test.each([
    ['several accounts have the address', 2, { firstName: 'Ana', lastName: 'Lu' }, 'several_users_found'],
    [
      'the account of the address has another name',
      1,
      { firstName: 'Bob', lastName: 'Lu' },
      'user_name_differs',
    ],
  ] as const)('%s', async (_, count, name, code) => {
    const place = await aPlace();
    const administrator = await existing(place, count, name);
    const [order] = await place.settle(
      await place.order({ kind: 'open-school', uai: aUai(), administrator }),
    );
    expect(order).toMatchObject({ status: 'held', waitsFor: code });
    const items = await place.db.selectFrom('work_item').select(['reason', 'subject_id']).execute();
    expect(items).toEqual([{ reason: code, subject_id: order!.id }]);
    expect(place.fake.base.rows.profiles).toEqual([]);
    expect(await place.welcomes(order!.id)).toBe(0);
  });

  test('somebody of this name is in the school under another address; their choice is then followed', async () => {
    const place = await aPlace();
    const uai = aUai();
    const before = aPerson({ firstName: 'Ana', lastName: 'Lu' });
    await place.done({ kind: 'open-school', uai, administrator: before });
    const now = { ...before, email: 'ana.lu@autre.example' };
    const id = await place.order({ kind: 'add-administrator', uai, administrator: now });
    expect((await place.settle(id))[0]).toMatchObject({
      status: 'held',
      waitsFor: 'same_name_other_address',
    });

    await place.db.transaction().execute((tx) => chooseAccount(tx, id, 'VAB60001'));
    expect((await place.settle(id))[0]).toMatchObject({ status: 'done', proof: { user: 'VAB60001' } });
    expect(place.fake.base.rows.users).toHaveLength(2);
    expect(place.fake.base.rows.emails.map(({ address, type }) => [address, type])).toEqual([
      [before.email, 'Autre'],
      [now.email, 'Autre'],
    ]);
  });

  test('the address is shared, and the agent says it is somebody new', async () => {
    const place = await aPlace();
    const administrator = await existing(place, 1, { firstName: 'Bob', lastName: 'Lu' });
    const id = await place.order({ kind: 'open-school', uai: aUai(), administrator });
    await place.settle(id);
    await place.db.transaction().execute((tx) => chooseAccount(tx, id, 'new'));
    expect((await place.settle(id))[0]).toMatchObject({ status: 'done' });
    expect(place.fake.base.rows.users.map(({ firstname }) => firstname)).toEqual(['Super', 'Bob', 'Ana']);
  });

  test.each([
    ['the address has a +', { email: 'ana+ecole@ville.example' }, 'email_refused'],
    ['the address has an apostrophe', { email: "d'arcy@ville.example" }, 'email_refused'],
    ['the name has no Latin letters', { lastName: 'Иванова' }, 'name_refused'],
    ['the name has parentheses', { lastName: 'Lu (Martin)' }, 'name_refused'],
  ])('%s', async (_, wrong, code) => {
    const place = await aPlace();
    const administrator = aPerson(wrong);
    const id = await place.order({ kind: 'open-school', uai: aUai(), administrator });
    expect((await place.settle(id))[0]).toMatchObject({ status: 'held', waitsFor: code });
  });

  test('the server has no such structure type', async () => {
    const place = await aPlace({ structureType: { aafType: 'ECOLE', contractType: 'XX' } });
    const id = await place.order({ kind: 'open-school', uai: aUai(), administrator: aPerson() });
    expect((await place.settle(id))[0]).toMatchObject({ waitsFor: 'structure_type_unknown' });
  });
});

test('a wrong application account delays the order, and creates nothing', async () => {
  const place = await aPlace({ account: { id: 'PROVISION', password: 'wrong' } });
  const id = await place.order({ kind: 'open-school', uai: aUai(), administrator: aPerson() });
  await place.tryOnce(id);
  const row = await place.db
    .selectFrom('access_order')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ status: 'planned', waits_for: 'not_authorised', attempts: 1 });
});

test('an account whose address is of the type of the server’s own mailboxes gets one that is rescued', async () => {
  const place = await aPlace();
  const [uai, administrator] = [aUai(), aPerson()];
  await place.done({ kind: 'open-school', uai, administrator });
  place.fake.base.rows.emails[0]!['type'] = 'Ent';
  await place.done({ kind: 'add-administrator', uai, administrator });
  expect(place.fake.base.rows.emails).toMatchObject([{ address: administrator.email, type: 'Autre' }]);
});

describe('replacing an administrator', () => {
  test('gives the new one access before the former one loses theirs, and touches nobody else', async () => {
    const place = await aPlace();
    const [uai, other] = [aUai(), aUai()];
    const [former, second, administrator] = [aPerson(), aPerson(), aPerson()];
    await place.done({ kind: 'open-school', uai, administrator: former });
    await place.done({ kind: 'add-administrator', uai, administrator: second });
    await place.done({ kind: 'open-school', uai: other, administrator: former });
    const before = place.fake.seen.length;
    const { proof } = await place.done({ kind: 'replace-administrator', uai, administrator, former });
    expect(proof).toMatchObject({ formerProfilesRemoved: '1' });
    const deeds = place.fake.seen.slice(before).filter(({ method }) => method !== 'GET');
    expect(deeds.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/users',
      'DELETE /api/profiles/1',
    ]);
    expect(held(place.fake, former, uai).profiles).toBe(0);
    expect(held(place.fake, former, other)).toEqual(once);
    expect(held(place.fake, second, uai)).toEqual(once);
    expect(held(place.fake, administrator, uai)).toEqual(once);
  });

  test('by the same person removes nothing', async () => {
    const place = await aPlace();
    const [uai, administrator] = [aUai(), aPerson()];
    await place.done({ kind: 'open-school', uai, administrator });
    await place.done({ kind: 'replace-administrator', uai, administrator, former: administrator });
    expect(held(place.fake, administrator, uai)).toEqual(once);
  });

  test('whose former one is gone already is done', async () => {
    const place = await aPlace();
    const { proof } = await place.done({
      kind: 'replace-administrator',
      uai: aUai(),
      administrator: aPerson(),
      former: aPerson(),
    });
    expect(proof).toMatchObject({ formerProfilesRemoved: '0' });
  });
});

describe('closing a school', () => {
  test('removes every administrator, locks accounts left without a profile, and never the structure', async () => {
    const place = await aPlace();
    const [uai, other] = [aUai(), aUai()];
    const [alone, busy] = [aPerson(), aPerson()];
    await place.done({ kind: 'open-school', uai, administrator: alone });
    await place.done({ kind: 'add-administrator', uai, administrator: busy });
    await place.done({ kind: 'open-school', uai: other, administrator: busy });
    const password = place.fake.base.rows.users[1]!['password'];
    const { proof } = await place.done({ kind: 'close-school', uai, administrator: alone });

    const { rows } = place.fake.base;
    expect(proof).toMatchObject({ profilesRemoved: '2', accountsClosed: '1' });
    expect(rows.profiles).toMatchObject([{ structure_id: other }]);
    expect(rows.structures).toHaveLength(2);
    expect(rows.users).toHaveLength(3);
    expect(rows.users[1]!['password']).not.toBe(password);
    expect(held(place.fake, alone, uai)).toMatchObject({ users: 0, emails: 0 });
    expect(held(place.fake, busy, other)).toEqual(once);
    expect(
      place.fake.seen.some(({ method, path }) => method === 'DELETE' && path.includes('structures')),
    ).toBe(false);
  });

  test.each(['reopen-school', 'open-school'] as const)(
    'is put back by %s: same accounts, same rights',
    async (kind) => {
      const place = await aPlace();
      const [uai, administrator] = [aUai(), aPerson()];
      await place.done({ kind: 'open-school', uai, administrator });
      await place.done({ kind: 'close-school', uai, administrator });
      const { proof } = await place.done({ kind, uai, administrator });
      expect(proof).toMatchObject({ user: 'VAB60001' });
      expect(held(place.fake, administrator, uai)).toEqual(once);
      expect(place.fake.base.rows.users).toHaveLength(2);
      expect(place.fake.base.rows.emails).toMatchObject([{ type: 'Autre', primary: true }]);
    },
  );

  test('leaves accounts that the academy knows, and all of them when so set', async () => {
    const place = await aPlace();
    const [uai, administrator] = [aUai(), aPerson()];
    await place.done({ kind: 'open-school', uai, administrator });
    place.fake.base.rows.users[1]!['aaf_jointure_id'] = 1234;
    const { proof } = await place.done({ kind: 'close-school', uai, administrator });
    expect(proof).toMatchObject({ profilesRemoved: '1', accountsClosed: '0' });
    expect(place.fake.base.rows.emails).toHaveLength(1);
  });
});

describe('a contact updated', () => {
  test('keeps its account: name, address and phone change in place', async () => {
    const place = await aPlace();
    const [uai, former] = [aUai(), aPerson({ lastName: 'Dupond' })];
    await place.done({ kind: 'open-school', uai, administrator: former });
    const administrator = {
      ...former,
      lastName: 'Dupont',
      email: 'dupont@ville.example',
      phone: '+33612345678',
    };
    await place.done({ kind: 'update-contact', uai, administrator, former });
    const { rows } = place.fake.base;
    expect(rows.users[1]).toMatchObject({ lastname: 'Dupont' });
    expect(rows.emails).toMatchObject([{ address: 'dupont@ville.example', type: 'Autre', primary: true }]);
    expect(rows.phones).toMatchObject([{ number: '06 12 34 56 78', type: 'PORTABLE' }]);
  });

  test('whose account is nowhere is an agent’s', async () => {
    const place = await aPlace();
    const id = await place.order({ kind: 'update-contact', uai: aUai(), administrator: aPerson() });
    expect((await place.settle(id))[0]).toMatchObject({ status: 'held', waitsFor: 'user_not_found' });
  });

  test('waits for the school to be opened first', async () => {
    const place = await aPlace();
    const [uai, administrator] = [aUai(), aPerson()];
    const update = await place.order({ kind: 'update-contact', uai, administrator });
    const open = await place.order({ kind: 'open-school', uai, administrator });
    await place.tryOnce(update);
    expect(place.fake.seen).toEqual([]);
    const settled = await place.settle(update, open);
    expect(settled.map(({ status }) => status)).toEqual(['done', 'done']);
  });
});
