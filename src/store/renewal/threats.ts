import type { Temporal } from 'temporal-polyfill';
import { type RenewalThreat, renewalThreat } from '../../provisioning/renewal-risk.js';
import { isUnderWay } from '../../registry/renewal-campaign.js';
import { renewalStanding } from '../../registry/renewal-standing.js';
import type { Queries } from '../database.js';
import { type Campaign, listCampaigns } from './campaigns.js';
import { countWaiting } from './is-applied.js';
import { loadParticipants, type Participant } from './participants.js';

/** What threatens one campaign on `today` (Paris), its communes as loaded. */
export async function loadRenewalThreat(
  db: Queries,
  campaign: Campaign,
  participants: readonly Participant[],
  today: Temporal.PlainDate,
): Promise<RenewalThreat | null> {
  const blocked = participants.filter(({ facts }) => renewalStanding(facts).standing === 'blocked').length;
  const waiting = await countWaiting(db, campaign.year, campaign.days.applyBy);
  return renewalThreat(today, campaign, { ...waiting, blocked });
}

/** Every campaign under way that somebody must look at on `today` (Paris), the latest year first. */
export async function listRenewalThreats(
  db: Queries,
  ownAddresses: readonly string[],
  today: Temporal.PlainDate,
): Promise<RenewalThreat[]> {
  const threats: RenewalThreat[] = [];
  for (const campaign of await listCampaigns(db)) {
    if (!isUnderWay(campaign.state)) continue;
    const participants = await loadParticipants(db, campaign.year, ownAddresses);
    const threat = await loadRenewalThreat(db, campaign, participants, today);
    if (threat !== null) threats.push(threat);
  }
  return threats;
}
