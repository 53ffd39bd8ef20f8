import type { Agent } from '../store/desk/agents.js';
import { appendAudit } from '../store/desk/audit.js';
import { cancelReplies, releaseReplies } from '../store/kept-replies.js';
import { type Desk, type NotDone, refused } from './desk.js';
import { mayAct } from './may-act.js';

/** Replies that changed; the others did not wait any more. */
export type SettledReplies = { kind: 'done'; replyIds: string[] } | NotDone;

/** Lets held, kept back or failed replies leave now, or gives them up; each is told in the audit log. */
export async function settleReplies(
  desk: Desk,
  agent: Agent,
  { replyIds, how }: { replyIds: readonly string[]; how: 'send' | 'give-up' },
): Promise<SettledReplies> {
  if (!mayAct(agent)) return { kind: 'forbidden' };
  const at = desk.clock.now();
  const settle = how === 'send' ? releaseReplies : cancelReplies;
  return desk.db.transaction().execute(async (tx) => {
    const settled = await settle(tx, replyIds, agent.login);
    for (const id of settled) {
      const reply = await tx.selectFrom('reply').select('request_id').where('id', '=', id).executeTakeFirst();
      const requestId = reply?.request_id ?? null;
      const verb = how === 'send' ? 'send-reply' : 'give-up-reply';
      await appendAudit(tx, { at, agentId: agent.id, verb, requestId, facts: { replyId: id } });
    }
    return { kind: 'done', replyIds: settled };
  });
}

/** « C’est réglé »: a mail that did not arrive needs nobody any more (the commune was called, another was sent). */
export async function settleUndelivered(
  desk: Desk,
  agent: Agent,
  { workItemId, reason }: { workItemId: string; reason: string },
): Promise<{ kind: 'done' } | NotDone> {
  if (!mayAct(agent)) return { kind: 'forbidden' };
  if (reason.trim() === '') return refused('missing-reason');
  const at = desk.clock.now();
  return desk.db.transaction().execute(async (tx) => {
    const item = await tx
      .updateTable('work_item')
      .set({ closed_at: at })
      .where('id', '=', workItemId)
      .where('closed_at', 'is', null)
      .where('reason', 'in', ['reply_refused', 'reply_bounced', 'refusal_repeated'])
      .returning(['request_id', 'reason', 'subject_id'])
      .executeTakeFirst();
    if (item === undefined) return refused('not-found');
    const facts = { workItemId, item: item.reason, replyId: item.subject_id, reason: reason.trim() };
    const audited = { at, agentId: agent.id, verb: 'settle-undelivered', requestId: item.request_id, facts };
    await appendAudit(tx, audited);
    return { kind: 'done' };
  });
}
