import { inYear, type Yearly } from '../registry/yearly.js';
import type { CostBreakdown } from './cost-breakdown.js';
import { type FeeYear, type FeeYearKind, feeYear, feeYearOn } from './fee-year.js';

/** What the convention sets, each for its years. Prices in cents: article 6. */
export type FeeSettings = {
  priceCents: Yearly<number>;
  yearKind: Yearly<FeeYearKind>;
  breakdown: Yearly<CostBreakdown>;
};

export function yearOfFees(settings: FeeSettings, year: number): FeeYear {
  return feeYear(year, inYear(settings.yearKind, year));
}

export function yearOfFeesOn(settings: FeeSettings, day: string): FeeYear {
  return feeYearOn(day, (year) => inYear(settings.yearKind, year));
}

/** `150` or `150.50` (euros) → cents; undefined when it is no amount, or nothing. */
export function readEuros(text: string): number | undefined {
  const [, euros, decimals = ''] = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(text.trim()) ?? [];
  const cents = euros === undefined ? 0 : Number(euros) * 100 + Number(decimals.padEnd(2, '0'));
  return cents > 0 ? cents : undefined;
}

export function readYearKind(text: string): FeeYearKind | undefined {
  return text === 'school' || text === 'civil' ? text : undefined;
}
