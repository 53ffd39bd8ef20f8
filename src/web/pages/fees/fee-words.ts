import type { FeesOfCommune } from '../../../desk/fees/plan-issue.js';
import type { CountingDecision } from '../../../fees/counting-decision.js';
import { type FeeSettings, yearOfFees, yearOfFeesOn } from '../../../fees/fee-settings.js';
import type { PrintWords } from '../../../fees/print-statements.js';
import { dayInFrench } from '../../../reply/french-dates.js';
import type { Asked } from '../../server/page.js';
import { parisDay, shortInstant } from '../../view/short-dates.js';

export const standingWords: Record<FeesOfCommune['standing'], { words: string; tone: string }> = {
  'to-issue': { words: 'à émettre', tone: 'info' },
  issued: { words: 'émis', tone: 'ok' },
  changed: { words: 'à corriger : le registre a changé', tone: 'warn' },
  nothing: { words: 'rien à devoir', tone: '' },
};

export const countingWords: Record<CountingDecision['kind'], string> = {
  'as-one': 'Compter ces écoles pour une seule (groupe scolaire)',
  'leave-out': 'Ne pas compter',
  add: 'Compter, bien que l’usage ne soit pas connu',
};

/** The year asked for in the address, else the one of today; years of the convention only. */
export function askedYear({ query, form, desk, now }: Asked): number {
  const asked = query.number('annee') || form.number('annee');
  return asked >= 2019 && asked <= 2100 ? asked : yearOfFeesOn(desk.verbs.fees, parisDay(now)).year;
}

/** The year a file's address names, or null. */
export function yearNamed({ params }: Asked): number | null {
  const year = Number(params['number']);
  return Number.isSafeInteger(year) && year >= 2019 && year <= 2100 ? year : null;
}

export function printWords({ desk }: Asked, year: number): PrintWords {
  const { service } = desk.settings;
  return {
    issuer: [service.controller, service.name, ...service.postalAddress.split('\n'), service.email],
    yearLabel: labelOf(desk.verbs.fees, year),
    day: dayInFrench,
    instant: shortInstant,
  };
}

export function labelOf(settings: FeeSettings, year: number): string {
  return yearOfFees(settings, year).label;
}
