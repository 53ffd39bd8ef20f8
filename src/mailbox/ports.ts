import type { Result } from '../kernel/result.js';

/**
 * What the watcher asks of the rest of the house. The store keeps these promises on Postgres; tests keep them in memory.
 * A promise that rejects means "the store is out of reach": the watcher backs off and goes over the mailbox again.
 */

/** One life of one mailbox: when the server changes UIDVALIDITY, every UID it gave before means nothing any more. */
export type MailboxView = {
  /** The mailbox as the settings name it, e.g. `INBOX` (never the account's address). */
  mailbox: string;
  /** RFC 3501: an unsigned number of 32 bits. */
  uidValidity: number;
};

/** UIDs from `first` to `last`, both included. */
export type UidRange = { first: number; last: number };

/**
 * The right to write. The store refuses, inside the writing transaction, a fence whose token is no longer the one in
 * the lease's row (e.g. `select … where name = $1 and token = $2 for share`). Whether the lease has run out meanwhile
 * does not matter as long as nobody else has taken it.
 */
export type Fence = { name: string; token: bigint };

/** A write that a deposed watcher attempted is refused entirely: nothing of it was saved. */
export type FencedWrite<Value> = Promise<Result<Value, 'deposed'>>;

/** One message, byte for byte as the server gave it. */
export type FetchedMessage = {
  uid: number;
  /** INTERNALDATE: when our mail server received it. */
  receivedAt: Date;
  raw: Buffer;
};

export type KeptMessage = {
  uid: number;
  /** The store's identifier of the message. */
  messageId: string;
  /** False when these bytes were kept before (seen again, UIDVALIDITY changed): only a ledger row was added. */
  isNew: boolean;
};

/** A message that we know of but did not download; it becomes an item for agents, and a reply when one may be sent. */
export type MessageLeftOnServer = {
  uid: number;
  receivedAt: Date;
  /** `too_large`: over `maxMessageBytes`. `not_given`: the server lists it, yet repeatedly failed to hand it over. */
  reason: 'too_large' | 'not_given';
  /** RFC822.SIZE as announced, or the literal's size when the announcement was smaller than the truth; in bytes. */
  sizeBytes: number;
  /** What the server's ENVELOPE says. A stranger's words: data, never to be logged. */
  envelope: { from?: string; subject?: string; messageId?: string };
  /** The first bytes (64 KiB at most, so normally the whole header), for sorting; empty when they could not be had. */
  head: Buffer;
};

/** A message whose outcome is committed and that belongs in another folder. */
export type OwedMove = {
  uid: number;
  /** As the settings name it, levels separated by `/`, without the server's prefix: `Inscriptions/Acceptées`. */
  folder: string;
};

/**
 * How a move ended; each is final. `moved`: it is in its folder. `gone`: it was not there any more (moved by a
 * person, deleted, or moved by us just before a crash).
 * `left`: the server can neither MOVE nor expunge one UID alone, so it stays where it is.
 */
export type MoveOutcome = 'moved' | 'gone' | 'left';

export type Pass = {
  /** `full`: every UID was compared with the ledger. `quick`: only those above the highest seen. */
  kind: 'full' | 'quick';
  startedAt: Date;
  finishedAt: Date;
  /** UIDs the server listed (all of them in a full pass, those within `since` when it is set). */
  listed: number;
  kept: number;
  keptAgain: number;
  leftOnServer: number;
};

export interface Ledger {
  /** Every UID that has a row for this view (kept or left on the server), compressed, ascending, disjoint. */
  knownUids(view: MailboxView): Promise<readonly UidRange[]>;

  /**
   * Saves raw bytes and ledger rows of the whole batch in one transaction. Bytes already known (SHA-256) get a ledger
   * row pointing at the message we have; a UID already in the ledger changes nothing. Answers in the order asked.
   */
  keep(
    view: MailboxView,
    batch: readonly FetchedMessage[],
    fence: Fence,
  ): FencedWrite<readonly KeptMessage[]>;

  /** Records a message that stays on the server. Again: nothing changes. */
  noteLeftOnServer(view: MailboxView, message: MessageLeftOnServer, fence: Fence): FencedWrite<void>;

  /** At most `limit` moves owed in this view, oldest first. A move noted is owed no longer. */
  owedMoves(view: MailboxView, limit: number): Promise<readonly OwedMove[]>;

  noteMoves(
    view: MailboxView,
    moves: readonly { uid: number; outcome: MoveOutcome }[],
    fence: Fence,
  ): FencedWrite<void>;

  /** Called at the end of every pass, also of those that found nothing: keep it cheap. */
  notePass(view: MailboxView, pass: Pass, fence: Fence): FencedWrite<void>;

  /**
   * Whether more messages may be kept now. Asked before each batch; while it answers false the watcher waits
   * (`roomRecheckMs`) with nothing in hand. Left out: there is always room.
   */
  hasRoom?(): Promise<boolean>;
}

/** One watcher at a time. Each acquisition gives a token greater than all before it. */
export interface Lease {
  /** The token when the lease is now ours: it was free, had run out, or was `holder`'s own. */
  acquire(name: string, holder: string, ttlMs: number): Promise<{ token: bigint } | undefined>;
  /** Another `ttlMs` from now (the store's clock). False when the token is no longer the lease's: we are deposed. */
  renew(fence: Fence, ttlMs: number): Promise<boolean>;
  /** Frees it at once for a standby. Does nothing when the token is no longer the lease's. */
  release(fence: Fence): Promise<void>;
}
