import { Temporal } from 'temporal-polyfill';
import { receptionDay } from '../../src/provisioning/deadlines.js';
import { type ParticipantFacts, silenceOf } from '../../src/registry/renewal-standing.js';
import { lockSubjects } from '../../src/store/cases.js';
import type { Tx } from '../../src/store/database.js';
import type { Campaign } from '../../src/store/renewal/campaigns.js';
import { loadParticipants } from '../../src/store/renewal/participants.js';
import {
  copyList,
  latestListBefore,
  openBlockedItem,
  settleParticipant,
} from '../../src/store/renewal/settle.js';
import { oweRenewalLetter } from './owe-renewal-letter.js';
import type { RenewalSteps } from './run-renewal.js';

/**
 * Renews the list of each commune whose silence is established, with its evidence, and tells it; opens an agent’s item
 * for each that something blocks. Answers the replies owed.
 */
export async function settleSilence(steps: RenewalSteps, campaign: Campaign, now: Date): Promise<string[]> {
  const from = campaign.days.lastDay.add({ days: campaign.silenceAfterDays });
  if (campaign.state !== 'closed' || Temporal.PlainDate.compare(receptionDay(now), from) <= 0) return [];
  const participants = await loadParticipants(steps.db, campaign.year, steps.ownAddresses);
  const silent = participants.filter(
    ({ facts }) => silenceOf(facts).kind !== 'none' || isRenewedUntold(facts),
  );
  const owed: string[] = [];
  for (const { id } of silent) {
    const reply = await steps.db.transaction().execute((tx) => settleOne(tx, steps, campaign, id, now));
    if (reply !== null) owed.push(reply);
  }
  return owed;
}

/** An agent renewed its list: the commune is told, when somebody of it may be written to. */
function isRenewedUntold({ settledAs, contact, letters }: ParticipantFacts): boolean {
  const isTold = letters.some(({ letter }) => letter === 'renewed');
  return settledAs === 'renewed-by-agent' && contact === 'living' && !isTold;
}

/** Under the commune’s lock: an answer that is being decided on counts before silence does. */
async function settleOne(
  tx: Tx,
  steps: RenewalSteps,
  campaign: Campaign,
  participantId: string,
  now: Date,
): Promise<string | null> {
  const only = { ids: [participantId], isLocked: true };
  const [seen] = await loadParticipants(tx, campaign.year, steps.ownAddresses, only);
  if (seen === undefined) return null;
  await lockSubjects(tx, [`commune:${seen.communeInsee}`]);
  const [participant] = await loadParticipants(tx, campaign.year, steps.ownAddresses, only);
  if (isRenewedUntold(participant!.facts)) {
    const letter = { campaign, participant: participant!, letter: 'renewed', isByAgent: true } as const;
    return oweRenewalLetter(tx, steps, letter, now);
  }
  const silence = silenceOf(participant!.facts);
  if (silence.kind === 'none') return null;
  if (silence.kind === 'blocked') {
    const isNew = await openBlockedItem(tx, participantId, now);
    if (isNew) steps.log.info('renewal blocked', { participantId, reason: silence.by });
    return null;
  }
  const { communeInsee } = seen;
  const latest = await latestListBefore(tx, communeInsee, campaign.year);
  if (latest === null) return null;
  const evidence = { letters: silence.evidence, renewedFrom: latest.year, schools: latest.schools };
  const settled = { as: 'renewed', at: now, by: null, evidence } as const;
  if (!(await settleParticipant(tx, participantId, settled))) return null;
  await copyList(tx, communeInsee, latest.year, campaign.year);
  steps.log.info('list renewed by silence', { participantId, year: campaign.year });
  return oweRenewalLetter(tx, steps, { campaign, participant: participant!, letter: 'renewed' }, now);
}
