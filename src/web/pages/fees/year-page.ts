import { issueStatements, previewFees } from '../../../desk/fees/issue-statements.js';
import type { FeesOfCommune } from '../../../desk/fees/plan-issue.js';
import { euros, spacedSiren } from '../../../fees/amounts-in-french.js';
import { checkTotals } from '../../../fees/check-totals.js';
import { yearOfFees, yearOfFeesOn } from '../../../fees/fee-settings.js';
import { totalsInFrench } from '../../../fees/print-statements.js';
import { inYear } from '../../../registry/yearly.js';
import { plural } from '../../../reply/plural.js';
import { loadStatements, yearsWithStatements } from '../../../store/fees/statements.js';
import type { Answer, Asked, Page } from '../../server/page.js';
import { holds } from '../../server/role.js';
import { longDay, parisDay } from '../../view/short-dates.js';
import { type Notice, noticeOf } from '../notices.js';
import { whyNot } from '../request/on-request.js';
import { askedYear, labelOf, standingWords } from './fee-words.js';

function rowOf({ draft, issued, standing }: FeesOfCommune, year: number) {
  const shown = (issued ?? draft)!;
  return {
    name: shown.communeName,
    href: `/redevances/communes/${shown.communeInsee}?annee=${year}`,
    siren: spacedSiren(shown.siren),
    schools: shown.schools,
    amount: euros(shown.totalCents),
    ...standingWords[standing],
    reference: issued?.reference ?? null,
    change:
      standing === 'changed' && draft !== null
        ? `${euros(issued!.totalCents)} → ${euros(draft.totalCents)}`
        : null,
  };
}

async function yearPage(asked: Asked, notice: Notice | null, status = 200): Promise<Answer> {
  const { desk, signedIn, now } = asked;
  const year = askedYear(asked);
  const [{ communes, fingerprint }, statements, known] = await Promise.all([
    previewFees(desk.verbs, year),
    loadStatements(desk.db, year),
    yearsWithStatements(desk.db),
  ]);
  const { fees } = desk.verbs;
  const { from, until } = yearOfFees(fees, year);
  const today = yearOfFeesOn(fees, parisDay(now)).year;
  const current = statements.filter(({ isCurrent }) => isCurrent);
  const totals = checkTotals(current);
  const shown = communes.filter(({ standing }) => standing !== 'nothing');
  const toIssue = shown.filter(({ standing }) => standing === 'to-issue');
  const due = toIssue.reduce((sum, { draft }) => sum + draft!.totalCents, 0);
  return {
    kind: 'page',
    template: 'fees',
    title: `Redevances ${labelOf(fees, year)}`,
    section: 'fees',
    status,
    view: {
      ...{ notice, year, fingerprint, label: labelOf(fees, year), here: `/redevances?annee=${year}` },
      span: `du ${longDay(from)} au ${longDay(until)}`,
      price: euros(inYear(fees.priceCents, year)),
      years: [...new Set([today + 1, today, ...known])]
        .sort((one, other) => other - one)
        .map((one) => ({ name: labelOf(fees, one), href: `/redevances?annee=${one}`, isHere: one === year })),
      rows: shown.map((one) => rowOf(one, year)),
      toIssue: {
        count: toIssue.length,
        words: plural(toIssue.length, 'relevé', 'relevés'),
        amount: euros(due),
      },
      toCorrect: shown.filter(({ standing }) => standing === 'changed').length,
      isIssued: current.length > 0,
      issued: {
        communes: totals.communes,
        schools: totals.schools,
        total: euros(totals.totalCents),
        areRight: totals.areRight,
        check: totalsInFrench(totals),
      },
      maySupervise: holds(signedIn!.agent.role, 'supervisor'),
    },
  };
}

const show: Page = {
  method: 'GET',
  url: '/redevances',
  who: 'reader',
  answer: (asked) => yearPage(asked, noticeOf(asked.query)),
};

const issue: Page = {
  method: 'POST',
  url: '/redevances/emettre',
  who: 'supervisor',
  async answer(asked) {
    const { desk, signedIn, form } = asked;
    const year = askedYear(asked);
    const fingerprint = form.text('_empreinte');
    const outcome = await issueStatements(desk.verbs, signedIn!.agent, { year, fingerprint });
    if (outcome.kind !== 'done') return yearPage(asked, whyNot(outcome, ''), 422);
    return { kind: 'redirect', to: `/redevances?annee=${year}&fait=releves-emis` };
  },
};

export const yearPages: Page[] = [show, issue];
