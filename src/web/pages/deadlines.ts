import type { Temporal } from 'temporal-polyfill';
import { receptionDay } from '../../provisioning/deadlines.js';
import { countByRisk, riskOf, riskSentences } from '../../provisioning/forecast.js';
import { plural } from '../../reply/plural.js';
import { countHandTasks } from '../../store/desk/orders-of-request.js';
import {
  type CountedPromises,
  countOpenPromises,
  listOpenPromises,
  type StandingPromise,
} from '../../store/open-promises.js';
import type { Page } from '../server/page.js';
import { longDay, parisDay, shortInstant } from '../view/short-dates.js';
import { urgencyOf } from '../view/urgency.js';
import { communeName } from '../view/words.js';

/** Rows of a page, which stays under 100 kB; the most urgent come first. */
const PAGE_SIZE = 120;
const DAY_MS = 86_400_000;
const WEEKS_SHOWN = 5;

/** Pure: one promise, in words, with what threatens it seen today. */
function promiseView(promise: StandingPromise, today: Temporal.PlainDate) {
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

/** Pure: how many promises are late, threatened otherwise, and in all, on every page. */
export function countRisks(counted: readonly CountedPromises[], now: Date) {
  const byRisk = countByRisk(counted, receptionDay(now));
  const total = [...byRisk.values()].reduce((sum, count) => sum + count, 0);
  const late = byRisk.get('late')!;
  return { late, atRisk: total - late - byRisk.get('none')!, total };
}

/**
 * Pure: whole weeks from Monday, each day with all that is due, whichever page lists it; days before today keep what is
 * late.
 */
export function monthView(
  promises: readonly StandingPromise[],
  counted: readonly CountedPromises[],
  today: string,
) {
  const counts = counted.map(({ dueOn, count }) => [dueOn.toString(), count] as const);
  const countOf = (isCounted: (dueOn: string) => boolean) =>
    counts.reduce((sum, [dueOn, count]) => sum + (isCounted(dueOn) ? count : 0), 0);
  const dated = promises.map((promise) => ({ ...promise, day: promise.dueOn.toString() }));
  const first = new Date(`${today}T00:00:00Z`);
  first.setUTCDate(first.getUTCDate() - ((first.getUTCDay() + 6) % 7));
  return Array.from({ length: WEEKS_SHOWN }, (_, week) =>
    Array.from({ length: 7 }, (_, index) => {
      const day = new Date(first.getTime() + (week * 7 + index) * DAY_MS).toISOString().slice(0, 10);
      const due = dated.filter((one) => one.day === day).slice(0, 2);
      const count = countOf((dueOn) => dueOn === day);
      const page = Math.floor(countOf((dueOn) => dueOn < day) / PAGE_SIZE) + 1;
      return {
        iso: day,
        day: longDay(day),
        number: String(Number(day.slice(8))),
        isToday: day === today,
        isOff: index > 4,
        count,
        first: due.map(({ reference, communeInsee }) => ({
          href: `/demandes/${reference}`,
          commune: communeName(communeInsee),
        })),
        more: count - due.length,
        moreHref: `${pageHref(page)}#j-${day}`,
      };
    }),
  );
}

function pageHref(number: number): string {
  return number === 1 ? '/echeances' : `/echeances?page=${number}`;
}

export const deadlinesPage: Page = {
  method: 'GET',
  url: '/echeances',
  who: 'reader',
  async answer({ desk, query, now }) {
    const [counted, byHand] = await Promise.all([countOpenPromises(desk.db), countHandTasks(desk.db)]);
    const { late, atRisk, total } = countRisks(counted, now);
    const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
    const number = Math.min(pages, Math.max(1, Math.floor(query.number('page')) || 1));
    const before = (number - 1) * PAGE_SIZE;
    const today = receptionDay(now);
    const promises = await listOpenPromises(desk.db, PAGE_SIZE, before);
    const shown = promises.map((promise, index) => {
      const isFirst = promises[index - 1]?.dueOn.toString() !== promise.dueOn.toString();
      return { ...promiseView(promise, today), anchor: isFirst ? `j-${promise.dueOn}` : null };
    });
    return {
      kind: 'page',
      template: 'deadlines',
      title: 'Échéances',
      section: 'deadlines',
      view: {
        ...{ late, atRisk, total },
        pager: {
          words:
            number === 1
              ? `${shown.length} sur ${total.toLocaleString('fr-FR')}`
              : `${before + 1} à ${before + shown.length} sur ${total.toLocaleString('fr-FR')}`,
          previous: number > 1 ? pageHref(number - 1) : null,
          next: number < pages ? pageHref(number + 1) : null,
        },
        byHand: byHand === 0 ? null : plural(byHand, 'accès à ouvrir à la main', 'accès à ouvrir à la main'),
        rows: shown,
        weeks: monthView(promises, counted, parisDay(now)),
      },
    };
  },
};
