import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { failed, ok, type Result } from '../kernel/result.js';
import type {
  Fence,
  FetchedMessage,
  KeptMessage,
  Ledger,
  MailboxView,
  MessageLeftOnServer,
} from '../mailbox/ports.js';
import type { Database, Tx } from './database.js';
import { isFenceValid } from './lease.js';

export type LedgerHooks = {
  /** Told of new messages once they are committed: time to hint the workers. Must not throw. */
  onKept(messageIds: readonly string[]): void;
};

/** What the mailbox watcher asks of the store: which UIDs we know, and to keep the others. */
export function ledgerIn(db: Database, hooks: LedgerHooks): Ledger {
  return {
    knownUids: (view) => knownUids(db, view),
    owedMoves: (view, limit) => owedMoves(db, view, limit),

    async keep(view, batch, fence) {
      const kept = await fenced(db, fence, (tx) => keep(tx, view, batch));
      if (kept.ok) hooks.onKept(kept.value.filter((one) => one.isNew).map((one) => one.messageId));
      return kept;
    },

    async noteLeftOnServer(view, message, fence) {
      const kept = await fenced(db, fence, (tx) => keepRows(tx, view, [leftRow(view, message)]));
      if (!kept.ok) return kept;
      hooks.onKept(kept.value.filter((one) => one.isNew).map((one) => one.messageId));
      return ok(undefined);
    },

    noteMoves: (view, moves, fence) =>
      fenced(db, fence, async (tx) => {
        await sql`
          update mailbox_entry as entry set move_outcome = done.outcome
          from unnest(${moves.map((move) => move.uid)}::bigint[], ${moves.map((move) => move.outcome)}::text[])
            as done (uid, outcome)
          where entry.mailbox = ${view.mailbox} and entry.uid_validity = ${view.uidValidity}
            and entry.uid = done.uid`.execute(tx);
      }),

    notePass: (view, pass, fence) =>
      fenced(db, fence, async (tx) => {
        const fullPassAt = pass.kind === 'full' ? pass.finishedAt : null;
        await sql`
          insert into mailbox_view (mailbox, uid_validity, last_pass_at, last_full_pass_at, listed)
          values (${view.mailbox}, ${view.uidValidity}, ${pass.finishedAt}, ${fullPassAt}, ${pass.listed})
          on conflict (mailbox, uid_validity) do update set last_pass_at = excluded.last_pass_at,
            last_full_pass_at = coalesce(excluded.last_full_pass_at, mailbox_view.last_full_pass_at),
            listed = excluded.listed`.execute(tx);
      }),
  };
}

async function fenced<Value>(
  db: Database,
  fence: Fence,
  write: (tx: Tx) => Promise<Value>,
): Promise<Result<Value, 'deposed'>> {
  return db
    .transaction()
    .execute(async (tx) => ((await isFenceValid(tx, fence)) ? ok(await write(tx)) : failed('deposed')));
}

/** Consecutive UIDs share the difference between the UID and its rank: that groups them into ranges. */
async function knownUids(db: Database, { mailbox, uidValidity }: MailboxView) {
  const ranges = await sql<{ first: number; last: number }>`
    select min(uid) as first, max(uid) as last
    from (select uid, uid - row_number() over (order by uid) as island from mailbox_entry
          where mailbox = ${mailbox} and uid_validity = ${uidValidity}) as entries
    group by island order by first`.execute(db);
  return ranges.rows;
}

async function owedMoves(db: Database, { mailbox, uidValidity }: MailboxView, limit: number) {
  const moves = await sql<{ uid: number; folder: string }>`
    select uid, folder from mailbox_entry
    where mailbox = ${mailbox} and uid_validity = ${uidValidity} and folder is not null and move_outcome is null
    order by uid limit ${limit}`.execute(db);
  return moves.rows;
}

type MessageRow = {
  uid: number;
  sha256: Buffer;
  raw: Buffer;
  sizeBytes: number;
  receivedAt: Date;
  leftOnServer: 'too_large' | 'not_given' | null;
};

