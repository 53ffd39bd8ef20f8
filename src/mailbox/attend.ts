import { StoreUnreachable } from './failure.js';
import { fileAway } from './file-away.js';
import type { Folders } from './folders.js';
import { idleUntil } from './idle-until.js';
import { fullPass, quickPass } from './pass.js';
import type { OpenMailbox, Session } from './session.js';

/** When each thing is to be done next, on the clock of `performance.now()`. */
type Due = { fullPassAtMs: number; movesAtMs: number; restUntilMs: number };

/**
 * What is done on one connection, for as long as it lasts, by order of urgency: a full pass when it is due, else new
 * mail, else moves owed, else wait. Ends only by throwing.
 *
 * When the store fails the connection is kept: after a pause everything is listed again, so nothing is lost.
 */
export async function attend(session: Session): Promise<never> {
  const due: Due = { fullPassAtMs: 0, movesAtMs: 0, restUntilMs: 0 };
  const folders: Folders = { known: undefined };
  let mailbox: OpenMailbox | undefined;

  for (;;) {
    session.signal.throwIfAborted();
    try {
      if (nowMs() < due.restUntilMs) await idleUntil(session, [], due.restUntilMs);
      else if (mailbox === undefined || nowMs() >= due.fullPassAtMs)
        mailbox = await lookAtEverything(session, due, mailbox);
      else if (session.bell.has('arrival')) mailbox = await quickPass(session, mailbox);
      else if (mailbox.canMove && nowMs() >= due.movesAtMs) await move(session, due, mailbox, folders);
      else await waitForNews(session, due, mailbox);
    } catch (error) {
      if (!(error instanceof StoreUnreachable)) throw error;
      session.storeFailed(error);
      due.restUntilMs = nowMs() + session.settings.patience.storeRetryMs;
      due.fullPassAtMs = due.restUntilMs;
    }
  }
}

async function lookAtEverything(
  session: Session,
  due: Due,
  before: OpenMailbox | undefined,
): Promise<OpenMailbox> {
  const mailbox = await fullPass(session);
  if (before !== undefined && before.view.uidValidity !== mailbox.view.uidValidity)
    session.suspects.forgetAll();
  due.fullPassAtMs = nowMs() + session.settings.patience.fullPassEveryMs;
  due.movesAtMs = nowMs();
  return mailbox;
}

async function move(session: Session, due: Due, mailbox: OpenMailbox, folders: Folders): Promise<void> {
  const { fullPassEveryMs, moveRetryMs } = session.settings.patience;
  session.bell.take('moves');
  const end = await fileAway(session, mailbox.view, folders);
  const pauseMs = { done: fullPassEveryMs, interrupted: 0, refused: moveRetryMs }[end];
  due.movesAtMs = nowMs() + pauseMs;
}

async function waitForNews(session: Session, due: Due, mailbox: OpenMailbox): Promise<void> {
  const { moveGatherMs } = session.settings.patience;
  const untilMs = mailbox.canMove ? Math.min(due.fullPassAtMs, due.movesAtMs) : due.fullPassAtMs;
  await idleUntil(session, mailbox.canMove ? ['arrival', 'moves'] : ['arrival'], untilMs);
  if (session.bell.take('moves')) due.movesAtMs = Math.min(due.movesAtMs, nowMs() + moveGatherMs);
}

function nowMs(): number {
  return performance.now();
}
