import { Temporal } from 'temporal-polyfill';
import { type YearSigns, yearAsked } from '../../src/registry/year-asked.js';
import { noYearWords, readYearWords, yearCodes, yearWordsOf } from '../../src/registry/year-words.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const asked = (receivedOn: string, more: Partial<YearSigns> = {}) =>
  yearAsked({
    receivedOn: day(receivedOn),
    ...{ form: noYearWords, message: noYearWords, campaign: null, answersCampaign: false },
    ...more,
  });

test.each([
  ['Année scolaire 2027-2028', [2027], false, false],
  ['pour l’année scolaire 2027 / 28', [2027], false, false],
  ['2027–2028 puis 2028-2029', [2027, 2028], false, false],
  ['à la rentrée de septembre 2027', [2027], false, false],
  ['tél. 04-72-20-27-28', [], false, false],
  ['délibération 2019-2024', [], false, false],
  ['le 2027-05-12', [], false, false],
  ['pour l’année scolaire prochaine', [], true, false],
  ['À la rentrée prochaine', [], true, false],
  ['dès maintenant', [], false, true],
  ['pour l’année scolaire en cours', [], false, true],
  ['merci de répondre dès que possible', [], false, false],
])('%s: years %j, next %s, now %s', (text, named, isNext, isNow) => {
  const words = readYearWords(text);
  expect(words).toEqual({ named, isNext, isNow });
  expect(yearWordsOf(yearCodes(words))).toEqual(words);
});

test.each([
  ['2026-11-24', 2026],
  ['2027-05-31', 2026],
  ['2027-06-01', 2027],
  ['2027-08-31', 2027],
  ['2027-09-01', 2027],
])('without a word and out of season, a form of %s speaks of %i by its day', (received, year) => {
  expect(asked(received)).toEqual({ year, reason: 'day_received', isUnclear: false, candidates: [year] });
});

const says = readYearWords;
test.each<[string, string, Partial<YearSigns>, number, string]>([
  ['its year in figures', '2027-03-10', { form: says('2027-2028') }, 2027, 'year_named'],
  [
    'this year in figures, in June',
    '2027-06-10',
    { form: says('2026-2027'), campaign: 2027 },
    2026,
    'year_named',
  ],
  ['« dès maintenant » in June', '2027-06-10', { message: says('dès maintenant') }, 2026, 'words_say_now'],
  [
    '« à la rentrée prochaine » in March',
    '2027-03-10',
    { message: says('à la rentrée prochaine') },
    2027,
    'words_say_next',
  ],
  [
    '« prochaine » of the model, in November',
    '2026-11-10',
    { form: says('année scolaire prochaine') },
    2026,
    'day_received',
  ],
  [
    '« prochaine » of the model, in a campaign',
    '2027-05-10',
    { form: says('année scolaire prochaine'), campaign: 2027 },
    2027,
    'form_says_next',
  ],
  [
    'an answer to the campaign',
    '2027-05-10',
    { campaign: 2027, answersCampaign: true },
    2027,
    'answers_campaign',
  ],
])('%s decides', (_what, received, signs, year, reason) => {
  expect(asked(received, signs)).toMatchObject({ year, reason, isUnclear: false });
});

test.each<[string, string, Partial<YearSigns>, string]>([
  [
    'names both years',
    '2027-06-10',
    { form: says('2026-2027'), message: says('2027-2028') },
    'several_years_named',
  ],
  ['names a year long past', '2026-11-10', { form: says('2019-2020') }, 'other_year_named'],
  [
    'says now and names the coming year',
    '2027-06-10',
    { message: says('dès maintenant'), form: says('2027-2028') },
    'words_disagree',
  ],
  [
    'says now in answer to the campaign',
    '2027-06-10',
    { message: says('dès maintenant'), campaign: 2027, answersCampaign: true },
    'words_disagree',
  ],
  ['says nothing while a campaign is in course', '2027-05-10', { campaign: 2027 }, 'campaign_in_course'],
])('a form that %s is for an agent, who chooses between both years', (_what, received, signs, reason) => {
  const found = asked(received, signs);
  expect(found).toMatchObject({ reason, isUnclear: true });
  expect(found.candidates).toHaveLength(2);
  expect(found.candidates).toContain(found.year);
});
