import type { Fence, Lease } from '../../../src/mailbox/ports.js';

/** A lease in memory, shared by the watchers of a test. */
export function aLease() {
  let held: { holder: string; token: bigint; untilMs: number } | undefined;
  let tokens = 0n;
  let isDown = false;
  const isCurrent = ({ token }: Fence) => held?.token === token;
  const beReachable = () => {
    if (isDown) throw new Error('connect ECONNREFUSED');
  };

  const lease: Lease = {
    async acquire(_name, holder, ttlMs) {
      beReachable();
      const now = performance.now();
      if (held !== undefined && held.untilMs > now && held.holder !== holder) return undefined;
      tokens += 1n;
      held = { holder, token: tokens, untilMs: now + ttlMs };
      return { token: tokens };
    },
    async renew(fence, ttlMs) {
      beReachable();
      if (!isCurrent(fence)) return false;
      held!.untilMs = performance.now() + ttlMs;
      return true;
    },
    async release(fence) {
      beReachable();
      if (isCurrent(fence)) held!.untilMs = 0;
    },
  };

  return {
    port: lease,
    isCurrent,
    isFree: () => held === undefined || held.untilMs <= performance.now(),
    /** Another watcher takes it, as after a pause of ours longer than its ttl. */
    steal: () => {
      tokens += 1n;
      held = { holder: 'a thief', token: tokens, untilMs: performance.now() + 60_000 };
    },
    expire: () => {
      if (held !== undefined) held.untilMs = 0;
    },
    /** How long the present holder could still be right; negative once it has run out. */
    remainingMs: () => (held?.untilMs ?? 0) - performance.now(),
    goDown: () => {
      isDown = true;
    },
    comeBack: () => {
      isDown = false;
    },
  };
}

export type ALease = ReturnType<typeof aLease>;
