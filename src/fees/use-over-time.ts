import { type CommuneInUse, firstDayWithin } from './draft-statement.js';
import type { Day, FeeYear } from './fee-year.js';
import { periodsOfUse } from './periods-of-use.js';

/** Schools that used the service on the last day of a month (or today, in the month that runs), and their communes. */
export type MonthOfUse = { month: string; schools: number; communes: number };

/** Pure: each month of the year that has begun. `month` is `YYYY-MM`. */
export function useOverTime(
  communes: readonly CommuneInUse[],
  { from, until }: FeeYear,
  today: Day,
): MonthOfUse[] {
  const periods = communes.map(({ schools }) => schools.map(({ use }) => periodsOfUse(use)));
  return monthsOf(from, until)
    .filter((month) => `${month}-01` <= today)
    .map((month) => {
      const end = lastDayOf(month);
      const day = end < today ? end : today;
      const used = periods.map(
        (schools) => schools.filter((one) => firstDayWithin(one, { from: day, until: day }) !== null).length,
      );
      return {
        month,
        schools: used.reduce((sum, count) => sum + count, 0),
        communes: used.filter((count) => count > 0).length,
      };
    });
}

/** The months of a year, `YYYY-MM`, in order. */
export function monthsOf(from: Day, until: Day): string[] {
  const months: string[] = [];
  for (let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))]; ; month += 1) {
    if (month === 13) [year, month] = [year + 1, 1];
    const name = `${year}-${String(month).padStart(2, '0')}`;
    if (name > until.slice(0, 7)) return months;
    months.push(name);
  }
}

function lastDayOf(month: string): Day {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year!, number!, 0)).toISOString().slice(0, 10);
}
