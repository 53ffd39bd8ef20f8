import { plannedCampaign } from '../../../desk/renewal-steps.js';
import { barChart } from '../../../print/bar-chart.js';
import { receptionDay } from '../../../provisioning/deadlines.js';
import type { RenewalThreat } from '../../../provisioning/renewal-risk.js';
import {
  type RenewalStanding,
  renewalStanding,
  renewalStandings,
} from '../../../registry/renewal-standing.js';
import { type SchoolYear, schoolYearLabel, schoolYearOf } from '../../../registry/school-year.js';
import { plural } from '../../../reply/plural.js';
import { waitingInFrench } from '../../../reply/renewal-waiting.js';
import { type Campaign, findCampaign, listCampaigns } from '../../../store/renewal/campaigns.js';
import { loadParticipants, type Participant } from '../../../store/renewal/participants.js';
import { loadRenewalThreat } from '../../../store/renewal/threats.js';
import type { Answer, Asked } from '../../server/page.js';
import { holds } from '../../server/role.js';
import { longDay, shortInstant } from '../../view/short-dates.js';
import { communeName } from '../../view/words.js';
import { type Notice, noticeOf } from '../notices.js';
import { blockWords, standingNames, stateNames, stepNames, stepsFrom } from './renewal-words.js';

/** The year an address asks for; else the latest campaign’s, or the coming year. */
export async function yearAskedFor({ desk, query, form, now }: Asked): Promise<SchoolYear> {
  const asked = form.number('annee') || query.number('annee');
  if (asked >= 2019 && asked <= 2100) return asked;
  const [latest] = await listCampaigns(desk.db);
  return latest?.year ?? schoolYearOf(receptionDay(now)) + 1;
}

export type Loaded = { year: SchoolYear; campaign: Campaign | null; participants: Participant[] };

export async function loadRenewal(asked: Asked): Promise<Loaded> {
  const { desk } = asked;
  const year = await yearAskedFor(asked);
  const campaign = await findCampaign(desk.db, year);
  const { ownAddresses } = desk.verbs.renewal;
  const participants = campaign === null ? [] : await loadParticipants(desk.db, year, ownAddresses);
  return { year, campaign, participants };
}

/** The campaign, its communes and their counts. `said` takes the place of the notice of the address. */
export async function renewalPage(asked: Asked, said?: Notice, status = 200): Promise<Answer> {
  const { year, campaign, participants } = await loadRenewal(asked);
  const { desk, now, signedIn, query } = asked;
  const rows = participants.map(participantRow);
  const counts = countsOf(rows);
  const days = campaign?.days ?? plannedCampaign(desk.verbs, year, now).days;
  const state = campaign?.state ?? 'none';
  const threat = campaign && (await loadRenewalThreat(desk.db, campaign, participants, receptionDay(now)));
  const isSupervisor = holds(signedIn!.agent.role, 'supervisor');
  return {
    kind: 'page',
    template: 'renewal',
    title: `Reconduction ${schoolYearLabel(year)}`,
    section: 'renewal',
    status,
    view: {
      notice: said ?? noticeOf(query),
      here: '/reconduction',
      year,
      label: schoolYearLabel(year),
      state: stateNames[state],
      isPlanned: campaign === null,
      days: [
        { name: 'Ouverture', day: longDay(days.opensOn.toString()) },
        ...days.remindsOn.map((day, rank) => ({ name: `Relance ${rank + 1}`, day: longDay(day.toString()) })),
        { name: 'Dernier jour pour répondre', day: longDay(days.lastDay.toString()) },
        { name: 'Retraits à partir du', day: longDay(days.removalsFrom.toString()) },
        { name: 'Tout est appliqué au plus tard le', day: longDay(days.applyBy.toString()) },
      ],
      pace: plural(
        campaign?.lettersPerHour ?? desk.verbs.renewal.lettersPerHour,
        'lettre par heure',
        'lettres par heure',
      ),
      silenceAfter: campaign?.silenceAfterDays ?? desk.verbs.renewal.silenceAfterDays,
      steps: isSupervisor ? stepsFrom[state].map((step) => ({ step, name: stepNames[step] })) : [],
      risk: riskView(threat),
      counts,
      total: rows.length,
      chart: barChart(
        counts.map(({ short, count }) => ({ label: short, values: [count] })),
        [{ name: 'Communes', tone: 'a' }],
      ),
      rows,
      years: (await listCampaigns(desk.db)).map((one) => ({
        ...{ name: schoolYearLabel(one.year), href: `/reconduction?annee=${one.year}` },
        isHere: one.year === year,
      })),
    },
  };
}

/** What threatens the last day of a campaign, in words; null when nothing does. */
function riskView(threat: RenewalThreat | null) {
  if (threat === null || threat.level === 'blocked') return null;
  return {
    ...{ isLate: threat.level === 'late', lastDay: longDay(threat.applyBy.toString()) },
    what: waitingInFrench(threat.waiting),
  };
}

export type ParticipantRow = ReturnType<typeof participantRow>;

/** One commune of the campaign, in words. */
export function participantRow(participant: Participant) {
  const { communeInsee, facts, answer, list, id } = participant;
  const { standing, blockedBy } = renewalStanding(facts);
  const last = facts.letters.at(-1);
  return {
    ...{ id, insee: communeInsee, commune: communeName(communeInsee), standing },
    state: standingNames[standing],
    why: blockedBy === null ? null : blockWords[blockedBy],
    schools: list.schools.length,
    contact: list.contacts.followUp?.email ?? null,
    letters: plural(facts.letters.length, 'lettre', 'lettres'),
    lastLetter: last?.sentAt ? shortInstant(last.sentAt) : null,
    reference: answer?.reference ?? null,
    isUnclear: answer?.isUnclear === true,
  };
}

const shortNames: Record<RenewalStanding, string> = {
  ...{ 'to-write': 'à écrire', written: 'écrites', reminded: 'relancées', answered: 'réponses' },
  ...{ unchanged: 'inchangées', late: 'tardives', renewed: 'silence', decided: 'décidées' },
  ...{ blocked: 'bloquées', leaving: 'partantes' },
};

function countsOf(rows: readonly ParticipantRow[]) {
  return renewalStandings.map((standing) => ({
    ...{ standing, words: standingNames[standing].words, short: shortNames[standing] },
    count: rows.filter((row) => row.standing === standing).length,
  }));
}
