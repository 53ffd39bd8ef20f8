import { randomUUID } from 'node:crypto';
import { type Clock, systemClock } from '../kernel/clock.js';
import type { Log } from '../kernel/log.js';
import { Bell } from './bell.js';
import { Stopped } from './failure.js';
import { newHealth, type WatcherHealth } from './health.js';
import { holdLease } from './hold-lease.js';
import type { Lease, Ledger } from './ports.js';
import { faultsOfPatience, type MailboxSettings } from './settings.js';
import { stayConnected } from './stay-connected.js';

export type MailboxWatcher = {
  health(): WatcherHealth;
  /** Outcomes were committed: moves are owed. Only a hint, a full pass looks anyway. */
  nudge(): void;
  /** Ends within `stopWithinMs` (plus the release of the lease, bounded as well). Nothing is lost whenever it comes. */
  stop(): Promise<void>;
};

/**
 * Watches the mailbox until stopped: one watcher at a time works, the others stand by. Every unknown message is handed,
 * byte for byte, to the ledger; those whose outcome is known are moved to its folder. Never throws once started.
 */
export function watchMailbox(parts: {
  settings: MailboxSettings;
  ledger: Ledger;
  lease: Lease;
  log: Log;
  clock?: Clock;
}): MailboxWatcher {
  const { settings, ledger, lease, log, clock = systemClock } = parts;
  const { patience } = settings;
  const faults = faultsOfPatience(patience);
  if (faults.length > 0) throw new Error(`Mailbox settings: ${faults.join('; ')}`);

  const stopping = new AbortController();
  const health = newHealth();
  const bell = new Bell();
  const holding = {
    lease,
    name: `mailbox:${settings.mailbox}`,
    holder: randomUUID(),
    patience,
    log,
    stop: stopping.signal,
    onStandby: () => Object.assign(health, { state: 'standby', connectedAt: undefined }),
  };
  const watching = { settings, ledger, bell, health, log, clock };
  const ended = holdLease(holding, (fence, held) => stayConnected(watching, fence, held));

  return {
    health: () => ({ ...health }),
    nudge: () => bell.ring('moves'),
    stop: async () => {
      stopping.abort(new Stopped('The watcher was stopped'));
      await ended;
      Object.assign(health, { state: 'stopped', connectedAt: undefined });
    },
  };
}
