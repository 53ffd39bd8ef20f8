import { Temporal } from 'temporal-polyfill';
import type { Reading } from '../../form/reading.js';
import type { CommuneList } from '../../registry/change.js';
import type { NoChange } from '../../registry/no-change-words.js';
import { type SchoolYear, schoolYearOf } from '../../registry/school-year.js';
import { type YearAsked, yearAsked } from '../../registry/year-asked.js';
import { noYearWords, yearWordsOf } from '../../registry/year-words.js';
import type { CommuneFile } from '../case.js';

/** A campaign that asks a commune for its list. */
export type CaseCampaign = {
  year: SchoolYear;
  days: Record<'opensOn' | 'lastDay' | 'applyBy' | 'removalsFrom', Temporal.PlainDate>;
  hasAnswered: boolean;
};

/** What a message is to the campaign that its commune is asked by. */
export type CaseRenewal = CaseCampaign & {
  communeInsee: string;
  isConventionInForce: boolean;
  isOnTime: boolean;
  /** It answers a letter of the campaign. */
  answersLetter: boolean;
  /** What its words say, when it brings no form. */
  says: NoChange;
  /** The list in force for the campaign’s year, before this answer. */
  list: CommuneList;
};

/** What is known of a message when its year is looked for. */
export type YearMaterial = {
  receivedOn: Temporal.PlainDate;
  /** Codes of the sender’s own words. */
  says: readonly string[];
  reading: Reading | null;
  /** Those that ask its commune. */
  campaigns: readonly CaseCampaign[];
  /** The year of the campaign whose letter it answers. */
  answersLetterOf: SchoolYear | null;
};

/** The campaign in course on this day: the one of the coming year, from its opening day to 31 August. */
export function campaignInCourse({ receivedOn, campaigns }: YearMaterial): CaseCampaign | null {
  const coming = campaigns.find(({ year }) => year === schoolYearOf(receivedOn) + 1);
  if (coming === undefined || Temporal.PlainDate.compare(receivedOn, coming.days.opensOn) < 0) return null;
  return coming;
}

/** Pure. */
export function yearOfMessage(material: YearMaterial): YearAsked {
  const { receivedOn, says, reading, answersLetterOf } = material;
  const campaign = campaignInCourse(material)?.year ?? null;
  return yearAsked({
    ...{ receivedOn, campaign, answersCampaign: campaign !== null && answersLetterOf === campaign },
    ...{ form: reading?.years ?? noYearWords, message: yearWordsOf(says) },
  });
}

/** Pure. Null out of season, and for a form that speaks of another year than the campaign’s. */
export function caseRenewal(
  material: YearMaterial,
  { year, isUnclear }: YearAsked,
  { insee, isConventionInForce, list }: Pick<CommuneFile, 'insee' | 'isConventionInForce' | 'list'>,
): CaseRenewal | null {
  const campaign = campaignInCourse(material);
  const hasForm = material.reading !== null;
  if (campaign === null || (hasForm && !isUnclear && year !== campaign.year)) return null;
  return {
    ...campaign,
    ...{ communeInsee: insee, isConventionInForce, list },
    isOnTime: Temporal.PlainDate.compare(material.receivedOn, campaign.days.lastDay) <= 0,
    answersLetter: material.answersLetterOf === campaign.year,
    says: hasForm || year !== campaign.year ? null : noChangeOf(material.says),
  };
}

function noChangeOf(says: readonly string[]): NoChange {
  if (says.includes('no-change-unsure')) return 'no-change-unsure';
  return says.includes('no-change') ? 'no-change' : null;
}
