import { isRefusal } from './failure.js';
import { type Folders, pathOf } from './folders.js';
import { moveMessages } from './move-messages.js';
import type { MailboxView, MoveOutcome, OwedMove } from './ports.js';
import type { Session } from './session.js';

/** `interrupted`: mail arrived, and goes first. `refused`: the server refused some; they are still owed. */
export type FilingEnd = 'done' | 'interrupted' | 'refused';

/**
 * Carries out the moves owed, one command for all those of a folder. Doing it twice is harmless: a message that is no
 * longer there is noted as gone.
 */
export async function fileAway(session: Session, view: MailboxView, folders: Folders): Promise<FilingEnd> {
  const { ledger, settings, bell, log, progressed } = session;
  const limit = settings.patience.movesPerCommand;
  for (;;) {
    if (bell.has('arrival')) return 'interrupted';
    const owed = await ledger.owedMoves(view, limit);
    if (owed.length === 0) return 'done';

    let noted = 0;
    for (const [folder, uids] of byFolder(owed)) {
      const outcomes = await moveTo(session, folders, folder, uids);
      if (outcomes.length > 0) await ledger.noteMoves(view, outcomes);
      noted += outcomes.length;
      progressed();
    }
    log.info('messages filed', { noted, refused: owed.length - noted });
    if (noted < owed.length) return 'refused';
    if (owed.length < limit) return 'done';
  }
}

function byFolder(owed: readonly OwedMove[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const { uid, folder } of owed) {
    const group = groups.get(folder);
    if (group === undefined) groups.set(folder, [uid]);
    else group.push(uid);
  }
  for (const uids of groups.values()) uids.sort((a, b) => a - b);
  return groups;
}

async function moveTo(
  { client, log }: Session,
  folders: Folders,
  folder: string,
  uids: readonly number[],
): Promise<{ uid: number; outcome: MoveOutcome }[]> {
  const outcomes = await pathOf(client, folders, folder)
    .then((path) => moveMessages(client, uids, path))
    .catch((error: unknown) => {
      if (isRefusal(error)) return [];
      throw error;
    });
  if (outcomes.length < uids.length) {
    folders.known = undefined; // perhaps somebody removed the folder: look again next time
    log.error('move refused by the mail server', { messages: uids.length - outcomes.length });
  }
  return outcomes;
}
