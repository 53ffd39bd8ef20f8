import { mayBeWrittenTo } from '../../src/intake/may-be-written-to.js';
import { receptionDay } from '../../src/provisioning/deadlines.js';
import {
  type Announcement,
  isAddition,
  isAllTold,
  letterKey,
  planAnnouncements,
} from '../../src/provisioning/plan-announcements.js';
import {
  type AnnouncedRow,
  lockOrdersToAnnounce,
  markAnnounced,
  saveAnnouncement,
} from '../../src/store/announcements.js';
import type { Tx } from '../../src/store/database.js';
import { loadNoticeContext, type NoticeContext } from '../../src/store/notice-context.js';
import { accessNotice, type DoneAccess, nameOf } from './access-notices.js';
import { type NoticeSettings, oweNotice } from './owe-notice.js';

export type AnnounceSettings = NoticeSettings & {
  /** True: letters about what was only recorded, which nobody did at laclasse.com yet, wait for an agent. */
  holdsRecorded: boolean;
};

/**
 * Owes, in the transaction that ends an order, the letters that its request's orders now lead to. Running it twice is
 * harmless: a letter settled is in the base with the order. Answers the replies owed.
 */
export async function announceAccess(
  tx: Tx,
  settings: AnnounceSettings,
  requestId: string,
  now: Date,
): Promise<string[]> {
  const rows = await lockOrdersToAnnounce(tx, requestId);
  const orders = rows.filter(({ isAnnounced }) => !isAnnounced);
  const plan = planAnnouncements(orders, now);
  const context = plan.length === 0 ? null : await loadNoticeContext(tx, requestId);
  const told = new Map(orders.map(({ id, settled }) => [id, new Set(settled)]));
  const owed: string[] = [];
  for (const announcement of plan) {
    const replyId = context === null ? null : await tell(tx, settings, { announcement, rows, context }, now);
    const letter = letterKey(announcement);
    await saveAnnouncement(tx, { orderIds: announcement.orders.map(({ id }) => id), letter, replyId });
    for (const { id } of announcement.orders) told.get(id)?.add(letter);
    if (replyId !== null) owed.push(replyId);
  }
  const done = orders.filter((order) => order.status === 'done' && isAllTold(order, told.get(order.id)!));
  await markAnnounced(
    tx,
    done.map(({ id }) => id),
    now,
  );
  return owed;
}

type Telling = { announcement: Announcement; rows: readonly AnnouncedRow[]; context: NoticeContext };

async function tell(tx: Tx, settings: AnnounceSettings, telling: Telling, now: Date): Promise<string | null> {
  const { announcement, context } = telling;
  const recipient = announcement.to === null ? context.sender : announcement.to.email.toLowerCase();
  if (recipient === null) return null;
  const to = {
    recipient,
    cc: announcement.to === null ? copyTo(context, recipient, settings) : null,
    version: announcement.orders[0]!.id,
    reference: settings.printReference(context.reference),
  };
  const replies = settings.holdsRecorded && isOnlyRecorded(telling) ? 'hold' : settings.replies;
  return oweNotice(tx, { ...settings, replies }, accessNotice(context, whatIsDone(telling), to), now);
}

function isOnlyRecorded({ announcement, rows }: Telling): boolean {
  const ids = new Set(announcement.orders.map(({ id }) => id));
  return rows.some(({ id, carriedOutBy }) => ids.has(id) && carriedOutBy === 'record-only');
}

/** The follow-up person that the registry knows, when somebody else wrote. */
function copyTo({ followUp }: NoticeContext, recipient: string, { ownAddresses }: AnnounceSettings) {
  if (followUp === null || followUp === recipient.toLowerCase()) return null;
  return mayBeWrittenTo(followUp, ownAddresses) ? followUp : null;
}

function whatIsDone({ announcement, rows }: Telling): DoneAccess {
  const { letter, audience, to, orders } = announcement;
  const day = orders
    .map(({ doneAt }) => receptionDay(doneAt!).toString())
    .reduce((one, other) => (one > other ? one : other));
  const schools = orders.map(({ schoolName: name, uai, administrator }) => ({
    ...{ name, uai, administrator: nameOf(administrator) },
  }));
  switch (letter) {
    case 'access-open':
      return {
        ...{ kind: letter, schools, openedOn: day, isAddition: isAddition(orders[0]!) },
        remaining: rows.filter(({ kind, status }) => kind === 'open-school' && status !== 'done').length,
      };
    case 'access-closed':
      return { kind: letter, schools, closedOn: day };
    case 'account-ready':
      return {
        ...{ kind: letter, schools: orders.map(({ schoolName: name, uai }) => ({ name, uai })) },
        ...{ administrator: to!, ...accountOf(announcement, rows) },
      };
    case 'administrator-changed':
      return {
        ...{ kind: letter, changedOn: day, recipient: audience === 'administrator' ? 'new' : audience },
        successions: orders.map(({ schoolName: name, uai, administrator, former }) => ({
          school: { name, uai },
          formerName: former === null ? '' : nameOf(former),
          newName: nameOf(administrator),
        })),
      };
  }
}

function accountOf({ orders }: Announcement, rows: readonly AnnouncedRow[]) {
  const theirs = rows.filter(({ id }) => orders.some((order) => order.id === id));
  const login = theirs.find((row) => row.login !== null)?.login ?? null;
  if (theirs.some(({ isAccountMade }) => isAccountMade === true)) return { account: 'new', login } as const;
  const isKnown = theirs.every(({ isAccountMade }) => isAccountMade === false);
  return { account: isKnown ? 'known' : 'unsaid', login } as const;
}
