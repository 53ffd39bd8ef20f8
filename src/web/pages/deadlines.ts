import { receptionDay } from '../../provisioning/deadlines.js';
import { riskOf, riskSentences } from '../../provisioning/forecast.js';
import { countHandTasks } from '../../store/desk/orders-of-request.js';
import { listOpenPromises, type StandingPromise } from '../../store/open-promises.js';
import type { Page } from '../server/page.js';
import { longDay, parisDay, shortInstant } from '../view/short-dates.js';
import { urgencyOf } from '../view/urgency.js';
import { communeName, plural } from '../view/words.js';

/** The page stays under 100 kB; beyond, the most urgent come first anyway. */
const MOST = 120;
const DAY_MS = 86_400_000;
const WEEKS_SHOWN = 5;

/** Pure: one promise, in words, with what threatens it seen today. */
function promiseView(promise: StandingPromise, now: Date) {
  const today = receptionDay(now);
  const { reference, communeInsee, standing, accesses, dueOn, targetOn, plannedAt } = promise;
  const risk = riskOf(promise, today);
  const held = standing === 'held' ? ' (suspendus)' : '';
  return {
    href: `/demandes/${reference}`,
    ordersHref: accesses === 0 ? null : `/echeances/${reference}`,
    reference,
    commune: communeName(communeInsee),
    what: accesses === 0 ? 'décision à prendre' : `${plural(accesses, 'accès', 'accès')} à ouvrir${held}`,
    target: longDay(targetOn.toString()),
    planned: plannedAt === null ? null : shortInstant(plannedAt),
    urgency: urgencyOf({
      daysLeft: today.until(dueOn).days,
      dueOn: dueOn.toString(),
      status: standing,
    }),
    risk: risk === null ? null : { code: risk, words: riskSentences[risk] },
  };
}

/** Pure: whole weeks from Monday, each day with what is due; days before today keep what is late. */
export function monthView(promises: readonly StandingPromise[], today: string) {
  const first = new Date(`${today}T00:00:00Z`);
  first.setUTCDate(first.getUTCDate() - ((first.getUTCDay() + 6) % 7));
  return Array.from({ length: WEEKS_SHOWN }, (_, week) =>
    Array.from({ length: 7 }, (_, index) => {
      const day = new Date(first.getTime() + (week * 7 + index) * DAY_MS).toISOString().slice(0, 10);
      const due = promises.filter(({ dueOn }) => dueOn.toString() === day);
      return {
        iso: day,
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
    const [promises, byHand] = await Promise.all([listOpenPromises(desk.db, MOST), countHandTasks(desk.db)]);
    const shown = promises.map((promise, index) => {
      const isFirst = promises[index - 1]?.dueOn.toString() !== promise.dueOn.toString();
      return { ...promiseView(promise, now), anchor: isFirst ? `j-${promise.dueOn}` : null };
    });
    return {
      kind: 'page',
      template: 'deadlines',
      title: 'Échéances',
      section: 'deadlines',
      view: {
        late: shown.filter(({ risk }) => risk?.code === 'late').length,
        atRisk: shown.filter(({ risk }) => risk !== null && risk.code !== 'late').length,
        total: promises.length,
        isCut: promises.length === MOST,
        byHand: byHand === 0 ? null : plural(byHand, 'accès à ouvrir à la main', 'accès à ouvrir à la main'),
        rows: shown,
        weeks: monthView(promises, parisDay(now)),
      },
    };
  },
};
