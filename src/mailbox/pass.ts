import { ServerMisbehaved } from './failure.js';
import { leaveOnServer } from './leave-on-server.js';
import { describeMessages, isWithin, type ListedMessage, listUids } from './list-messages.js';
import type { MailboxView, Pass } from './ports.js';
import type { OpenMailbox, Session } from './session.js';
import { takeIn } from './take-in.js';
import { uidSet, uidsOutside } from './uid-ranges.js';

type Counts = Pick<Pass, 'listed' | 'kept' | 'keptAgain' | 'leftOnServer'>;

/** So many sizes are asked for at a time: bounds memory and the length of the command. */
const DESCRIBED_TOGETHER = 500;

/**
 * Selects the mailbox anew (UIDVALIDITY is told only then), lists every UID, subtracts those of the ledger and takes
 * in the rest. Whatever was missed by any accident is found here.
 */
export async function fullPass(session: Session): Promise<OpenMailbox> {
  const { ledger, settings, bell } = session;
  const startedAt = session.clock.now();
  bell.take('arrival'); // what rang before this listing is in it
  const { view, canMove } = await selectMailbox(session);
  const uids = await listUids(session.client, settings.since);
  session.progressed();
  const unknown = uidsOutside(uids, await ledger.knownUids(view));

  const counts: Counts = { listed: uids.length, kept: 0, keptAgain: 0, leftOnServer: 0 };
  for (let start = 0; start < unknown.length; start += DESCRIBED_TOGETHER) {
    const part = unknown.slice(start, start + DESCRIBED_TOGETHER);
    await receive(session, view, await describeMessages(session.client, uidSet(part)), counts);
  }
  await endPass(session, view, { kind: 'full', startedAt, ...counts });
  return { view, canMove, nextUid: (uids.at(-1) ?? 0) + 1 };
}

/** Takes in what arrived since the last pass. Does not ask the ledger: keeping a message twice changes nothing. */
export async function quickPass(
  session: Session,
  { view, nextUid, canMove }: OpenMailbox,
): Promise<OpenMailbox> {
  const startedAt = session.clock.now();
  session.bell.take('arrival');
  // RFC 3501: `n:*` always includes the last message, even when its UID is below n
  const listed = (await describeMessages(session.client, `${nextUid}:*`)).filter(({ uid }) => uid >= nextUid);

  const counts: Counts = { listed: listed.length, kept: 0, keptAgain: 0, leftOnServer: 0 };
  await receive(session, view, listed, counts);
  await endPass(session, view, { kind: 'quick', startedAt, ...counts });
  return { view, canMove, nextUid: (listed.at(-1)?.uid ?? nextUid - 1) + 1 };
}

async function selectMailbox({
  client,
  settings,
  log,
}: Session): Promise<{ view: MailboxView; canMove: boolean }> {
  const { mailbox, fileAway } = settings;
  const selected = await client.mailboxOpen(mailbox, { readOnly: !fileAway });
  const uidValidity = Number(selected.uidValidity ?? 0);
  if (uidValidity === 0) throw new ServerMisbehaved('The server gave no UIDVALIDITY');
  const canMove = fileAway && !selected.readOnly;
  if (fileAway && !canMove) log.warn('mailbox opened read-only by the server, nothing will be moved');
  return { view: { mailbox, uidValidity }, canMove };
}

async function receive(
  session: Session,
  view: MailboxView,
  listed: readonly ListedMessage[],
  counts: Counts,
): Promise<void> {
  const { suspects, settings, progressed } = session;
  progressed();
  const toTake: ListedMessage[] = [];
  for (const message of listed) {
    if (!isWithin(settings.since, message) || !suspects.mayBeTried(message.uid)) continue;
    const reason = reasonToLeave(session, message);
    if (reason === undefined) {
      toTake.push(message);
    } else {
      await leaveOnServer(session, view, message, reason);
      counts.leftOnServer += 1;
    }
  }
  const { kept, keptAgain } = await takeIn(session, view, toTake);
  counts.kept += kept;
  counts.keptAgain += keptAgain;
}

function reasonToLeave({ suspects, settings }: Session, { uid, sizeBytes }: ListedMessage) {
  if (suspects.isGivenUp(uid)) return 'not_given';
  const isTooLarge = (suspects.trueSize(uid) ?? sizeBytes) > settings.patience.maxMessageBytes;
  return isTooLarge ? 'too_large' : undefined;
}

async function endPass(session: Session, view: MailboxView, pass: Omit<Pass, 'finishedAt'>): Promise<void> {
  const { clock, ledger, log, progressed } = session;
  const finishedAt = clock.now();
  await ledger.notePass(view, { ...pass, finishedAt });
  session.passCompleted(finishedAt);
  progressed();
  if (pass.kept + pass.keptAgain + pass.leftOnServer === 0) return;
  const { kind, listed, kept, keptAgain, leftOnServer } = pass;
  const tookMs = finishedAt.getTime() - pass.startedAt.getTime();
  log.info('mailbox pass completed', { kind, listed, kept, keptAgain, leftOnServer, tookMs });
}
