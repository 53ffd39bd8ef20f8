import { renewalDecisions, settleRenewal } from '../../../desk/renewal-settle.js';
import { type CampaignStep, campaignSteps, stepCampaign } from '../../../desk/renewal-steps.js';
import { schoolYearLabel } from '../../../registry/school-year.js';
import type { Answer, Asked, Page } from '../../server/page.js';
import { csvOf } from '../../view/csv.js';
import { shortInstant } from '../../view/short-dates.js';
import { whyNot } from '../request/on-request.js';
import { showRenewalCommune } from './commune-page.js';
import { rehearsalPages } from './rehearsal-page.js';
import { loadRenewal, participantRow, renewalPage } from './renewal-page.js';
import { stepNames, stepsFrom } from './renewal-words.js';

const show: Page = {
  method: 'GET',
  url: '/reconduction',
  who: 'reader',
  answer: (asked) => renewalPage(asked),
};

function stepOf(text: string): CampaignStep | null {
  return text in campaignSteps ? (text as CampaignStep) : null;
}

/** What the step does, before it is done. */
const confirm: Page = {
  method: 'GET',
  url: '/reconduction/etape',
  who: 'supervisor',
  async answer(asked): Promise<Answer> {
    const step = stepOf(asked.query.text('faire'));
    const { year, campaign, participants } = await loadRenewal(asked);
    if (step === null || !stepsFrom[campaign?.state ?? 'none'].includes(step)) return renewalPage(asked);
    const counts = (standing: string) =>
      participants.filter((one) => participantRow(one).standing === standing).length;
    return {
      kind: 'page',
      template: 'renewal-step',
      title: `${stepNames[step]} – ${schoolYearLabel(year)}`,
      section: 'renewal',
      view: {
        ...{ step, year, label: schoolYearLabel(year), name: stepNames[step] },
        version: campaign?.version ?? 0,
        pace: campaign?.lettersPerHour ?? asked.desk.verbs.renewal.lettersPerHour,
        toWrite: counts('to-write'),
        silent: counts('written') + counts('reminded') + counts('to-write'),
        blocked: counts('blocked'),
      },
    };
  },
};

const carryOut: Page = {
  method: 'POST',
  url: '/reconduction/etape',
  who: 'supervisor',
  async answer(asked): Promise<Answer> {
    const step = stepOf(asked.form.text('faire'));
    const year = asked.form.number('annee');
    if (step === null || year < 2019 || year > 2100) return { kind: 'missing' };
    const version = asked.form.number('_version');
    const outcome = await stepCampaign(asked.desk.verbs, asked.signedIn!.agent, { year, step, version });
    if (outcome.kind !== 'done') return renewalPage(asked, whyNot(outcome, ''), 422);
    return { kind: 'redirect', to: `/reconduction?annee=${year}&fait=fait` };
  },
};

const settle: Page = {
  method: 'POST',
  url: '/reconduction/commune',
  who: 'agent',
  async answer(asked): Promise<Answer> {
    const { form, desk, signedIn } = asked;
    const how = renewalDecisions.find((one) => one === form.text('faire'));
    const participantId = form.text('commune');
    const year = form.number('annee');
    if (how === undefined || !UUID.test(participantId)) return { kind: 'missing' };
    const reason = form.text('motif').slice(0, 1_000);
    const input = { year, participantId, how, reason };
    const outcome = await settleRenewal(desk.verbs, signedIn!.agent, input);
    if (outcome.kind !== 'done') return showRenewalCommune(asked, whyNot(outcome, ''), 422);
    return { kind: 'redirect', to: `/reconduction?annee=${year}&fait=fait` };
  },
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const commune: Page = {
  method: 'GET',
  url: '/reconduction/commune',
  who: 'reader',
  answer: (asked) => showRenewalCommune(asked),
};

const headings = [
  ...['Commune', 'Code INSEE', 'État', 'Pourquoi', 'Écoles', 'Personne chargée du suivi'],
  ...['Lettres', 'Dernière lettre', 'Dossier', 'Réponse reçue le', 'Reconduite le', 'Preuves'],
];

/** The closing report: each commune, where it stands, and on what evidence. */
const report: Page = {
  method: 'GET',
  url: '/reconduction.csv',
  who: 'reader',
  async answer(asked: Asked): Promise<Answer> {
    const { year, participants } = await loadRenewal(asked);
    const rows = participants.map((participant) => {
      const row = participantRow(participant);
      const { answer, settledAt, evidence } = participant;
      return [
        ...[row.commune, row.insee, row.state.words, row.why ?? '', String(row.schools), row.contact ?? ''],
        ...[row.letters, row.lastLetter ?? '', row.reference ?? ''],
        answer === null ? '' : shortInstant(answer.receivedAt),
        settledAt === null ? '' : shortInstant(settledAt),
        evidenceWords(evidence),
      ];
    });
    const name = `reconduction-${schoolYearLabel(year)}.csv`;
    return { kind: 'file', name, type: 'text/csv; charset=utf-8', bytes: csvOf([headings, ...rows]) };
  },
};

export function evidenceWords(
  evidence: Awaited<ReturnType<typeof loadRenewal>>['participants'][0]['evidence'],
) {
  if (evidence === null) return '';
  if ('reason' in evidence) return evidence.reason;
  return evidence.letters
    .map(({ recipient, sentAt }) => `${recipient}, le ${shortInstant(new Date(sentAt))}`)
    .join(' ; ');
}

export const renewalPages: Page[] = [show, confirm, carryOut, commune, settle, report, ...rehearsalPages];
