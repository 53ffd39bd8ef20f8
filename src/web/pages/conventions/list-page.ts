import { Temporal } from 'temporal-polyfill';
import { receptionDay } from '../../../provisioning/deadlines.js';
import { nextStep } from '../../../registry/convention-timeline.js';
import { loadConventions, type StoredConvention } from '../../../store/conventions.js';
import type { Asked, Page, Query } from '../../server/page.js';
import { calendarFile } from '../../view/calendar-file.js';
import { csvOf } from '../../view/csv.js';
import { longDay } from '../../view/short-dates.js';
import { communeName } from '../../view/words.js';
import { noticeOf } from '../notices.js';
import { calendarEntries, entryNames, type ListFilter, listFilters, monthOf, narrowed } from './calendar.js';
import { nextInWords, stateView } from './convention-words.js';

const monthFormat = new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', month: 'long', year: 'numeric' });

const filterNames: Record<ListFilter, string> = {
  toutes: 'Toutes',
  signees: 'Signées',
  'en-vigueur': 'En vigueur',
  denoncees: 'Dénoncées',
  terminees: 'Terminées',
};

function askedFilter(query: Query): ListFilter {
  return listFilters.find((one) => one === query.text('etat')) ?? 'toutes';
}

/** A month that the calendar can reach; any other text is the present one. */
function askedMonth(query: Query, today: Temporal.PlainDate): Temporal.PlainYearMonth {
  const text = query.text('mois');
  return /^20\d\d-(0[1-9]|1[0-2])$/.test(text)
    ? Temporal.PlainYearMonth.from(text)
    : today.toPlainYearMonth();
}

function named(month: Temporal.PlainYearMonth): string {
  return monthFormat.format(new Date(`${month.toPlainDate({ day: 1 })}T00:00:00Z`));
}

function byName(one: StoredConvention, other: StoredConvention): number {
  return communeName(one.communeInsee).localeCompare(communeName(other.communeInsee), 'fr');
}

/** Everything that its row says; the CSV has the same. */
function rowOf(convention: StoredConvention, today: Temporal.PlainDate) {
  const { id, communeInsee, signatory, notifiedOn, denunciation } = convention;
  const step = nextStep(convention, today);
  return {
    href: `/conventions/${id}`,
    commune: communeName(communeInsee),
    signatory,
    ...stateView(convention, today),
    notified: notifiedOn?.toString() ?? '',
    anniversary: 'anniversary' in step ? step.anniversary.toString() : '',
    lastDay: 'lastDay' in step ? step.lastDay.toString() : '',
    ends: denunciation?.endsOn.toString() ?? '',
    next: nextInWords(convention, today),
  };
}

export const conventionsPage: Page = {
  method: 'GET',
  url: '/conventions',
  who: 'reader',
  async answer({ desk, now, query }) {
    const today = receptionDay(now);
    const [all, filter, month] = [
      await loadConventions(desk.db),
      askedFilter(query),
      askedMonth(query, today),
    ];
    const shown = narrowed(all, filter, today).sort(byName);
    const entries = calendarEntries(
      shown,
      month.toPlainDate({ day: 1 }),
      month.toPlainDate({ day: month.daysInMonth }),
    );
    const href = (changes: Record<string, string>) =>
      `/conventions?${new URLSearchParams({ etat: filter, mois: month.toString(), ...changes })}`;
    const entryView = ({ kind, conventionId, communeInsee }: (typeof entries)[number]) => ({
      ...{ kind, name: entryNames[kind], commune: communeName(communeInsee) },
      href: `/conventions/${conventionId}`,
    });
    const day = (text: string) => (text === '' ? '' : longDay(text));
    return {
      kind: 'page',
      template: 'conventions',
      title: 'Conventions',
      section: 'conventions',
      view: {
        notice: noticeOf(query),
        month: named(month),
        previous: {
          href: href({ mois: month.subtract({ months: 1 }).toString() }),
          name: named(month.subtract({ months: 1 })),
        },
        following: {
          href: href({ mois: month.add({ months: 1 }).toString() }),
          name: named(month.add({ months: 1 })),
        },
        weeks: monthOf(entries, month, today).map((week) =>
          week.map((one) => ({ ...one, day: longDay(one.day), entries: one.entries.map(entryView) })),
        ),
        entries: entries.map((entry) => ({ ...entryView(entry), on: longDay(entry.on.toString()) })),
        filters: listFilters.map((one) => ({
          ...{ name: filterNames[one], href: href({ etat: one }), isHere: one === filter },
          count: narrowed(all, one, today).length,
        })),
        csvHref: `/conventions/anniversaires.csv?etat=${filter}`,
        rows: shown.map((convention) => {
          const row = rowOf(convention, today);
          return {
            ...row,
            ...{ notified: day(row.notified), anniversary: day(row.anniversary) },
            ...{ lastDay: day(row.lastDay), ends: day(row.ends) },
          };
        }),
      },
    };
  },
};

async function shownNow({ desk, now, query }: Asked) {
  const today = receptionDay(now);
  return { today, shown: narrowed(await loadConventions(desk.db), askedFilter(query), today).sort(byName) };
}

const asCsv: Page = {
  method: 'GET',
  url: '/conventions/anniversaires.csv',
  who: 'reader',
  async answer(asked) {
    const { today, shown } = await shownNow(asked);
    const rows = shown.map((convention) => {
      const { commune, signatory, name, notified, anniversary, lastDay, ends } = rowOf(convention, today);
      return [commune, convention.communeInsee, signatory ?? '', name, notified, anniversary, lastDay, ends];
    });
    const head = ['Commune', 'INSEE', 'Signée par', 'État', 'Notifiée le', 'Prochain anniversaire'];
    const bytes = csvOf([[...head, 'Dernier jour pour dénoncer', 'Prend fin le'], ...rows]);
    return { kind: 'file', name: `conventions-${today}.csv`, type: 'text/csv; charset=utf-8', bytes };
  },
};

/** Two years ahead: a calendar is refreshed long before. */
const asCalendar: Page = {
  method: 'GET',
  url: '/conventions/anniversaires.ics',
  who: 'reader',
  async answer(asked) {
    const { today, shown } = await shownNow(asked);
    const days = calendarEntries(shown, today, today.add({ years: 2 })).map(
      ({ on, kind, conventionId, communeInsee }) => ({
        uid: `${kind}-${on}-${conventionId}@inscriptions.laclasse.com`,
        on: on.toString(),
        title: `${entryNames[kind]} – ${communeName(communeInsee)}`,
        details: 'Convention laclasse.com',
      }),
    );
    const bytes = calendarFile('Conventions laclasse.com', days, asked.now);
    return { kind: 'file', name: 'conventions.ics', type: 'text/calendar; charset=utf-8', bytes };
  },
};

export const conventionListPages: Page[] = [conventionsPage, asCsv, asCalendar];
