/** A status that a request has left, and when. In the order of its life. */
export type LeftStatus = { status: string; leftAt: Date };

/** Whose turn it is; null: nobody's, the request is over. */
const turns: Record<string, 'ours' | 'communes' | null> = {
  'awaiting-agent': 'ours',
  accepted: 'ours',
  'awaiting-commune': 'communes',
};

/**
 * The active clock of a request, from the reception of its first form: it stops while the commune owes us something, and
 * when the request is over. The legal one (14 calendar days, `legalDueOn`) never stops; agents see both. Answers ms.
 */
export function activeClock(
  request: { openedAt: Date; status: string; past: readonly LeftStatus[] },
  now: Date,
): { oursMs: number; communesMs: number } {
  const spent = { oursMs: 0, communesMs: 0 };
  let from = request.openedAt.getTime();
  for (const { status, leftAt } of [...request.past, { status: request.status, leftAt: now }]) {
    const lastedMs = Math.max(0, leftAt.getTime() - from);
    const turn = turns[status] ?? null;
    if (turn !== null) spent[`${turn}Ms`] += lastedMs;
    from = Math.max(from, leftAt.getTime());
  }
  return spent;
}
