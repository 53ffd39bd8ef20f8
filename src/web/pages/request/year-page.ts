import { chooseYear } from '../../../desk/choose-year.js';
import type { OpenCase } from '../../../desk/open-case.js';
import { compareLists, type ListEffect } from '../../../registry/compare-lists.js';
import type { Person } from '../../../registry/person.js';
import { schoolYearLabel } from '../../../registry/school-year.js';
import type { YearReason } from '../../../registry/year-asked.js';
import type { Answer, Page } from '../../server/page.js';
import { namedRequest, whyNot } from './on-request.js';
import { requestPage } from './show-request.js';

const reasons: Record<YearReason, string> = {
  year_named: 'le formulaire ou le message nomme cette année',
  words_say_now: 'le message dit « dès maintenant »',
  words_say_next: 'le message parle de la rentrée prochaine',
  answers_campaign: 'c’est une réponse à notre lettre de reconduction',
  form_says_next: 'le formulaire dit « année scolaire prochaine », et la campagne est en cours',
  day_received: 'd’après la date de réception',
  several_years_named: 'deux années scolaires sont nommées',
  other_year_named: 'l’année nommée n’est ni celle-ci, ni la prochaine',
  words_disagree: 'les mots disent « maintenant », le reste dit l’année prochaine',
  campaign_in_course: 'une campagne est en cours, et rien ne dit si c’en est la réponse',
};

/** The year a form speaks of, why, and between which an agent chooses. */
export function yearView({ year, possibleYears, renewal }: OpenCase) {
  return {
    label: schoolYearLabel(year.year),
    why: reasons[year.reason],
    isUnclear: year.isUnclear,
    isLate: renewal !== null && !renewal.isOnTime,
    isAnswer: renewal !== null,
    choices: possibleYears.map((one) => ({
      ...{ year: one, label: schoolYearLabel(one) },
      isChosen: one === year.year,
    })),
  };
}

const effects: Record<ListEffect, { words: string; tone: string }> = {
  kept: { words: 'maintenue', tone: '' },
  added: { words: 'ajoutée', tone: 'ok' },
  changed: { words: 'administrateur changé', tone: 'warn' },
  corrected: { words: 'coordonnées corrigées', tone: 'info' },
  missing: { words: 'absente : à demander, jamais retirée d’office', tone: 'warn' },
  removed: { words: 'radiation demandée', tone: 'bad' },
};

/** Last year and this year side by side, school by school; null when it answers no campaign. */
export function sideBySide({ renewal, lastYear, judgement }: OpenCase) {
  if (renewal === null || lastYear === null) return null;
  const schools = judgement.lines.flatMap(({ school, name, administrator, isRemoval }) =>
    school === null || administrator === null || isRemoval
      ? []
      : [{ uai: school.uai, name: name ?? school.name, administrator }],
  );
  const asked = judgement.lines.flatMap(({ isRemoval, school }) =>
    isRemoval && school !== null ? [school.uai] : [],
  );
  const rows = compareLists(lastYear, { schools }, asked);
  return {
    before: schoolYearLabel(renewal.year - 1),
    after: schoolYearLabel(renewal.year),
    rows: rows.map(({ name, uai, before, after, effect }) => ({
      ...{ name, uai, before: personWords(before), after: personWords(after), effect: effects[effect] },
    })),
  };
}

function personWords(person: Person | null): string {
  return person === null ? '–' : `${person.firstName} ${person.lastName}, ${person.email}`;
}

/** An agent says which year it is. */
export const yearPage: Page = {
  method: 'POST',
  url: '/demandes/:reference/annee',
  who: 'agent',
  async answer(asked): Promise<Answer> {
    const request = await namedRequest(asked);
    if (request === null) return { kind: 'missing' };
    const { form, desk, signedIn } = asked;
    const on = { requestId: request.id, version: form.number('_version') };
    const outcome = await chooseYear(desk.verbs, signedIn!.agent, { ...on, year: form.number('annee') });
    if (outcome.kind === 'done') return { kind: 'redirect', to: `/demandes/${request.reference}?fait=fait` };
    const status = outcome.kind === 'conflict' ? 409 : 422;
    return requestPage(asked, request.reference, whyNot(outcome, request.reference), status);
  },
};
