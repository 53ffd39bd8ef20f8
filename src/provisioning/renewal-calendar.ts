import { Temporal } from 'temporal-polyfill';
import type { SchoolYear } from '../registry/school-year.js';
import { inYear, type Yearly } from '../registry/yearly.js';
import { DAYS_TO_OPEN, targetOn } from './deadlines.js';
import type { OrderKind } from './order-kinds.js';
import { type Closures, lastWorkingDayUpTo } from './working-days.js';

/** A day of every year, `MM-DD`. */
export type MonthDay = string;

/** The dates of the yearly renewal, each with the school years it holds for (convention, annexe 1). */
export type RenewalCalendar = {
  opensOn: Yearly<MonthDay>;
  remindsOn: Yearly<readonly MonthDay[]>;
  /** « avant le 20 juin ». */
  changesBy: Yearly<MonthDay>;
  /** Whether that very day is on time. */
  isChangesDayIncluded: Yearly<boolean>;
  /** « avant le 20 août ». */
  appliesBefore: Yearly<MonthDay>;
  /** Nobody loses an access before: the end of the classes of the year that ends. */
  removalsFrom: Yearly<MonthDay>;
};

/** The days of one campaign, all in the calendar year its school year begins in. */
export type CampaignDays = {
  opensOn: Temporal.PlainDate;
  remindsOn: readonly Temporal.PlainDate[];
  /** An answer received on this day (Paris) is on time; the day after, it is late. */
  lastDay: Temporal.PlainDate;
  /** The last day on which changes may still be carried out on time. */
  applyBy: Temporal.PlainDate;
  removalsFrom: Temporal.PlainDate;
};

/** Pure: the days that these settings give to a school year. */
export function campaignDays(year: SchoolYear, calendar: RenewalCalendar): CampaignDays {
  const day = (monthDay: MonthDay) => Temporal.PlainDate.from(`${year}-${monthDay}`);
  const changesBy = day(inYear(calendar.changesBy, year));
  return {
    opensOn: day(inYear(calendar.opensOn, year)),
    remindsOn: inYear(calendar.remindsOn, year).map(day),
    lastDay: inYear(calendar.isChangesDayIncluded, year) ? changesBy : changesBy.subtract({ days: 1 }),
    applyBy: day(inYear(calendar.appliesBefore, year)).subtract({ days: 1 }),
    removalsFrom: day(inYear(calendar.removalsFrom, year)),
  };
}

export function isOnTime(
  receivedOn: Temporal.PlainDate,
  { lastDay }: Pick<CampaignDays, 'lastDay'>,
): boolean {
  return Temporal.PlainDate.compare(receivedOn, lastDay) <= 0;
}

/** What an order is bound by. Days. */
export type OrderDays = {
  dueOn: Temporal.PlainDate;
  targetOn: Temporal.PlainDate;
  notBefore: Temporal.PlainDate | null;
};

/** Somebody loses an access by it. */
const takesAccess: readonly OrderKind[] = ['close-school', 'replace-administrator'];

/**
 * Pure: the days of an order that a renewal asks for. Carried out before 20 August, or within the two weeks when it came
 * later than those allow; whoever leaves keeps an access until the classes are over, and is then due within two weeks.
 */
export function renewalOrderDays(
  kind: OrderKind,
  receivedOn: Temporal.PlainDate,
  { applyBy, removalsFrom }: Pick<CampaignDays, 'applyBy' | 'removalsFrom'>,
  closures?: Closures,
): OrderDays {
  const notBefore = takesAccess.includes(kind) && isBefore(receivedOn, removalsFrom) ? removalsFrom : null;
  const dueOn = [applyBy, receivedOn.add({ days: DAYS_TO_OPEN }), notBefore?.add({ days: DAYS_TO_OPEN })]
    .filter((day) => day !== undefined)
    .reduce((one, other) => (isBefore(one, other) ? other : one));
  const isByTheYear = Temporal.PlainDate.compare(dueOn, applyBy) === 0;
  return {
    dueOn,
    targetOn: isByTheYear ? lastWorkingDayUpTo(dueOn, closures) : targetOn(dueOn, closures),
    notBefore,
  };
}

function isBefore(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) < 0;
}
