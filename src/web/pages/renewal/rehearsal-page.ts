import { plannedCampaign } from '../../../desk/renewal-steps.js';
import { mayBeWrittenTo } from '../../../intake/may-be-written-to.js';
import { receptionDay } from '../../../provisioning/deadlines.js';
import { communes as allCommunes } from '../../../registry/data/communes.js';
import { type RenewalLetter, renewalStanding } from '../../../registry/renewal-standing.js';
import { schoolYearLabel } from '../../../registry/school-year.js';
import { plural } from '../../../reply/plural.js';
import { draftRenewalLetter } from '../../../reply/renewal-letter.js';
import { writeReply } from '../../../reply/write-reply.js';
import type { Participant } from '../../../store/renewal/participants.js';
import { supposedParticipants } from '../../../store/renewal/participants.js';
import type { Answer, Asked, Page } from '../../server/page.js';
import { communeName } from '../../view/words.js';
import { type Loaded, loadRenewal } from './renewal-page.js';
import { blockWords, standingNames } from './renewal-words.js';

/** Those of the campaign, or those it would have were it prepared now. */
async function rehearsed(asked: Asked): Promise<Loaded> {
  const loaded = await loadRenewal(asked);
  if (loaded.campaign !== null) return loaded;
  const { desk, now } = asked;
  const day = receptionDay(now).toString();
  const insees = allCommunes.map(({ insee }) => insee);
  const supposing = { year: loaded.year, day, insees, ownAddresses: desk.verbs.renewal.ownAddresses };
  return { ...loaded, participants: await supposedParticipants(desk.db, supposing) };
}

function drafted({ desk, now }: Asked, { year, campaign }: Loaded, participant: Participant) {
  const { communeInsee, list, facts } = participant;
  const opening = facts.letters.find(({ letter }) => letter === 'opening')?.sentAt ?? null;
  const letter: RenewalLetter = opening === null ? 'opening' : 'reminder-1';
  const days = campaign?.days ?? plannedCampaign(desk.verbs, year, now).days;
  const draft = draftRenewalLetter({
    ...{ letter, year, communeInsee, list, days, now },
    writtenOn: opening && receptionDay(opening),
  });
  const isCopied = draft.cc !== null && mayBeWrittenTo(draft.cc, desk.verbs.renewal.ownAddresses);
  return { ...draft, cc: isCopied ? draft.cc : null, written: writeReply(draft.facts, desk.verbs.service) };
}

/** Exactly what would be sent, to whom; and who is blocked, and why. Nothing is owed. */
const show: Page = {
  method: 'GET',
  url: '/reconduction/repetition',
  who: 'reader',
  async answer(asked): Promise<Answer> {
    const loaded = await rehearsed(asked);
    const { year, campaign, participants } = loaded;
    const seen = participants.map((participant) => ({ participant, ...renewalStanding(participant.facts) }));
    const written = seen.filter(({ standing }) => ['to-write', 'written', 'reminded'].includes(standing));
    const pace = campaign?.lettersPerHour ?? asked.desk.verbs.renewal.lettersPerHour;
    return {
      kind: 'page',
      template: 'renewal-rehearsal',
      title: `Répétition de la reconduction ${schoolYearLabel(year)}`,
      section: 'renewal',
      view: {
        ...{ year, label: schoolYearLabel(year) },
        summary: plural(written.length, 'lettre partirait', 'lettres partiraient'),
        hours: plural(Math.max(1, Math.ceil(written.length / pace)), 'heure', 'heures'),
        pace,
        letters: written.map(({ participant }) => {
          const { recipient, cc, written: words, attachments } = drafted(asked, loaded, participant);
          return {
            ...{ commune: communeName(participant.communeInsee), recipient, cc, subject: words.subject },
            schools: participant.list.schools.length,
            workbook: attachments[0]?.name ?? null,
            href: `/reconduction/lettre?annee=${year}&commune=${participant.communeInsee}`,
          };
        }),
        others: seen
          .filter(({ standing }) => !['to-write', 'written', 'reminded'].includes(standing))
          .map(({ participant, standing, blockedBy }) => ({
            commune: communeName(participant.communeInsee),
            href: `/communes/${participant.communeInsee}`,
            state: standingNames[standing],
            why: blockedBy === null ? '' : blockWords[blockedBy],
          })),
      },
    };
  },
};

/** The letter as it would leave, in its frame. */
const letter: Page = {
  method: 'GET',
  url: '/reconduction/lettre',
  who: 'reader',
  async answer(asked): Promise<Answer> {
    const loaded = await rehearsed(asked);
    const insee = asked.query.text('commune');
    const participant = loaded.participants.find(({ communeInsee }) => communeInsee === insee);
    if (participant === undefined) return { kind: 'missing' };
    return { kind: 'letter', html: drafted(asked, loaded, participant).written.html };
  },
};

export const rehearsalPages: Page[] = [show, letter];
