import type { BrakeLimits } from '../../src/reply/brakes.js';
import { brakeReplies } from '../../src/store/brakes.js';
import type { Tx } from '../../src/store/database.js';
import type { Decided } from '../../src/store/decided.js';

/** Replies past a limit are held: kept whole, and sent or cancelled by an agent. Nothing else of a decision changes. */
export async function holdBraked(
  tx: Tx,
  decided: readonly Decided[],
  limits: BrakeLimits,
  now: Date,
): Promise<Decided[]> {
  const leaving = decided.flatMap(({ reply, request }) =>
    reply?.status === 'queued'
      ? [{ id: reply.id, recipient: reply.recipient, requestId: request?.id ?? null }]
      : [],
  );
  const { heldBy } = await brakeReplies(tx, leaving, limits, now);
  if (heldBy.size === 0) return [...decided];
  return decided.map((one) => {
    const brakeId = one.reply === null ? undefined : heldBy.get(one.reply.id);
    return brakeId === undefined ? one : { ...one, reply: { ...one.reply!, status: 'held', brakeId } };
  });
}
