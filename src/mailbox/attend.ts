import { StoreUnreachable } from './failure.js';
import { fileAway } from './file-away.js';
import type { Folders } from './folders.js';
import { idleUntil } from './idle-until.js';
import { fullPass, quickPass } from './pass.js';
import type { OpenMailbox, Session } from './session.js';

/**
 * What is done on one connection, for as long as it lasts, by order of urgency: a full pass when it is due, else new
 * mail, else moves owed, else wait. Ends only by throwing.
 *
 * When the store fails the connection is kept: after a pause everything is listed again, so nothing is lost.
 */
export async function attend(session: Session): Promise<never> {
  const { patience } = session.settings;
  const due = { fullPassAtMs: nowMs(), movesAtMs: nowMs(), restUntilMs: 0 };
  const folders: Folders = { known: undefined };
  let mailbox: OpenMailbox | undefined;

  for (;;) {
    session.signal.throwIfAborted();
    try {
      if (nowMs() < due.restUntilMs) {
        await idleUntil(session, [], due.restUntilMs);
      } else if (mailbox === undefined || nowMs() >= due.fullPassAtMs) {
        const seen = mailbox?.view.uidValidity;
        mailbox = await fullPass(session);
        if (seen !== undefined && seen !== mailbox.view.uidValidity) session.suspects.forgetAll();
        due.fullPassAtMs = nowMs() + patience.fullPassEveryMs;
        due.movesAtMs = Math.min(due.movesAtMs, nowMs());
      } else if (session.bell.has('arrival')) {
        mailbox = await quickPass(session, mailbox);
      } else if (mailbox.canMove && nowMs() >= due.movesAtMs) {
        session.bell.take('moves');
        const done = await fileAway(session, mailbox.view, folders);
        const mustWait = !done && !session.bell.has('arrival');
        due.movesAtMs = nowMs() + (done ? patience.fullPassEveryMs : mustWait ? patience.moveRetryMs : 0);
      } else {
        await idleUntil(session, ['arrival', 'moves'], Math.min(due.fullPassAtMs, due.movesAtMs));
        if (session.bell.take('moves'))
          due.movesAtMs = Math.min(due.movesAtMs, nowMs() + patience.moveGatherMs);
      }
    } catch (error) {
      if (!(error instanceof StoreUnreachable)) throw error;
      session.storeFailed(error);
      due.restUntilMs = nowMs() + patience.storeRetryMs;
      due.fullPassAtMs = due.restUntilMs;
    }
  }
}

function nowMs(): number {
  return performance.now();
}
