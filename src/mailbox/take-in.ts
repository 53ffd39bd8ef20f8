import { ConnectionLost, isRefusal } from './failure.js';
import { fetchSources } from './fetch-sources.js';
import type { ListedMessage } from './list-messages.js';
import { planBatches } from './plan-batches.js';
import type { FetchedMessage, KeptMessage, MailboxView } from './ports.js';
import type { Session } from './session.js';
import { wait } from './wait.js';

export type TakenIn = { kept: number; keptAgain: number };

/**
 * Downloads these messages and has them kept, batch by batch: while the store keeps one, the next is fetched; no
 * more than two are ever in memory. A lone message is a batch of one and is kept at once.
 */
export async function takeIn(
  session: Session,
  view: MailboxView,
  messages: readonly ListedMessage[],
): Promise<TakenIn> {
  const taken: TakenIn = { kept: 0, keptAgain: 0 };
  const { ledger, settings, suspects, progressed } = session;

  const keep = async (batch: FetchedMessage[]) => {
    if (batch.length === 0) return;
    const kept = await ledger.keep(view, batch);
    progressed();
    count(kept, taken);
  };

  let keeping = Promise.resolve();
  try {
    for (const batch of planBatches(messages, settings.patience, (uid) => suspects.failuresOf(uid))) {
      await waitForRoom(session);
      const fetched = await fetchBatch(session, batch);
      await keeping;
      keeping = keep(fetched);
      keeping.catch(() => {});
    }
  } finally {
    await keeping;
  }
  return taken;
}

function count(kept: readonly KeptMessage[], taken: TakenIn): void {
  for (const { isNew } of kept) {
    if (isNew) taken.kept += 1;
    else taken.keptAgain += 1;
  }
}

/** NOOP keeps the connection alive, and tells us if it is not. */
async function waitForRoom({ ledger, client, settings, signal, progressed }: Session): Promise<void> {
  while (!(await ledger.hasRoom())) {
    await wait(settings.patience.roomRecheckMs, signal);
    await client.noop();
    progressed();
  }
}

async function fetchBatch(session: Session, batch: readonly ListedMessage[]): Promise<FetchedMessage[]> {
  const { client, suspects, signal, clock, progressed } = session;
  const uids = batch.map(({ uid }) => uid);
  signal.throwIfAborted();
  let sources: Map<number, Buffer>;
  try {
    sources = await fetchSources(client, uids);
  } catch (error) {
    noteSuspects(session, uids, error);
    if (isRefusal(error)) return batch.length === 1 ? [] : await fetchOneByOne(session, batch);
    throw error;
  }
  progressed();
  const fetched: FetchedMessage[] = [];
  for (const { uid, receivedAt } of batch) {
    const raw = sources.get(uid);
    if (raw === undefined) {
      suspects.failed([uid]); // Gone meanwhile, most likely: then it is not listed again.
      continue;
    }
    suspects.cleared(uid);
    fetched.push({ uid, raw, receivedAt: receivedAt ?? clock.now() });
  }
  return fetched;
}

async function fetchOneByOne(session: Session, batch: readonly ListedMessage[]): Promise<FetchedMessage[]> {
  const fetched: FetchedMessage[] = [];
  for (const message of batch) fetched.push(...(await fetchBatch(session, [message])));
  return fetched;
}

/** What breaks a connection is told to its `error` listener, and to the command only that it was lost. */
function noteSuspects({ suspects, signal }: Session, uids: readonly number[], error: unknown): void {
  const lost: unknown = signal.reason;
  const cause = lost instanceof ConnectionLost ? (lost.cause ?? error) : error;
  const { code, literalSize } = cause as { code?: unknown; literalSize?: unknown };
  const [only, ...others] = uids;
  if (code === 'LiteralTooLarge' && typeof literalSize === 'number' && others.length === 0) {
    suspects.provedTooLarge(only!, literalSize);
  } else {
    suspects.failed(uids);
  }
}
