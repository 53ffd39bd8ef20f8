import { decideCounting, withdrawCounting } from '../../../desk/fees/decide-counting.js';
import { correctStatement, previewFees } from '../../../desk/fees/issue-statements.js';
import { euros, spacedSiren } from '../../../fees/amounts-in-french.js';
import { countingKinds, holdsIn } from '../../../fees/counting-decision.js';
import type { StatementDraft } from '../../../fees/draft-statement.js';
import { communeByInsee } from '../../../registry/find-commune.js';
import { loadCommunesInUse } from '../../../store/fees/communes-in-use.js';
import { loadCountingDecisions } from '../../../store/fees/counting-decisions.js';
import { loadStatements } from '../../../store/fees/statements.js';
import type { Answer, Asked, Page } from '../../server/page.js';
import { holds } from '../../server/role.js';
import { longDay, shortInstant } from '../../view/short-dates.js';
import { type Notice, noticeOf } from '../notices.js';
import { UUID } from '../operations/back.js';
import { newActionId, whyNot } from '../request/on-request.js';
import { askedYear, countingWords, labelOf, standingWords } from './fee-words.js';

function linesOf({ lines }: StatementDraft) {
  return lines.map(({ uai, schoolName, usedFrom, amountCents, reason }) => ({
    ...{ uai, reason, name: schoolName, href: `/ecoles/${uai}` },
    from: usedFrom === null ? '–' : longDay(usedFrom),
    amount: euros(amountCents),
    isFree: amountCents === 0,
  }));
}

async function communePage(asked: Asked, notice: Notice | null, status = 200): Promise<Answer> {
  const commune = communeByInsee(asked.params['insee'] ?? '');
  if (commune === undefined || commune.insee !== asked.params['insee']) return { kind: 'missing' };
  const { desk, signedIn } = asked;
  const year = askedYear(asked);
  const [preview, all, decisions, known] = await Promise.all([
    previewFees(desk.verbs, year),
    loadStatements(desk.db, year),
    loadCountingDecisions(desk.db, commune.insee),
    loadCommunesInUse(desk.db, year),
  ]);
  const fees = preview.communes.find(
    ({ draft, issued }) => (draft ?? issued)!.communeInsee === commune.insee,
  );
  const schools = known.find(({ insee }) => insee === commune.insee)?.schools ?? [];
  const names = new Map(schools.map(({ uai, name }) => [uai, name]));
  const statements = all.filter(({ communeInsee }) => communeInsee === commune.insee);
  const draft = fees?.draft ?? null;
  return {
    kind: 'page',
    template: 'commune-fees',
    title: `Redevance ${labelOf(desk.verbs.fees, year)} – ${commune.name}`,
    section: 'fees',
    status,
    view: {
      ...{ notice, year, name: commune.name, insee: commune.insee, fingerprint: preview.fingerprint },
      ...{
        label: labelOf(desk.verbs.fees, year),
        here: `/redevances/communes/${commune.insee}?annee=${year}`,
      },
      actionId: newActionId(),
      siren: spacedSiren(commune.siren),
      standing: standingWords[fees?.standing ?? 'nothing'],
      isChanged: fees?.standing === 'changed',
      draft:
        draft === null
          ? null
          : { lines: linesOf(draft), total: euros(draft.totalCents), schools: draft.schools },
      statements: [...statements].reverse().map((one) => ({
        ...{ reference: one.reference, isCurrent: one.isCurrent, reason: one.reason, by: one.issuedBy },
        href: `/redevances/releves/${one.reference}`,
        at: shortInstant(one.issuedAt),
        schools: one.schools,
        total: euros(one.totalCents),
      })),
      decisions: decisions.map((one) => ({
        ...{ id: one.id, reason: one.reason, by: one.agentName, year: labelOf(desk.verbs.fees, one.year) },
        what: countingWords[one.kind],
        schools: one.uais.map((uai) => `${names.get(uai) ?? 'École'} (${uai})`).join(', '),
        at: shortInstant(one.decidedAt),
        holds: one.withdrawnAt === null && holdsIn(one, year),
        withdrawn:
          one.withdrawnAt === null
            ? null
            : `Retirée par ${one.withdrawnBy}, ${shortInstant(one.withdrawnAt)} : ${one.withdrawnReason}`,
      })),
      schools: schools.map(({ uai, name }) => ({ uai, name })),
      kinds: countingKinds.map((kind) => ({ kind, words: countingWords[kind] })),
      mayAct: holds(signedIn!.agent.role, 'agent'),
      maySupervise: holds(signedIn!.agent.role, 'supervisor'),
    },
  };
}

const show: Page = {
  method: 'GET',
  url: '/redevances/communes/:insee',
  who: 'reader',
  answer: (asked) => communePage(asked, noticeOf(asked.query)),
};

const correct: Page = {
  method: 'POST',
  url: '/redevances/communes/:insee/corriger',
  who: 'supervisor',
  async answer(asked) {
    const { desk, signedIn, form, params } = asked;
    const year = askedYear(asked);
    const outcome = await correctStatement(desk.verbs, signedIn!.agent, {
      ...{ year, communeInsee: params['insee']!, fingerprint: form.text('_empreinte') },
      reason: form.text('motif').slice(0, 1_000),
    });
    if (outcome.kind !== 'done') return communePage(asked, whyNot(outcome, ''), 422);
    return {
      kind: 'redirect',
      to: `/redevances/communes/${params['insee']}?annee=${year}&fait=releve-corrige`,
    };
  },
};

const count: Page = {
  method: 'POST',
  url: '/redevances/communes/:insee/compter',
  who: 'agent',
  async answer(asked) {
    const { desk, signedIn, form, params } = asked;
    const year = askedYear(asked);
    const kind = countingKinds.find((one) => one === form.text('sorte'));
    if (kind === undefined) return { kind: 'missing' };
    const decisionId = form.text('_action');
    const outcome = await decideCounting(desk.verbs, signedIn!.agent, {
      ...{ communeInsee: params['insee']!, year, kind, uais: form.texts('ecole') },
      reason: form.text('motif').slice(0, 1_000),
      ...(UUID.test(decisionId) ? { decisionId } : {}),
    });
    if (outcome.kind !== 'done') return communePage(asked, whyNot(outcome, ''), 422);
    return { kind: 'redirect', to: `/redevances/communes/${params['insee']}?annee=${year}&fait=comptage` };
  },
};

const withdraw: Page = {
  method: 'POST',
  url: '/redevances/communes/:insee/comptage',
  who: 'agent',
  async answer(asked) {
    const { desk, signedIn, form, params } = asked;
    const year = askedYear(asked);
    const decisionId = form.text('decision');
    if (!UUID.test(decisionId)) return { kind: 'missing' };
    const reason = form.text('motif').slice(0, 1_000);
    const outcome = await withdrawCounting(desk.verbs, signedIn!.agent, { decisionId, year, reason });
    if (outcome.kind !== 'done') return communePage(asked, whyNot(outcome, ''), 422);
    return { kind: 'redirect', to: `/redevances/communes/${params['insee']}?annee=${year}&fait=comptage` };
  },
};

export const communeFeePages: Page[] = [show, correct, count, withdraw];
