import type { Temporal } from 'temporal-polyfill';
import { type SchoolYear, schoolYearAskedOn, schoolYearOf } from './school-year.js';
import type { YearWords } from './year-words.js';

/** Why a form speaks of the year it does. */
export const yearReasons = [
  /** It names the year in figures. */
  'year_named',
  /** « dès maintenant », « l’année en cours ». */
  'words_say_now',
  /** « à la rentrée prochaine », in the sender’s own words. */
  'words_say_next',
  /** It answers the letter of a campaign. */
  'answers_campaign',
  /** « année scolaire prochaine » in the form, while a campaign for it is in course. */
  'form_says_next',
  /** Neither words nor campaign: the day it came. */
  'day_received',
  /** Unclear: it names two years. */
  'several_years_named',
  /** Unclear: it names a year that is neither this one nor the coming one. */
  'other_year_named',
  /** Unclear: its words say now and its year, or the letter it answers, says otherwise. */
  'words_disagree',
  /** Unclear: a campaign is in course, and nothing says whether this is the answer or something new now. */
  'campaign_in_course',
] as const;
export type YearReason = (typeof yearReasons)[number];

/** The year a form speaks of. `isUnclear`: an agent chooses between `candidates`; `year` is the likeliest. */
export type YearAsked = {
  year: SchoolYear;
  reason: YearReason;
  isUnclear: boolean;
  candidates: readonly SchoolYear[];
};

export type YearSigns = {
  /** The day, in Paris, it was received. */
  receivedOn: Temporal.PlainDate;
  /** Of the form. The model says « année scolaire prochaine » whatever the month: it counts only during a campaign. */
  form: YearWords;
  /** Of the mail, its sender’s own words. */
  message: YearWords;
  /** The year of the campaign that asks this commune for its list, from its opening to 31 August. */
  campaign: SchoolYear | null;
  /** It answers a letter of that campaign. */
  answersCampaign: boolean;
};

/** Pure: what the form and the mail say comes first, then what they answer, then the day. */
export function yearAsked(signs: YearSigns): YearAsked {
  const { receivedOn, form, message, campaign, answersCampaign } = signs;
  const current = schoolYearOf(receivedOn);
  const coming = current + 1;
  const clear = (year: SchoolYear, reason: YearReason): YearAsked => {
    return { year, reason, isUnclear: false, candidates: [year] };
  };
  const unclear = (year: SchoolYear, reason: YearReason): YearAsked => {
    return { year, reason, isUnclear: true, candidates: [current, coming] };
  };

  const byDay = schoolYearAskedOn(receivedOn);
  const likeliest = campaign ?? byDay;
  const named = [...new Set([...form.named, ...message.named])];
  const possible = named.filter((year) => year === current || year === coming);
  if (possible.length > 1) return unclear(likeliest, 'several_years_named');
  if (possible.length === 0 && named.length > 0) return unclear(likeliest, 'other_year_named');
  const [year] = possible;
  const isNow = message.isNow || form.isNow;
  if (year !== undefined) {
    return isNow && year !== current ? unclear(year, 'words_disagree') : clear(year, 'year_named');
  }
  if (isNow && (message.isNext || answersCampaign)) return unclear(likeliest, 'words_disagree');
  if (isNow) return clear(current, 'words_say_now');
  if (message.isNext) return clear(coming, 'words_say_next');
  if (campaign === null) return clear(byDay, 'day_received');
  if (answersCampaign) return clear(campaign, 'answers_campaign');
  return form.isNext ? clear(campaign, 'form_says_next') : unclear(campaign, 'campaign_in_course');
}
