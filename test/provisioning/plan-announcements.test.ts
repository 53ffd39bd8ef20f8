import type { OrderKind } from '../../src/provisioning/order-kinds.js';
import {
  type AnnouncedOrder,
  isAllTold,
  letterKey,
  planAnnouncements,
} from '../../src/provisioning/plan-announcements.js';
import { aPerson } from './laclasse/support/stored-orders.js';

const NOW = new Date('2026-11-24T10:00:00Z');
const TODAY_LATER = new Date('2026-11-24T15:00:00Z');
const TOMORROW = new Date('2026-11-25T08:00:00Z');
let count = 0;

function anOrder(kind: OrderKind, more: Partial<AnnouncedOrder> = {}): AnnouncedOrder {
  count += 1;
  return {
    ...{ id: `order-${count}`, kind, uai: `069000${count}A`, schoolName: `École ${count}` },
    ...{ administrator: aPerson(), former: kind === 'replace-administrator' ? aPerson() : null },
    ...{ status: 'done', dueAt: NOW, doneAt: NOW, settled: new Set<string>() },
    ...more,
  };
}

const planned = (more: Partial<AnnouncedOrder> = {}) =>
  anOrder('open-school', { status: 'planned', doneAt: null, dueAt: TODAY_LATER, ...more });

const told = (orders: readonly AnnouncedOrder[], now = NOW) =>
  planAnnouncements(orders, now).map((one) => [letterKey(one), one.orders.length]);

test.each<[OrderKind, string[]]>([
  ['open-school', ['account-ready:administrator', 'access-open:commune']],
  ['add-administrator', ['account-ready:administrator', 'access-open:commune']],
  ['reopen-school', ['account-ready:administrator', 'access-open:commune']],
  [
    'replace-administrator',
    [
      'administrator-changed:administrator',
      'account-ready:administrator',
      'administrator-changed:former',
      'administrator-changed:commune',
    ],
  ],
  ['close-school', ['access-closed:commune']],
  ['update-contact', []],
])('%s done is told in %j', (kind, letters) => {
  expect(told([anOrder(kind)]).map(([letter]) => letter)).toEqual(letters);
});

test('a commune with 111 schools opened gets one letter, and each administrator one', () => {
  const orders = Array.from({ length: 111 }, () => anOrder('open-school'));
  const letters = planAnnouncements(orders, NOW);
  expect(letters.filter(({ to }) => to === null).map((one) => one.orders.length)).toEqual([111]);
  expect(letters.filter(({ to }) => to !== null)).toHaveLength(111);
});

test('one person for two schools gets one letter; two people who share an address one each', () => {
  const ana = aPerson({ email: 'ecoles@ville.example' });
  const bob = { ...ana, firstName: 'Bob', email: 'Ecoles@ville.example' };
  const orders = [ana, ana, bob].map((administrator) => anOrder('open-school', { administrator }));
  expect(told(orders)).toEqual([
    ['account-ready:administrator', 2],
    ['access-open:commune', 3],
    ['account-ready:administrator', 1],
  ]);
});

test('the commune waits for what is to be opened the same day, its administrators do not', () => {
  expect(told([anOrder('open-school'), planned()])).toEqual([['account-ready:administrator', 1]]);
});

test('an administrator waits for their other school of the same day', () => {
  const administrator = aPerson();
  expect(told([anOrder('open-school', { administrator }), planned({ administrator })])).toEqual([]);
});

test.each<[string, AnnouncedOrder]>([
  ['held for an agent', planned({ status: 'held' })],
  ['to be carried out another day', planned({ dueAt: TOMORROW })],
])('nobody waits for an order %s', (_, other) => {
  expect(told([anOrder('open-school'), other])).toHaveLength(2);
});

test('nobody waits more than a day', () => {
  const orders = [anOrder('open-school'), planned({ dueAt: TOMORROW })];
  expect(told(orders, TOMORROW)).toHaveLength(2);
});

test('what is settled is not told again', () => {
  const settled = new Set(['account-ready:administrator']);
  const order = anOrder('open-school', { settled });
  expect(told([order])).toEqual([['access-open:commune', 1]]);
  expect(isAllTold(order, settled)).toBe(false);
  expect(isAllTold(order, new Set([...settled, 'access-open:commune']))).toBe(true);
});

test('administrators added to open schools are told in another letter than schools opened', () => {
  expect(told([anOrder('open-school'), anOrder('add-administrator')])).toEqual([
    ['account-ready:administrator', 1],
    ['access-open:commune', 1],
    ['account-ready:administrator', 1],
    ['access-open:commune', 1],
  ]);
});
