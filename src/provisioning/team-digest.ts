import type { Temporal } from 'temporal-polyfill';
import { type OpenPromise, type RiskCode, riskOf } from './forecast.js';
import type { RenewalThreat } from './renewal-risk.js';
import { type WarningCode, warningCodes, warningOf } from './warnings.js';

/** A promise that the team is warned of today, and what threatens it, if anything. */
export type Warned<Promise extends OpenPromise> = { promise: Promise; risk: RiskCode | null };

export type TeamDigest<Promise extends OpenPromise> = {
  /** The most pressing first; none is empty. */
  groups: { code: WarningCode | 'at-risk'; items: Warned<Promise>[] }[];
  /** The campaigns somebody must look at. */
  renewals: readonly RenewalThreat[];
  /** A promise or a campaign is late: supervisors are told too. */
  isLate: boolean;
};

/**
 * Pure: what the team is told today, each promise once: the late ones, those whose target is past, today, within two or
 * five days; then those further away that the plan cannot keep as it stands; and the campaigns that are threatened or blocked,
 * even when no promise is. Null when there is nothing to tell.
 */
export function digestOf<Promise extends OpenPromise>(
  promises: readonly Promise[],
  renewals: readonly RenewalThreat[],
  today: Temporal.PlainDate,
): TeamDigest<Promise> | null {
  const warned = promises.map((promise) => ({
    promise,
    warning: warningOf(promise, today),
    risk: riskOf(promise, today),
  }));
  const codes = [...warningCodes, 'at-risk'] as const;
  const groups = codes.flatMap((code) => {
    const items = warned
      .filter(({ warning, risk }) =>
        code === 'at-risk' ? warning === null && risk !== null : warning === code,
      )
      .map(({ promise, risk }) => ({ promise, risk }));
    return items.length === 0 ? [] : [{ code, items }];
  });
  if (groups.length + renewals.length === 0) return null;
  const isLate = groups.some(({ code }) => code === 'late') || renewals.some(({ level }) => level === 'late');
  return { groups, renewals, isLate };
}
