import { plural } from '../../reply/plural.js';
import { type Queue, type QueueRow, queueTabs } from '../../store/desk/queue.js';
import { since } from '../view/short-dates.js';
import { urgencyOf } from '../view/urgency.js';
import { communeName, reasonInFrench, statusNames, tabNames } from '../view/words.js';
import type { QueueAsked } from './queue-asked.js';

/** What one line of the queue shows. */
export function queueRowView(row: QueueRow, now: Date, agentId: string) {
  const [first, ...others] = row.reasons;
  return {
    id: `d-${row.reference}`,
    link: `/demandes/${row.reference}`,
    reference: row.reference,
    version: row.version,
    commune: communeName(row.communeInsee),
    why: first === undefined ? statusNames[row.status] : reasonInFrench(first),
    otherReasons: others.map(reasonInFrench),
    sender: row.sender,
    subject: row.subject,
    received: since(row.lastReceivedAt, now),
    schools: row.schoolCount === null ? '' : plural(row.schoolCount, 'école', 'écoles'),
    messages: row.messageCount > 1 ? plural(row.messageCount, 'message', 'messages') : '',
    urgency: urgencyOf(row),
    status: statusNames[row.status],
    holder: row.assignee && { name: row.assignee.name, isMe: row.assignee.agentId === agentId },
  };
}

/** Pure: where the queue opens when nobody chose: the first tab that needs an agent, or the first of all. */
export function firstTab(counts: Queue['counts']): keyof Queue['counts'] {
  const needsAgent = ['to-decide', 'sender', 'unreadable', 'undelivered'] as const;
  return needsAgent.find((tab) => counts[tab] > 0) ?? 'to-decide';
}

export function tabsView(counts: Queue['counts'], asked: QueueAsked) {
  return queueTabs.map((tab) => ({
    tab,
    name: tabNames[tab],
    count: counts[tab].toLocaleString('fr-FR'),
    isHere: tab === asked.tab,
    href: asked.href({ onglet: tab, page: '' }),
  }));
}

export function pagerView(total: number, { page, pageSize, href }: QueueAsked) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const last = Math.min(total, page * pageSize);
  return {
    words: total === 0 ? '' : `${(page - 1) * pageSize + 1} à ${last} sur ${total.toLocaleString('fr-FR')}`,
    previous: page > 1 ? href({ page: String(page - 1) }) : null,
    next: page < pages ? href({ page: String(page + 1) }) : null,
  };
}
