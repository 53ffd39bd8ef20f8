import type { Temporal } from 'temporal-polyfill';
import type { CommuneList, SchoolOnList } from '../registry/change.js';
import { communeByInsee } from '../registry/find-commune.js';
import type { Person } from '../registry/person.js';
import type { RenewalLetter } from '../registry/renewal-standing.js';
import { type SchoolYear, schoolYearLabel } from '../registry/school-year.js';
import type { ReplyFacts, SchoolUnderstood } from './reply-facts.js';

export type RenewalLetterAsk = {
  letter: RenewalLetter;
  year: SchoolYear;
  communeInsee: string;
  list: CommuneList;
  days: Record<'lastDay' | 'applyBy' | 'removalsFrom', Temporal.PlainDate>;
  /** When it is written, and the day the opening letter left. */
  now: Date;
  writtenOn: Temporal.PlainDate | null;
  isByAgent?: boolean;
};

/** A letter of a campaign before it is owed: what a rehearsal shows, and what then leaves. */
export type DraftedRenewalLetter = {
  recipient: string | null;
  cc: string | null;
  facts: ReplyFacts;
  attachments: readonly {
    kind: 'model-form';
    name: string;
    communeInsee: string;
    isPrefilled: true;
    schoolYear: SchoolYear;
  }[];
};

/** The reference of a commune in a campaign, e.g. `RC-2027-69273`: letters bear it before there is any request. */
export function renewalReference(year: SchoolYear, communeInsee: string): string {
  return `RC-${year}-${communeInsee}`;
}

/** Pure: to the follow-up person, with a copy to the technical contact. */
export function draftRenewalLetter(ask: RenewalLetterAsk): DraftedRenewalLetter {
  const { year, communeInsee, list, letter } = ask;
  const recipient = list.contacts.followUp?.email.toLowerCase() ?? null;
  const technical = list.contacts.technical?.email.toLowerCase() ?? null;
  const name = `Liste laclasse.com ${schoolYearLabel(year)}.xlsx`;
  const workbook = { kind: 'model-form', name, communeInsee, isPrefilled: true, schoolYear: year } as const;
  return {
    recipient,
    cc: technical === recipient ? null : technical,
    facts: factsOf(ask, name),
    attachments: letter === 'renewed' ? [] : [workbook],
  };
}

function factsOf(
  { letter, year, communeInsee, list, days, now, writtenOn, isByAgent = false }: RenewalLetterAsk,
  modelName: string,
): ReplyFacts {
  const common = {
    ...{ reference: renewalReference(year, communeInsee), receivedAt: now, originalSubject: '' },
    communeName: communeByInsee(communeInsee)?.name ?? null,
    schoolYear: schoolYearLabel(year),
    schools: list.schools.map(understoodSchool),
    lastDay: days.lastDay.toString(),
  };
  if (letter === 'renewed') return { kind: 'renewal-renewed', ...common, isByAgent };
  const asked = {
    ...common,
    ...{ modelName, isModelPrefilled: true },
    ...{ applyBy: days.applyBy.toString(), removalsFrom: days.removalsFrom.toString() },
  };
  if (letter === 'opening' || writtenOn === null) return { kind: 'renewal-opening', ...asked };
  return { kind: 'renewal-reminder', ...asked, writtenOn: writtenOn.toString() };
}

export function understoodSchool({ name, uai, administrator }: SchoolOnList): SchoolUnderstood {
  return { name, uai, administrator: personName(administrator) };
}

export function personName({ firstName, lastName }: Person): string {
  return `${firstName} ${lastName}`;
}
