import { mayBeWrittenTo } from '../../src/intake/may-be-written-to.js';
import { receptionDay } from '../../src/provisioning/deadlines.js';
import type { RenewalLetter } from '../../src/registry/renewal-standing.js';
import { draftRenewalLetter } from '../../src/reply/renewal-letter.js';
import type { Tx } from '../../src/store/database.js';
import type { Campaign } from '../../src/store/renewal/campaigns.js';
import { insertRenewalLetter } from '../../src/store/renewal/letters.js';
import type { Participant } from '../../src/store/renewal/participants.js';
import { type NoticeSettings, oweNotice } from '../notices/owe-notice.js';

export type LetterToOwe = {
  campaign: Campaign;
  participant: Participant;
  letter: RenewalLetter;
  isByAgent?: boolean;
};

/**
 * Owes one letter of a campaign in the transaction that saves its row: once, whatever crashes. Answers the reply owed, or
 * null when there is nobody who may be written to.
 */
export async function oweRenewalLetter(
  tx: Tx,
  settings: NoticeSettings,
  { campaign, participant, letter, isByAgent = false }: LetterToOwe,
  now: Date,
): Promise<string | null> {
  const { communeInsee, list, facts, id } = participant;
  const opening = facts.letters.find((one) => one.letter === 'opening')?.sentAt ?? null;
  const drafted = draftRenewalLetter({
    ...{ letter, communeInsee, list, now, year: campaign.year, days: campaign.days },
    isByAgent,
    writtenOn: opening && receptionDay(opening),
  });
  const { recipient, cc, attachments } = drafted;
  if (recipient === null) return null;
  const replyId = await oweNotice(
    tx,
    settings,
    {
      ...{ requestId: null, message: null, facts: drafted.facts, recipient, attachments },
      cc: cc !== null && mayBeWrittenTo(cc, settings.ownAddresses) ? cc : null,
      version: `${drafted.facts.reference} ${letter}`,
    },
    now,
  );
  if (replyId === null) return null;
  await insertRenewalLetter(tx, { participantId: id, letter, replyId, madeAt: now });
  return replyId;
}
