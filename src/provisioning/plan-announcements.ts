import { Temporal } from 'temporal-polyfill';
import { fold } from '../registry/fold.js';
import type { Person } from '../registry/person.js';
import { endOfDay, receptionDay } from './deadlines.js';
import type { OrderKind } from './order-kinds.js';

/** Who is told that an order is done. */
export type Audience = 'commune' | 'administrator' | 'former';

/** One letter an order done leads to. */
export type AnnouncedLetter = {
  letter: 'access-open' | 'access-closed' | 'account-ready' | 'administrator-changed';
  audience: Audience;
};

const lettersOf: Record<OrderKind, readonly AnnouncedLetter[]> = {
  'open-school': [
    { letter: 'account-ready', audience: 'administrator' },
    { letter: 'access-open', audience: 'commune' },
  ],
  'add-administrator': [
    { letter: 'account-ready', audience: 'administrator' },
    { letter: 'access-open', audience: 'commune' },
  ],
  'reopen-school': [
    { letter: 'account-ready', audience: 'administrator' },
    { letter: 'access-open', audience: 'commune' },
  ],
  'replace-administrator': [
    { letter: 'administrator-changed', audience: 'administrator' },
    { letter: 'account-ready', audience: 'administrator' },
    { letter: 'administrator-changed', audience: 'former' },
    { letter: 'administrator-changed', audience: 'commune' },
  ],
  'close-school': [{ letter: 'access-closed', audience: 'commune' }],
  'update-contact': [],
};

/** An order of a request, as far as announcing goes. */
export type AnnouncedOrder = {
  id: string;
  kind: OrderKind;
  uai: string;
  schoolName: string;
  administrator: Person;
  former: Person | null;
  status: 'planned' | 'held' | 'done';
  dueAt: Date;
  doneAt: Date | null;
  /** Letters settled already, as `letterKey` names them. */
  settled: ReadonlySet<string>;
};

/** One letter to one person, about every order it tells of. `to`: null for the commune. */
export type Announcement = AnnouncedLetter & { to: Person | null; orders: readonly AnnouncedOrder[] };

export function letterKey({ letter, audience }: AnnouncedLetter): string {
  return `${letter}:${audience}`;
}

/**
 * Pure: the letters that the orders done of one request owe now. Each person gets one letter of a kind for all their
 * schools of the day, not one per school: a letter waits while another order it would tell of is to be carried out the
 * same day, and no longer than that day.
 */
export function planAnnouncements(orders: readonly AnnouncedOrder[], now: Date): Announcement[] {
  const groups = new Map<string, Announcement & { orders: AnnouncedOrder[] }>();
  for (const order of orders) {
    if (order.status !== 'done') continue;
    for (const letter of lettersOf[order.kind]) {
      if (order.settled.has(letterKey(letter))) continue;
      const to = personTold(letter.audience, order);
      if (to === undefined) continue;
      const key = [letterKey(letter), isAddition(order), to && whoIs(to)].join('|');
      const group = groups.get(key) ?? { ...letter, to, orders: [] };
      group.orders.push(order);
      groups.set(key, group);
    }
  }
  return [...groups.values()].filter((group) => !isWaiting(group, orders, now));
}

/** A school that was open already, with one administrator more: told in other words. */
export function isAddition({ kind }: Pick<AnnouncedOrder, 'kind'>): boolean {
  return kind === 'add-administrator';
}

/** True when nothing is left to tell of this order. */
export function isAllTold({ kind, former }: AnnouncedOrder, settled: ReadonlySet<string>): boolean {
  return lettersOf[kind].every(
    (letter) => settled.has(letterKey(letter)) || (letter.audience === 'former' && former === null),
  );
}

function personTold(audience: Audience, { administrator, former }: AnnouncedOrder) {
  if (audience === 'commune') return null;
  return audience === 'administrator' ? administrator : (former ?? undefined);
}

/** People who share an address are told apart by their names. */
function whoIs({ email, firstName, lastName }: Person): string {
  return `${email.toLowerCase()} ${fold(firstName)} ${fold(lastName)}`;
}

function isWaiting(
  { letter, audience, to, orders }: Announcement,
  all: readonly AnnouncedOrder[],
  now: Date,
) {
  const today = receptionDay(now);
  const isOfToday = (instant: Date | null) =>
    instant !== null && Temporal.PlainDate.compare(receptionDay(instant), today) >= 0;
  if (!orders.every(({ doneAt }) => isOfToday(doneAt))) return false;
  const dayEndsAt = endOfDay(today);
  return all.some((order) => {
    if (order.status !== 'planned' || order.dueAt >= dayEndsAt) return false;
    if (!lettersOf[order.kind].some((one) => letterKey(one) === letterKey({ letter, audience })))
      return false;
    const other = personTold(audience, order);
    return to === null || (other != null && whoIs(other) === whoIs(to));
  });
}
