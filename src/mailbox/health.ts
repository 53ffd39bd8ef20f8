import type { FailureKind } from './failure.js';

/** What the watcher can say of itself, for `/readyz` and the metrics. */
export type WatcherHealth = {
  /** `standby`: another watcher holds the lease. `login_refused`: waiting before the password is tried again. */
  state: 'standby' | 'connecting' | 'watching' | 'backing_off' | 'login_refused' | 'stopped';
  /** The end of the last pass that dealt with everything it listed; the only real proof of life. */
  lastCompletedPassAt: Date | undefined;
  /** Since when the present connection is logged in. */
  connectedAt: Date | undefined;
  connections: number;
  lastFailure: { kind: FailureKind; at: Date } | undefined;
  /** A person must act: the server refuses our password, or has no such mailbox. */
  alert: 'login_refused' | 'mailbox_missing' | undefined;
};

export function newHealth(): WatcherHealth {
  return {
    state: 'standby',
    lastCompletedPassAt: undefined,
    connectedAt: undefined,
    connections: 0,
    lastFailure: undefined,
    alert: undefined,
  };
}
