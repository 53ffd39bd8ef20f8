import type { Clock } from '../kernel/clock.js';
import { errorFacts, type Log } from '../kernel/log.js';
import { attend } from './attend.js';
import { BackOff } from './back-off.js';
import type { Bell } from './bell.js';
import { withConnection } from './connection.js';
import { isMailboxMissing, kindOfFailure } from './failure.js';
import { fencedLedger } from './fenced-ledger.js';
import type { WatcherHealth } from './health.js';
import type { Fence, Ledger } from './ports.js';
import type { MailboxSettings } from './settings.js';
import { Suspects } from './suspects.js';
import { wait } from './wait.js';
import { startWatchdog } from './watchdog.js';

export type Watching = {
  settings: MailboxSettings;
  ledger: Ledger;
  bell: Bell;
  health: WatcherHealth;
  log: Log;
  clock: Clock;
};

/**
 * While the lease is held: connection after connection, with a pause between them that fits how the last one ended.
 * Ends only by throwing the reason for which `held` aborted, or that a write was refused.
 */
export async function stayConnected(watching: Watching, fence: Fence, held: AbortSignal): Promise<never> {
  const { settings, health, log, clock } = watching;
  const { patience } = settings;
  const backOff = new BackOff({ minMs: patience.backOffMinMs, maxMs: patience.backOffMaxMs });
  const suspects = new Suspects(patience);

  for (;;) {
    const failure = await oneConnection(watching, suspects, fence, held);
    held.throwIfAborted();
    const kind = kindOfFailure(failure.error);
    if (kind === 'deposed' || kind === 'stopped') throw failure.error;

    if (failure.lastedMs >= patience.connectionProvenAfterMs) backOff.reset();
    const isRefused = kind === 'authentication';
    const pauseMs = isRefused ? patience.authenticationPauseMs : backOff.next();
    Object.assign(health, {
      state: isRefused ? 'login_refused' : 'backing_off',
      alert: isRefused ? 'login_refused' : isMailboxMissing(failure.error) ? 'mailbox_missing' : undefined,
      connectedAt: undefined,
      lastFailure: { kind, at: clock.now() },
    });
    const facts = {
      kind,
      pauseMs,
      lastedMs: Math.round(failure.lastedMs),
      ...errorFacts(rootOf(failure.error)),
    };
    if (isRefused) log.error('mailbox login refused', facts);
    else log.warn('mailbox connection ended', facts);
    await wait(pauseMs, held);
  }
}

function rootOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? error.cause : error;
}

/** How one connection ended, and how long it had been logged in. */
async function oneConnection(
  { settings, ledger, bell, health, log, clock }: Watching,
  suspects: Suspects,
  fence: Fence,
  held: AbortSignal,
): Promise<{ error: unknown; lastedMs: number }> {
  const watchdog = startWatchdog(settings.patience.watchdogMs);
  const ended = AbortSignal.any([held, watchdog.stalled]);
  let connectedAtMs = Number.POSITIVE_INFINITY;
  health.state = 'connecting';
  try {
    return await withConnection(settings.server, settings.patience, ended, async (client, signal) => {
      connectedAtMs = performance.now();
      const connectedAt = clock.now();
      Object.assign(health, {
        state: 'watching',
        connectedAt,
        connections: health.connections + 1,
        alert: undefined,
      });
      client.on('exists', ({ count, prevCount }) => {
        if (count > prevCount) bell.ring('arrival');
      });
      return await attend({
        client,
        settings,
        ledger: fencedLedger(ledger, fence, signal),
        suspects,
        bell,
        log,
        clock,
        signal,
        passCompleted: (at) => {
          health.lastCompletedPassAt = at;
        },
        storeFailed: (error) => {
          health.lastFailure = { kind: 'store', at: clock.now() };
          log.error('ledger out of reach', errorFacts(rootOf(error)));
        },
        progressed: watchdog.progressed,
      });
    });
  } catch (error) {
    return { error, lastedMs: Math.max(0, performance.now() - connectedAtMs) };
  } finally {
    watchdog.stop();
  }
}
