import { isRefusal } from './failure.js';
import { fetchHead } from './fetch-sources.js';
import type { ListedMessage } from './list-messages.js';
import type { MailboxView, MessageLeftOnServer } from './ports.js';
import type { Session } from './session.js';

/** Records a message without downloading it: its envelope and first bytes are enough to sort it and to answer. */
export async function leaveOnServer(
  session: Session,
  view: MailboxView,
  listed: ListedMessage,
  reason: MessageLeftOnServer['reason'],
): Promise<void> {
  const { ledger, suspects, clock, log, progressed } = session;
  const { uid } = listed;
  const sizeBytes = suspects.trueSize(uid) ?? listed.sizeBytes;
  const known = reason === 'not_given' ? nothingKnown : await headOf(session, uid);
  if (known === undefined) return; // gone meanwhile

  await ledger.noteLeftOnServer(view, {
    uid,
    reason,
    sizeBytes,
    receivedAt: listed.receivedAt ?? clock.now(),
    ...known,
  });
  suspects.cleared(uid);
  progressed();
  log.warn('message left on the server', { uid, reason, sizeBytes });
}

const nothingKnown = { envelope: {}, head: Buffer.alloc(0) };

async function headOf({ client, suspects }: Session, uid: number) {
  try {
    return await fetchHead(client, uid);
  } catch (error) {
    if (isRefusal(error)) return nothingKnown;
    suspects.failed([uid]);
    throw error;
  }
}
