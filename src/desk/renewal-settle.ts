import type { SchoolYear } from '../registry/school-year.js';
import { lockSubjects } from '../store/cases.js';
import type { Agent } from '../store/desk/agents.js';
import { appendAudit } from '../store/desk/audit.js';
import { findCampaign } from '../store/renewal/campaigns.js';
import { giveUpUndelivered } from '../store/renewal/letters.js';
import { loadParticipants } from '../store/renewal/participants.js';
import { closeBlockedItem, copyList, latestListBefore, settleParticipant } from '../store/renewal/settle.js';
import { type Desk, type NotDone, refused } from './desk.js';
import { mayAct } from './may-act.js';

/** What an agent decides for a commune that was not reached: renew its list, leave it without one, or write again. */
export const renewalDecisions = ['renew', 'leave', 'write-again'] as const;
export type RenewalDecision = (typeof renewalDecisions)[number];

export type SettleInput = {
  year: SchoolYear;
  participantId: string;
  how: RenewalDecision;
  /** In the agent's words: evidence where there is no letter. */
  reason: string;
};

/** Once. Silence is judged only when the campaign is closed; writing again, while it is open. */
export async function settleRenewal(
  desk: Desk,
  agent: Agent,
  { year, participantId, how, reason }: SettleInput,
): Promise<{ kind: 'done' } | NotDone> {
  if (!mayAct(agent)) return { kind: 'forbidden' };
  if (reason.trim() === '') return refused('missing-reason');
  const at = desk.clock.now();
  return desk.db.transaction().execute(async (tx) => {
    const campaign = await findCampaign(tx, year);
    const only = { ids: [participantId], isLocked: true };
    const [participant] = await loadParticipants(tx, year, desk.renewal.ownAddresses, only);
    if (campaign === null || participant === undefined) return refused('not-found');
    const { communeInsee } = participant;
    await lockSubjects(tx, [`commune:${communeInsee}`]);
    const evidence = { reason: reason.trim() };
    if (how === 'write-again') {
      if (campaign.state !== 'open' && campaign.state !== 'paused') return refused('not-open');
      if ((await giveUpUndelivered(tx, participantId, at)) === 0) return refused('nothing-chosen');
      await closeBlockedItem(tx, participantId, at);
    } else {
      if (campaign.state !== 'closed') return refused('not-open');
      const as = how === 'renew' ? 'renewed-by-agent' : 'left-by-agent';
      const settled = { as, at, by: agent.id, evidence } as const;
      if (!(await settleParticipant(tx, participantId, settled))) return refused('plan-changed');
      const latest = await latestListBefore(tx, communeInsee, year);
      if (how === 'renew' && latest !== null) await copyList(tx, communeInsee, latest.year, year);
    }
    const facts = { year, communeInsee, how, reason: reason.trim() };
    await appendAudit(tx, { at, agentId: agent.id, verb: 'renewal-settle', requestId: null, facts });
    return { kind: 'done' };
  });
}
