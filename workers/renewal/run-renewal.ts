import { Temporal } from 'temporal-polyfill';
import type { Queues } from '../../src/jobs/queues.js';
import { sendReplies } from '../../src/jobs/send-replies.js';
import type { Clock } from '../../src/kernel/clock.js';
import { errorFacts, type Log } from '../../src/kernel/log.js';
import { receptionDay } from '../../src/provisioning/deadlines.js';
import type { Database } from '../../src/store/database.js';
import {
  type Campaign,
  findCampaign,
  listCampaigns,
  moveCampaign,
} from '../../src/store/renewal/campaigns.js';
import { isApplied } from '../../src/store/renewal/is-applied.js';
import type { NoticeSettings } from '../notices/owe-notice.js';
import { sendLetters } from './send-letters.js';
import { settleSilence } from './settle-silence.js';

export type RenewalSteps = NoticeSettings & {
  db: Database;
  queues: Pick<Queues, 'enqueue'>;
  clock: Clock;
  log: Log;
  closures: ReadonlySet<string>;
};

/**
 * What each campaign is owed now: its letters, its closing once the last day is over, the lists that silence renews, its
 * end. Running it twice is harmless: each letter and each settlement is one row, saved with the reply it owes. A paused
 * campaign is left alone until a supervisor resumes or closes it.
 */
export async function runRenewal(steps: RenewalSteps): Promise<void> {
  for (const { year, state } of await listCampaigns(steps.db)) {
    if (state !== 'open' && state !== 'closed') continue;
    try {
      await runCampaign(steps, year);
    } catch (error) {
      steps.log.warn('renewal failed', { year, ...errorFacts(error) });
    }
  }
}

async function runCampaign(steps: RenewalSteps, year: number): Promise<void> {
  const now = steps.clock.now();
  const owed = await step(steps, year, (campaign) => sendLetters(steps, campaign, now));
  await step(steps, year, (campaign) => closeWhenOver(steps, campaign, now));
  owed.push(...(await step(steps, year, (campaign) => settleSilence(steps, campaign, now))));
  await step(steps, year, (campaign) => endWhenApplied(steps, campaign, now));
  if (owed.length > 0) await steps.queues.enqueue(sendReplies, owed);
}

/** Each step sees the campaign as the one before left it. */
async function step(
  { db }: RenewalSteps,
  year: number,
  work: (campaign: Campaign) => Promise<string[]>,
): Promise<string[]> {
  const campaign = await findCampaign(db, year);
  return campaign === null ? [] : work(campaign);
}

/** The day after the last one, in Paris. */
async function closeWhenOver(
  { db, log }: RenewalSteps,
  { state, year, days }: Campaign,
  at: Date,
): Promise<[]> {
  if (state !== 'open' || Temporal.PlainDate.compare(receptionDay(at), days.lastDay) <= 0) return [];
  if (await moveCampaign(db, year, { to: 'closed', at })) log.info('renewal closed', { year });
  return [];
}

async function endWhenApplied(steps: RenewalSteps, { state, year }: Campaign, at: Date): Promise<[]> {
  const { db, log, ownAddresses } = steps;
  if (state !== 'closed' || !(await isApplied(db, year, ownAddresses))) return [];
  if (await moveCampaign(db, year, { to: 'applied', at })) log.info('renewal applied', { year });
  return [];
}
