import type { ImapFlow } from 'imapflow';
import type { Clock } from '../kernel/clock.js';
import type { Log } from '../kernel/log.js';
import type { Bell } from './bell.js';
import type { FencedLedger } from './fenced-ledger.js';
import type { MailboxView } from './ports.js';
import type { MailboxSettings } from './settings.js';
import type { Suspects } from './suspects.js';

/** What the work on one connection shares. */
export type Session = {
  client: ImapFlow;
  settings: MailboxSettings;
  ledger: FencedLedger;
  suspects: Suspects;
  bell: Bell;
  log: Log;
  clock: Clock;
  /** The IDLE under way; the next command ends it. */
  idle?: { startedAtMs: number; over: Promise<'over'> } | undefined;
  /** Aborts when the connection is lost, stalled, the lease gone or the watcher stopped. */
  signal: AbortSignal;
  /** Every UID listed was dealt with. */
  passCompleted(at: Date): void;
  /** The ledger did not answer; the connection is kept and everything listed again after a pause. */
  storeFailed(error: unknown): void;
  /** Tells the watchdog that something came about. */
  progressed(): void;
};

/** The mailbox as selected, and the first UID that no pass has seen. */
export type OpenMailbox = { view: MailboxView; nextUid: number; canMove: boolean };
