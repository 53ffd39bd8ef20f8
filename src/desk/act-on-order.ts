import { receptionDay } from '../provisioning/deadlines.js';
import { chooseAccount } from '../store/choose-account.js';
import type { Agent } from '../store/desk/agents.js';
import { appendAudit } from '../store/desk/audit.js';
import {
  advanceOrder,
  holdOrder,
  insertOrderEvent,
  type LockedOrder,
  lockOrder,
  recordOrderByHand,
  releaseOrder,
} from '../store/desk/order-verbs.js';
import type { OrderVerb } from '../store/tables/order-planning.js';
import { type Desk, type NotDone, refused } from './desk.js';
import { mayAct } from './may-act.js';

export type ActedOnOrder = { kind: 'done'; requestId: string } | NotDone;

/**
 * An agent advances an order (carried out at once), holds it, releases it, or records that they did it in laclasse.com by
 * hand; the last three are final acts with their reason, kept with the order and in the audit log. An order being carried
 * out, or that may still be undone, is left alone.
 */
export async function actOnOrder(
  desk: Desk,
  agent: Agent,
  { orderId, verb, reason }: { orderId: string; verb: OrderVerb; reason: string },
): Promise<ActedOnOrder> {
  if (!mayAct(agent)) return { kind: 'forbidden' };
  const words = reason.trim().slice(0, 1_000);
  if (words === '' && (verb === 'hold' || verb === 'by-hand')) return refused('missing-reason');
  const at = desk.clock.now();
  return desk.db.transaction().execute(async (tx) => {
    const order = await lockOrder(tx, orderId, at);
    if (order === null) return refused('not-found');
    const why = reasonNotTo(verb, order, receptionDay(at).toString());
    if (why !== null) return why;

    if (verb === 'advance') await advanceOrder(tx, orderId, at);
    if (verb === 'hold') await holdOrder(tx, orderId, words);
    if (verb === 'release') await releaseOrder(tx, orderId, at);
    if (verb === 'by-hand') await recordOrderByHand(tx, order, at);
    await insertOrderEvent(tx, { orderId, at, actor: agent.login, verb, reason: words });
    const { requestId } = order;
    const facts = { orderId, reason: words };
    await appendAudit(tx, { at, agentId: agent.id, verb: `order-${verb}`, requestId, facts });
    return { kind: 'done', requestId };
  });
}

/** Pure: from which state each verb may leave. */
function reasonNotTo(verb: OrderVerb, order: LockedOrder, today: string): NotDone | null {
  const from: Record<OrderVerb, readonly string[]> = {
    advance: ['planned'],
    hold: ['planned'],
    release: ['held'],
    'by-hand': ['planned', 'held'],
  };
  if (order.isBusy || !from[verb].includes(order.status)) return refused('order-moved');
  const isTooEarly = order.notBefore !== null && order.notBefore > today;
  return isTooEarly && (verb === 'advance' || verb === 'by-hand') ? refused('not-yet') : null;
}

/** The account of laclasse.com that a held order waits for: an identifier there, or `new` when the person has none. */
export async function chooseOrderAccount(
  desk: Desk,
  agent: Agent,
  { orderId, account }: { orderId: string; account: string },
): Promise<ActedOnOrder> {
  if (!mayAct(agent)) return { kind: 'forbidden' };
  if (account !== 'new' && !/^[A-Z0-9]{1,20}$/.test(account)) return refused('wrong-value');
  const at = desk.clock.now();
  return desk.db.transaction().execute(async (tx) => {
    const order = await lockOrder(tx, orderId, at);
    if (order === null) return refused('not-found');
    if (!(await chooseAccount(tx, orderId, account))) return refused('order-moved');
    const { requestId } = order;
    const facts = { orderId, account };
    await appendAudit(tx, { at, agentId: agent.id, verb: 'order-account', requestId, facts });
    return { kind: 'done', requestId };
  });
}
