import { communeByInsee } from '../../registry/find-commune.js';
import { type QueueFilter, queueTabs } from '../../store/desk/queue.js';
import type { Query } from '../server/page.js';
import { parisDay } from '../view/short-dates.js';

const PAGE_SIZE = 40;
const fields = ['onglet', 'q', 'commune', 'motif', 'agent', 'depuis', 'jusque', 'page'] as const;
type Field = (typeof fields)[number];

/** The queue as its address asks for it: anything that makes no sense is as if it were absent. */
export type QueueAsked = {
  tab: QueueFilter['tab'];
  search: string;
  values: Record<Field, string>;
  isFiltered: boolean;
  page: number;
  pageSize: number;
  /** The same queue, but for these. */
  href(changes: Partial<Record<Field, string>>): string;
  filter(now: Date, agentId: string): QueueFilter;
};

/** Without a tab in the address, the queue opens on `opensOn`, which its links then keep. */
export function readQueueAsked(query: Query, opensOn: QueueFilter['tab'] = 'to-decide'): QueueAsked {
  const values = Object.fromEntries(
    fields.map((field) => [field, query.text(field).slice(0, 200)]),
  ) as Record<Field, string>;
  const tab = queueTabs.find((one) => one === values.onglet) ?? opensOn;
  if (tab !== 'to-decide') values.onglet = tab;
  const page = Math.max(1, Math.min(10_000, query.number('page') || 1));
  return {
    tab,
    values,
    page,
    search: values.q,
    pageSize: PAGE_SIZE,
    isFiltered: fields.some((field) => field !== 'onglet' && field !== 'page' && values[field] !== ''),
    href(changes) {
      const search = new URLSearchParams(
        Object.entries({ ...values, ...changes }).filter(([, value]) => value !== '' && value !== undefined),
      ).toString();
      return search === '' ? '/' : `/?${search}`;
    },
    filter: (now, agentId) => ({
      tab,
      today: parisDay(now),
      ...(communeByInsee(values.commune) === undefined ? {} : { communeInsee: values.commune }),
      ...(/^[a-z_]{2,40}$/.test(values.motif) ? { reason: values.motif } : {}),
      ...assigneeOf(values.agent, agentId),
      ...(isDay(values.depuis) ? { openedFrom: startOfDay(values.depuis) } : {}),
      ...(isDay(values.jusque)
        ? { openedBefore: new Date(startOfDay(values.jusque).getTime() + 86_400_000) }
        : {}),
    }),
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function assigneeOf(value: string, agentId: string): Pick<QueueFilter, 'assignee'> {
  if (value === 'personne') return { assignee: 'nobody' };
  if (value === 'moi') return { assignee: { agentId } };
  return UUID.test(value) ? { assignee: { agentId: value } } : {};
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** Midnight in Paris, whatever the season. */
function startOfDay(day: string): Date {
  const guess = new Date(`${day}T00:00:00+01:00`);
  return parisDay(guess) === day && parisDay(new Date(guess.getTime() - 1)) !== day
    ? guess
    : new Date(`${day}T00:00:00+02:00`);
}
