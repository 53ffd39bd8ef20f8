import { errorFacts, type Log } from '../kernel/log.js';
import { Deposed, Stopped } from './failure.js';
import type { Fence, Lease } from './ports.js';
import type { MailboxPatience } from './settings.js';
import { unlessAborted, wait } from './wait.js';

type LeasePatience = Pick<
  MailboxPatience,
  'leaseTtlMs' | 'leaseRenewEveryMs' | 'standbyLookEveryMs' | 'stopWithinMs'
>;

type Holding = {
  lease: Lease;
  /** Names what is held, e.g. `mailbox:INBOX`. */
  name: string;
  /** Names this process; unique, so that a restarted one is another. */
  holder: string;
  patience: LeasePatience;
  log: Log;
  stop: AbortSignal;
  onStandby(): void;
};

/**
 * Waits for the lease, works while it is ours, and goes back to waiting when it is taken or has run out. `held`
 * aborts with `Deposed` before the lease could be anyone else's: its end is counted, on our own clock, from
 * before the renewal was sent. Returns when `stop` aborts, the lease released for a standby to take at once.
 */
export async function holdLease(
  holding: Holding,
  work: (fence: Fence, held: AbortSignal) => Promise<void>,
): Promise<void> {
  const { patience, log, stop, onStandby } = holding;
  while (!stop.aborted) {
    onStandby();
    try {
      const acquired = await acquire(holding);
      if (acquired !== undefined) {
        log.info('lease taken', { name: holding.name, token: String(acquired.fence.token) });
        await workWhileHeld(holding, acquired, work);
      }
    } catch (error) {
      if (stop.aborted) return;
      if (error instanceof Deposed) log.warn('lease lost', { name: holding.name });
      else log.error('lease out of reach', errorFacts(error));
    }
    await wait(patience.standbyLookEveryMs, stop).catch(() => {});
  }
}

async function acquire({ lease, name, holder, patience, stop }: Holding) {
  const askedAtMs = performance.now();
  const asked = lease.acquire(name, holder, patience.leaseTtlMs);
  const acquired = await unlessAborted(asked, stop).catch((error) => {
    // Granted after we stopped waiting: given back, so that a standby need not wait for its end.
    asked.then((late) => late && lease.release({ name, token: late.token })).catch(() => {});
    throw error;
  });
  return acquired && { fence: { name, token: acquired.token }, untilMs: askedAtMs + patience.leaseTtlMs };
}

async function workWhileHeld(
  holding: Holding,
  { fence, untilMs }: { fence: Fence; untilMs: number },
  work: (fence: Fence, held: AbortSignal) => Promise<void>,
): Promise<void> {
  const { lease, patience, stop } = holding;
  const held = new AbortController();
  const onStop = () => held.abort(new Stopped('The watcher was stopped'));
  stop.addEventListener('abort', onStop, { once: true });
  if (stop.aborted) onStop();
  const renewing = keepRenewing(holding, fence, untilMs, held);
  try {
    await work(fence, held.signal);
  } finally {
    stop.removeEventListener('abort', onStop);
    held.abort(new Stopped('The work is over'));
    await renewing;
    await within(patience.stopWithinMs, lease.release(fence)).catch(() => {});
  }
}

/** Renews until `held` aborts; aborts it when the lease is refused or has run out. */
async function keepRenewing(
  { lease, patience, log }: Holding,
  fence: Fence,
  firstUntilMs: number,
  held: AbortController,
): Promise<void> {
  const runOut = () => held.abort(new Deposed('The lease ran out before it could be renewed'));
  let end = setTimeout(runOut, firstUntilMs - performance.now());
  try {
    for (;;) {
      await wait(patience.leaseRenewEveryMs, held.signal);
      const askedAtMs = performance.now();
      const isOurs = await unlessAborted(lease.renew(fence, patience.leaseTtlMs), held.signal).catch(
        (error) => {
          if (!held.signal.aborted) log.warn('lease not renewed', errorFacts(error));
          return undefined;
        },
      );
      if (isOurs === false) held.abort(new Deposed('Somebody else holds the lease'));
      if (isOurs === true) {
        clearTimeout(end);
        end = setTimeout(runOut, askedAtMs + patience.leaseTtlMs - performance.now());
      }
    }
  } catch {
    // held has aborted: whoever works knows why
  } finally {
    clearTimeout(end);
  }
}

/** `work`, or nothing when it takes longer than `ms`. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
