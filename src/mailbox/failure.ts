/** Why a connection or a pass ended. Each kind has its own remedy in `watch.ts`. */
export type FailureKind =
  | 'authentication'
  | 'network'
  | 'protocol'
  | 'store'
  | 'stalled'
  | 'deposed'
  | 'stopped';

/** The ledger could not be read or written; nothing is lost, everything will be listed again. */
export class StoreUnreachable extends Error {
  override name = 'StoreUnreachable';
}

/** Somebody else holds the lease now, or ours ran out. */
export class Deposed extends Error {
  override name = 'Deposed';
}

/** The watchdog saw no progress. */
export class Stalled extends Error {
  override name = 'Stalled';
}

/** `stop()` was called. */
export class Stopped extends Error {
  override name = 'Stopped';
}

/** The connection is gone; `cause` is what imapflow reported, if it did. */
export class ConnectionLost extends Error {
  override name = 'ConnectionLost';
}

/** The server answered something we cannot work with. The message is ours, never the server's words. */
export class ServerMisbehaved extends Error {
  override name = 'ServerMisbehaved';
}

const networkCodes = new Set([
  'NoConnection',
  'EConnectionClosed',
  'StateLogout',
  'ClosedAfterConnectText',
  'ClosedAfterConnectTLS',
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
  'UPGRADE_TIMEOUT',
  'ETIMEOUT',
  'ETHROTTLE',
]);

/** RFC 5530 codes by which a server says "not now" rather than "wrong password". */
const passingCodes = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG']);

type ImapError = {
  authenticationFailed?: boolean;
  serverResponseCode?: string;
  code?: unknown;
  syscall?: unknown;
};

export function kindOfFailure(error: unknown): FailureKind {
  if (error instanceof StoreUnreachable) return 'store';
  if (error instanceof Deposed) return 'deposed';
  if (error instanceof Stalled) return 'stalled';
  if (error instanceof Stopped) return 'stopped';
  if (error instanceof ConnectionLost)
    return error.cause === undefined ? 'network' : kindOfFailure(error.cause);

  const { authenticationFailed, serverResponseCode, code, syscall } = (error ?? {}) as ImapError;
  if (authenticationFailed) {
    const isPassing = passingCodes.has(serverResponseCode ?? '') || saidGoodbye(error);
    return isPassing ? 'network' : 'authentication';
  }
  if (syscall !== undefined || (typeof code === 'string' && networkCodes.has(code))) return 'network';
  return 'protocol';
}

/** A server that hangs up before we log in (too many connections) looks to imapflow like a refused login. */
function saidGoodbye(error: unknown): boolean {
  return error instanceof Error && error.message === 'Already logged out';
}

/** Whether the mailbox we were told to watch does not exist. */
export function isMailboxMissing(error: unknown): boolean {
  return ((error ?? {}) as { mailboxMissing?: unknown }).mailboxMissing === true;
}

/** Whether the server answered NO or BAD to one command; the connection itself is sound. */
export function isRefusal(error: unknown): boolean {
  const { responseStatus } = (error ?? {}) as { responseStatus?: unknown };
  return responseStatus === 'NO' || responseStatus === 'BAD';
}
