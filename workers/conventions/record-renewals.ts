import type { Temporal } from 'temporal-polyfill';
import { renewalsBetween } from '../../src/registry/convention.js';
import type { ConventionToTurn } from '../../src/store/convention-closing.js';
import { insertConventionEvents } from '../../src/store/convention-events.js';
import type { Tx } from '../../src/store/database.js';

/** Anniversaries that silence renewed and nobody wrote down yet. */
export function renewalsDue(convention: ConventionToTurn, today: Temporal.PlainDate): Temporal.PlainDate[] {
  const { notifiedOn, lastRenewedOn } = convention;
  return notifiedOn === null ? [] : renewalsBetween(convention, lastRenewedOn ?? notifiedOn, today);
}

/** One event per anniversary: one already known is left alone. */
export async function recordRenewals(
  tx: Tx,
  conventionId: string,
  renewals: readonly Temporal.PlainDate[],
  at: Date,
): Promise<void> {
  await insertConventionEvents(
    tx,
    renewals.map((onDay) => ({
      ...{ conventionId, kind: 'renewed', onDay, at, agentId: null, reason: null },
    })),
  );
}
