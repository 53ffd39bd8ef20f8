import type { ConnectionOptions } from 'node:tls';

/** Where the mailbox is. Whoever reads the environment has refused clear text outside loopback already. */
export type MailServer = {
  host: string;
  port: number;
  /** TLS from the first byte (993). False: STARTTLS when the server offers it, or when `startTls` demands it. */
  secure: boolean;
  /** True: never log in without STARTTLS. False: never upgrade (loopback). Undefined: upgrade when offered. */
  startTls?: boolean;
  user: string;
  password: string;
  tls?: ConnectionOptions;
};

/** Every wait and every bound of the watcher. The numbers proposed for each are in `defaultPatience`. */
export type MailboxPatience = {
  /** A watcher that has not renewed for this long is presumed dead. */
  leaseTtlMs: number;
  /** How often the lease is renewed; several times per ttl, so that one slow answer costs nothing. */
  leaseRenewEveryMs: number;
  /** How often a standby looks whether the lease is free. */
  standbyLookEveryMs: number;

  /** A full pass compares every UID with the ledger: the guarantee. IDLE is only for speed. */
  fullPassEveryMs: number;
  /** Under 29 minutes: servers drop an idle connection after 30 (RFC 2177). */
  idleRestartMs: number;
  /** Where the server has no IDLE, how often we look for new UIDs. */
  lookWithoutIdleEveryMs: number;

  /** Pause before reconnecting: from min, doubling up to max, with jitter. */
  backOffMinMs: number;
  backOffMaxMs: number;
  /** The pause starts again from min only after a connection that lasted this long. */
  connectionProvenAfterMs: number;
  /** After a refused password: long enough never to lock the account out. */
  authenticationPauseMs: number;
  /** After Postgres failed us: the connection is kept, then everything is listed again. */
  storeRetryMs: number;

  /** No progress (pass completed, batch kept) for this long: the socket is destroyed. Above `fullPassEveryMs`. */
  watchdogMs: number;
  connectTimeoutMs: number;
  greetingTimeoutMs: number;
  /** Silence of the server while an answer is owed. */
  socketTimeoutMs: number;
  /** `stop()` waits this long for what is under way. */
  stopWithinMs: number;

  /** Larger messages are not downloaded. In bytes. */
  maxMessageBytes: number;
  /** One batch is one FETCH and one transaction; two batches at most are in memory. */
  batchMaxMessages: number;
  batchMaxBytes: number;
  /** While the ledger has no room (`hasRoom`). */
  roomRecheckMs: number;

  /** A burst of outcomes makes one MOVE: after a nudge, wait this long for others. */
  moveGatherMs: number;
  movesPerCommand: number;
  /** After the server refused a move or a folder. */
  moveRetryMs: number;

  /** A message that fails alone this many times, over at least `notGivenAfterMs`, becomes an item for agents. */
  notGivenAfterAttempts: number;
  notGivenAfterMs: number;
  /** First pause before such a message is tried again; it doubles each time. Others are not held up. */
  suspectRetryMs: number;
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export const defaultPatience: MailboxPatience = {
  leaseTtlMs: 30 * SECOND,
  leaseRenewEveryMs: 10 * SECOND,
  standbyLookEveryMs: 5 * SECOND,

  fullPassEveryMs: 3 * MINUTE,
  idleRestartMs: 28 * MINUTE,
  lookWithoutIdleEveryMs: 15 * SECOND,

  backOffMinMs: 1 * SECOND,
  backOffMaxMs: 60 * SECOND,
  connectionProvenAfterMs: 60 * SECOND,
  authenticationPauseMs: 15 * MINUTE,
  storeRetryMs: 2 * SECOND,

  watchdogMs: 10 * MINUTE,
  connectTimeoutMs: 30 * SECOND,
  greetingTimeoutMs: 16 * SECOND,
  socketTimeoutMs: 60 * SECOND,
  stopWithinMs: 5 * SECOND,

  maxMessageBytes: 35 * 1024 * 1024,
  batchMaxMessages: 50,
  batchMaxBytes: 4 * 1024 * 1024,
  roomRecheckMs: 500,

  moveGatherMs: 1 * SECOND,
  movesPerCommand: 500,
  moveRetryMs: 5 * MINUTE,

  notGivenAfterAttempts: 5,
  notGivenAfterMs: 30 * MINUTE,
  suspectRetryMs: 10 * SECOND,
};

export type MailboxSettings = {
  server: MailServer;
  /** The mailbox watched, normally `INBOX`. */
  mailbox: string;
  /** Messages received before this instant (INTERNALDATE) are left alone. */
  since: Date | undefined;
  /** Whether messages are moved to the folder of their outcome. When false the mailbox is opened read-only. */
  fileAway: boolean;
  patience: MailboxPatience;
};

/** What is wrong with these settings taken together; empty when they can work. */
export function faultsOfPatience(patience: MailboxPatience): string[] {
  const faults = [];
  if (patience.watchdogMs <= patience.fullPassEveryMs) faults.push('watchdogMs must exceed fullPassEveryMs');
  if (patience.leaseTtlMs < 2 * patience.leaseRenewEveryMs) {
    faults.push('leaseTtlMs must be at least twice leaseRenewEveryMs');
  }
  if (patience.backOffMaxMs < patience.backOffMinMs)
    faults.push('backOffMaxMs must not be under backOffMinMs');
  if (patience.idleRestartMs > 29 * MINUTE) faults.push('idleRestartMs must stay under 29 minutes');
  return faults;
}
