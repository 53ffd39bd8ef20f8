import { type Due, listDue } from '../../store/desk/deadlines.js';
import type { Page } from '../server/page.js';
import { longDay, parisDay } from '../view/short-dates.js';
import { urgencyOf } from '../view/urgency.js';
import { communeName, plural } from '../view/words.js';

/** The page stays light; beyond, the most urgent come first anyway. */
const MOST = 250;
const DAY_MS = 86_400_000;
const WEEKS_SHOWN = 5;

function dueView(due: Due, today: string) {
  const daysLeft = Math.round((Date.parse(due.day) - Date.parse(today)) / DAY_MS);
  return {
    href: `/demandes/${due.reference}`,
    reference: due.reference,
    commune: communeName(due.communeInsee),
    what:
      due.what === 'orders'
        ? `${plural(due.count, 'accès', 'accès')} à ouvrir${due.status === 'held' ? ' (suspendus)' : ''}`
        : 'décision à prendre',
    target: longDay(due.targetOn),
    urgency: urgencyOf({ daysLeft, dueOn: due.day, status: due.status }),
    isAtRisk: daysLeft >= 0 && due.targetOn < today,
  };
}

/** Pure: whole weeks from Monday, each day with what is due; days before today keep what is late. */
export function monthView(dues: readonly Due[], today: string) {
  const first = new Date(`${today}T00:00:00Z`);
  first.setUTCDate(first.getUTCDate() - ((first.getUTCDay() + 6) % 7));
  return Array.from({ length: WEEKS_SHOWN }, (_, week) =>
    Array.from({ length: 7 }, (_, index) => {
      const day = new Date(first.getTime() + (week * 7 + index) * DAY_MS).toISOString().slice(0, 10);
      const due = dues.filter((one) => one.day === day);
      return {
        day: longDay(day),
        number: String(Number(day.slice(8))),
        isToday: day === today,
        isOff: index > 4,
        count: due.length,
        first: due.slice(0, 2).map(({ reference, communeInsee }) => ({
          href: `/demandes/${reference}`,
          commune: communeName(communeInsee),
        })),
        more: Math.max(0, due.length - 2),
      };
    }),
  );
}

export const deadlinesPage: Page = {
  method: 'GET',
  url: '/echeances',
  who: 'reader',
  async answer({ desk, now }) {
    const today = parisDay(now);
    const dues = await listDue(desk.db, MOST);
    const shown = dues.map((due) => dueView(due, today));
    return {
      kind: 'page',
      template: 'deadlines',
      title: 'Échéances',
      section: 'deadlines',
      view: {
        late: shown.filter(({ urgency }) => urgency.level === 'late').length,
        atRisk: shown.filter(({ isAtRisk }) => isAtRisk).length,
        total: dues.length,
        isCut: dues.length === MOST,
        rows: shown,
        weeks: monthView(dues, today),
      },
    };
  },
};
