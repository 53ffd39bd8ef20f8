import { Temporal } from 'temporal-polyfill';
import { receptionDay } from '../../src/provisioning/deadlines.js';
import { isWorkingDay } from '../../src/provisioning/working-days.js';
import { letterDue } from '../../src/registry/renewal-standing.js';
import { lockSubjects } from '../../src/store/cases.js';
import type { Tx } from '../../src/store/database.js';
import { type Campaign, findCampaign } from '../../src/store/renewal/campaigns.js';
import { countLettersSince } from '../../src/store/renewal/letters.js';
import { loadParticipants } from '../../src/store/renewal/participants.js';
import { oweRenewalLetter } from './owe-renewal-letter.js';
import type { RenewalSteps } from './run-renewal.js';

const HOUR_MS = 3_600_000;

/** Letters leave while offices are open (Paris): whoever has a question finds somebody. */
const OFFICE_HOURS = { from: 8, until: 18 };

/** Owes the opening letters and reminders that are due, no faster than the campaign’s pace. Answers the replies owed. */
export async function sendLetters(steps: RenewalSteps, campaign: Campaign, now: Date): Promise<string[]> {
  if (campaign.state !== 'open' || !isLetterTime(now, steps.closures)) return [];
  const today = receptionDay(now);
  const participants = await loadParticipants(steps.db, campaign.year, steps.ownAddresses);
  const due = participants.filter(
    ({ facts }) => letterDue(facts, campaign.days, today, receptionDay) !== null,
  );
  const owed: string[] = [];
  for (const { id } of due) {
    const made = await steps.db.transaction().execute((tx) => sendOne(tx, steps, campaign.year, id, now));
    if (made === 'paced' || made === 'stopped') break;
    if (made !== null) owed.push(made);
  }
  return owed;
}

export function isLetterTime(now: Date, closures: ReadonlySet<string>): boolean {
  const { hour } = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO('Europe/Paris');
  return hour >= OFFICE_HOURS.from && hour < OFFICE_HOURS.until && isWorkingDay(receptionDay(now), closures);
}

/** The pace and the pause hold across processes: one letter at a time is decided on. */
async function sendOne(
  tx: Tx,
  steps: RenewalSteps,
  year: number,
  participantId: string,
  now: Date,
): Promise<string | null | 'paced' | 'stopped'> {
  await lockSubjects(tx, ['renewal-letters']);
  const campaign = await findCampaign(tx, year);
  if (campaign?.state !== 'open') return 'stopped';
  const sent = await countLettersSince(tx, new Date(now.getTime() - HOUR_MS));
  if (sent >= campaign.lettersPerHour) return 'paced';
  const only = { ids: [participantId], isLocked: true };
  const [participant] = await loadParticipants(tx, year, steps.ownAddresses, only);
  const letter = participant && letterDue(participant.facts, campaign.days, receptionDay(now), receptionDay);
  if (participant === undefined || !letter) return null;
  return oweRenewalLetter(tx, steps, { campaign, participant, letter }, now);
}
