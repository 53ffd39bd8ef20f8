import { isSharedDomain } from '../decision/agent/is-shared-domain.js';
import { communeByInsee } from '../registry/find-commune.js';
import type { Agent } from '../store/desk/agents.js';
import { appendAudit } from '../store/desk/audit.js';
import { addTrustedSender, removeTrustedSenders, type TrustedSender } from '../store/desk/trusted-senders.js';
import { type Desk, type NotDone, refused } from './desk.js';
import { mayAct } from './may-act.js';

/** `isNew: false`: it was so already. */
export type Settled = { kind: 'done'; isNew: boolean } | NotDone;

type WithReason = TrustedSender & { reason: string };

/** Confirms an address, or a domain, for a commune, without a request. */
export async function trustSender(
  desk: Desk,
  agent: Agent,
  { reason, ...typed }: WithReason,
): Promise<Settled> {
  const sender = { ...typed, value: typed.value.trim().toLowerCase() };
  const why = reasonNotTo(agent, sender, reason);
  if (why !== null) return why;
  const at = desk.clock.now();
  return desk.db.transaction().execute(async (tx) => {
    const isNew = await addTrustedSender(tx, sender, { by: agent.id, at });
    const facts = { ...sender, reason: reason.trim() };
    if (isNew) await appendAudit(tx, { at, agentId: agent.id, verb: 'trust-sender', requestId: null, facts });
    return { kind: 'done', isNew };
  });
}

/** Its next mail waits for an agent again; what was accepted stays. */
export async function distrustSender(
  desk: Desk,
  agent: Agent,
  { reason, ...sender }: WithReason,
): Promise<Settled> {
  if (!mayAct(agent)) return { kind: 'forbidden' };
  if (reason.trim() === '') return refused('missing-reason');
  const at = desk.clock.now();
  return desk.db.transaction().execute(async (tx) => {
    const isNew = (await removeTrustedSenders(tx, [sender])) > 0;
    const facts = { ...sender, reason: reason.trim() };
    if (isNew)
      await appendAudit(tx, { at, agentId: agent.id, verb: 'distrust-sender', requestId: null, facts });
    return { kind: 'done', isNew };
  });
}

const ADDRESS = /^[^\s@<>"',;]{1,64}@[a-z0-9.-]{3,190}\.[a-z]{2,24}$/;
const DOMAIN = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;

function reasonNotTo(
  agent: Agent,
  { communeInsee, kind, value }: TrustedSender,
  reason: string,
): NotDone | null {
  if (!mayAct(agent)) return { kind: 'forbidden' };
  if (reason.trim() === '') return refused('missing-reason');
  if (communeByInsee(communeInsee)?.insee !== communeInsee) return refused('wrong-value');
  if (!(kind === 'domain' ? DOMAIN : ADDRESS).test(value)) return refused('wrong-value');
  return kind === 'domain' && isSharedDomain(value) ? refused('shared-domain') : null;
}
