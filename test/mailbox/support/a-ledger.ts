import { createHash } from 'node:crypto';
import { failed, ok } from '../../../src/kernel/result.js';
import type {
  FetchedMessage,
  Ledger,
  MailboxView,
  MessageLeftOnServer,
  MoveOutcome,
  OwedMove,
  Pass,
} from '../../../src/mailbox/ports.js';
import type { ALease } from './a-lease.js';

type KeptRow = { view: MailboxView; uid: number; messageId: string; receivedAt: Date };

/** A ledger in memory that keeps the promises of the port, tells what it was asked, and can be put out of reach. */
export function aLedger(lease: ALease) {
  const rows: KeptRow[] = [];
  const messages = new Map<string, Buffer>();
  const left: (MessageLeftOnServer & { view: MailboxView })[] = [];
  const owed: (OwedMove & { view: MailboxView })[] = [];
  const moves: { uid: number; outcome: MoveOutcome }[] = [];
  const passes: Pass[] = [];
  const batches: number[] = [];
  const refused: string[] = [];
  let isDown = false;
  let hasRoom = true;
  let gate: { opens: Promise<void>; open: () => void } | undefined;
  let heldWrites = 0;
  let looksForMoves = 0;

  const isSame = (a: MailboxView, b: MailboxView) =>
    a.mailbox === b.mailbox && a.uidValidity === b.uidValidity;
  const isKnown = (view: MailboxView, uid: number) =>
    rows.some((row) => row.uid === uid && isSame(row.view, view)) ||
    left.some((row) => row.uid === uid && isSame(row.view, view));
  const beReachable = () => {
    if (isDown) throw new Error('connect ECONNREFUSED');
  };

  const ledger: Ledger = {
    async knownUids(view) {
      beReachable();
      const uids = [...rows, ...left].filter((row) => isSame(row.view, view)).map(({ uid }) => uid);
      return uids.sort((a, b) => a - b).map((uid) => ({ first: uid, last: uid }));
    },
    async keep(view, batch, fence) {
      beReachable();
      heldWrites += 1;
      await gate?.opens;
      heldWrites -= 1;
      if (!lease.isCurrent(fence)) return refuse('keep');
      batches.push(batch.length);
      return ok(batch.map((message) => keepOne(view, message)));
    },
    async noteLeftOnServer(view, message, fence) {
      beReachable();
      if (!lease.isCurrent(fence)) return refuse('noteLeftOnServer');
      if (!isKnown(view, message.uid)) left.push({ ...message, view });
      return ok(undefined);
    },
    async owedMoves(view, limit) {
      beReachable();
      looksForMoves += 1;
      return owed.filter((move) => isSame(move.view, view)).slice(0, limit);
    },
    async noteMoves(view, noted, fence) {
      beReachable();
      if (!lease.isCurrent(fence)) return refuse('noteMoves');
      for (const { uid, outcome } of noted) {
        moves.push({ uid, outcome });
        const at = owed.findIndex((move) => move.uid === uid && isSame(move.view, view));
        if (at >= 0) owed.splice(at, 1);
      }
      return ok(undefined);
    },
    async notePass(_view, pass, fence) {
      beReachable();
      if (!lease.isCurrent(fence)) return refuse('notePass');
      passes.push(pass);
      return ok(undefined);
    },
    hasRoom: async () => hasRoom,
  };

  function refuse(what: string) {
    refused.push(what);
    return failed('deposed' as const);
  }

  function keepOne(view: MailboxView, { uid, raw, receivedAt }: FetchedMessage) {
    const messageId = createHash('sha256').update(raw).digest('hex');
    const isNew = !messages.has(messageId);
    if (isNew) messages.set(messageId, raw);
    if (!isKnown(view, uid)) rows.push({ view, uid, messageId, receivedAt });
    return { uid, messageId, isNew };
  }

  return {
    port: ledger,
    rows,
    left,
    moves,
    passes,
    /** How many messages each transaction kept. */
    batches,
    /** Writes refused because of their fence. */
    refused,
    raws: () => [...messages.values()].map((raw) => raw.toString('latin1')),
    oweMove: (view: MailboxView, uid: number, folder: string) => owed.push({ view, uid, folder }),
    oweMoveOfAll: (folder: string) => {
      for (const { view, uid } of rows) owed.push({ view, uid, folder });
    },
    goDown: () => {
      isDown = true;
    },
    comeBack: () => {
      isDown = false;
    },
    /** From now on `keep` begins but does not end. */
    holdWrites: () => {
      let open = () => {};
      const opens = new Promise<void>((resolve) => {
        open = resolve;
      });
      gate = { opens, open };
    },
    looksForMoves: () => looksForMoves,
    heldWrites: () => heldWrites,
    letWritesGo: () => {
      gate?.open();
      gate = undefined;
    },
    setRoom: (room: boolean) => {
      hasRoom = room;
    },
  };
}

export type ALedger = ReturnType<typeof aLedger>;