function keep(tx: Tx, view: MailboxView, batch: readonly FetchedMessage[]): Promise<KeptMessage[]> {
  const rows = batch.map(({ uid, raw, receivedAt }) => {
    const sha256 = createHash('sha256').update(raw).digest();
    return { uid, sha256, raw, sizeBytes: raw.length, receivedAt, leftOnServer: null };
  });
  return keepRows(tx, view, rows);
}

/** A message we did not download is recognised by its first bytes and its size; without any, by its place. */
function leftRow(view: MailboxView, message: MessageLeftOnServer): MessageRow {
  const { uid, head, sizeBytes, receivedAt, reason } = message;
  const place = head.length > 0 ? '' : `${view.mailbox}:${view.uidValidity}:${uid}`;
  const sha256 = createHash('sha256').update(`left on server:${sizeBytes}:${place}:`).update(head).digest();
  return { uid, sha256, raw: head, sizeBytes, receivedAt, leftOnServer: reason };
}

/** Keeps a message that came by another way than the mailbox (`inscriptions ingest`). Bytes known already change nothing. */
export async function keepBytes(
  db: Database,
  raw: Buffer,
  receivedAt: Date,
): Promise<{ messageId: string; isNew: boolean }> {
  const sha256 = createHash('sha256').update(raw).digest();
  const row = { sha256, raw, sizeBytes: raw.length, receivedAt, leftOnServer: null, id: randomUUID() };
  return db.transaction().execute(async (tx) => {
    const isNew = (await insertMessages(tx, [row])).has(row.id);
    if (isNew) return { messageId: row.id, isNew };
    const [known] = await knownMessages(tx, [sha256]);
    return { messageId: known!.id, isNew };
  });
}

/** Rows are taken in the order of their digest, so that two writers never wait for each other in a circle. */
async function keepRows(tx: Tx, view: MailboxView, rows: readonly MessageRow[]): Promise<KeptMessage[]> {
  const unique = new Map(rows.map((row) => [row.sha256.toString('hex'), { ...row, id: randomUUID() }]));
  const inOrder = [...unique].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
  const isNew = await insertMessages(tx, inOrder);
  const digests = inOrder.filter((row) => !isNew.has(row.id)).map((row) => row.sha256);
  const known = digests.length === 0 ? [] : await knownMessages(tx, digests);
  const byDigest = new Map(known.map((row) => [row.sha256.toString('hex'), row]));

  const kept = rows.map((row) => {
    const digest = row.sha256.toString('hex');
    const before = byDigest.get(digest);
    return { uid: row.uid, id: before?.id ?? unique.get(digest)!.id, folder: before?.folder ?? null };
  });
  await tx
    .insertInto('mailbox_entry')
    .values(
      kept.map(({ uid, id, folder }) => ({
        mailbox: view.mailbox,
        uid_validity: view.uidValidity,
        uid,
        message_id: id,
        folder,
        move_outcome: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return kept.map(({ uid, id }) => ({ uid, messageId: id, isNew: isNew.delete(id) })); // new once, even within a batch
}

/** Answers the identifiers of those whose bytes were not known. */
async function insertMessages(
  tx: Tx,
  rows: readonly (Omit<MessageRow, 'uid'> & { id: string })[],
): Promise<Set<string>> {
  const inserted = await tx
    .insertInto('message')
    .values(
      rows.map((row) => ({
        id: row.id,
        sha256: row.sha256,
        raw: row.raw,
        size_bytes: row.sizeBytes,
        left_on_server: row.leftOnServer,
        received_at: row.receivedAt,
        status: 'kept' as const,
      })),
    )
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .returning(['id'])
    .execute();
  return new Set(inserted.map((row) => row.id));
}

/**
 * Messages kept before. One already decided goes straight to its folder; one being decided is waited for, so that
 * its new entry is not left without a folder.
 */
function knownMessages(tx: Tx, digests: readonly Buffer[]) {
  return tx
    .selectFrom('message')
    .select(['id', 'sha256', 'folder'])
    .where('sha256', 'in', digests)
    .forShare()
    .execute();
}
