import { Temporal } from 'temporal-polyfill';
import {
  type LetterSent,
  letterDue,
  type ParticipantFacts,
  renewalStanding,
  silenceOf,
} from '../../src/registry/renewal-standing.js';

const silent: ParticipantFacts = {
  ...{ contact: 'living', hasList: true, isLeaving: false, letters: [], answer: null, settledAs: null },
};
const aLetter = (letter: LetterSent['letter'], more: Partial<LetterSent> = {}): LetterSent => ({
  ...{ letter, replyId: letter, recipient: 'suivi@corbas.fr', status: 'sent' },
  ...{ sentAt: new Date('2027-05-03T08:00:00Z'), ...more },
});
const list = { kind: 'list', isLate: false, isAccepted: false } as const;

test.each<[string, Partial<ParticipantFacts>, string]>([
  ['to-write', {}, ''],
  ['written', { letters: [aLetter('opening')] }, ''],
  ['reminded', { letters: [aLetter('opening'), aLetter('reminder-1')] }, ''],
  ['answered', { letters: [aLetter('opening')], answer: list }, ''],
  ['answered', { answer: { ...list, kind: 'no-change' } }, ''],
  ['unchanged', { answer: { kind: 'no-change', isLate: false, isAccepted: true } }, ''],
  ['late', { answer: { ...list, isLate: true }, settledAs: 'renewed' }, ''],
  ['renewed', { settledAs: 'renewed', letters: [aLetter('opening')] }, ''],
  ['decided', { settledAs: 'left-by-agent' }, ''],
  ['leaving', { isLeaving: true, contact: 'none' }, ''],
  ['blocked', { contact: 'none' }, 'no_contact'],
  ['blocked', { contact: 'unreachable' }, 'contact_unreachable'],
  ['blocked', { hasList: false }, 'no_list'],
  [
    'blocked',
    { letters: [aLetter('opening'), aLetter('reminder-1', { status: 'bounced' })] },
    'letter_bounced',
  ],
  ['blocked', { letters: [aLetter('opening', { status: 'failed', sentAt: null })] }, 'letter_refused'],
])('%s: %j %s', (standing, facts, blockedBy) => {
  expect(renewalStanding({ ...silent, ...facts })).toEqual({ standing, blockedBy: blockedBy || null });
});

test('silence renews on the evidence of the letters that left', () => {
  const letters = [aLetter('opening'), aLetter('reminder-1', { status: 'queued', sentAt: null })];
  expect(silenceOf({ ...silent, letters })).toEqual({
    kind: 'renews',
    evidence: [
      {
        letter: 'opening',
        replyId: 'opening',
        recipient: 'suivi@corbas.fr',
        sentAt: '2027-05-03T08:00:00.000Z',
      },
    ],
  });
});

test.each<[string, Partial<ParticipantFacts>, object]>([
  ['no letter left', {}, { kind: 'blocked', by: 'letter_not_sent' }],
  [
    'the letter is held',
    { letters: [aLetter('opening', { status: 'held', sentAt: null })] },
    { kind: 'blocked', by: 'letter_not_sent' },
  ],
  [
    'a letter came back',
    { letters: [aLetter('opening', { status: 'bounced' })] },
    { kind: 'blocked', by: 'letter_bounced' },
  ],
  ['nobody is known', { contact: 'none' }, { kind: 'blocked', by: 'no_contact' }],
  ['it answered', { answer: list }, { kind: 'none' }],
  ['it leaves', { isLeaving: true }, { kind: 'none' }],
  ['it is settled', { settledAs: 'renewed' }, { kind: 'none' }],
])('silence renews nothing when %s', (_why, facts, silence) => {
  expect(silenceOf({ ...silent, ...facts })).toEqual(silence);
});

const day = (text: string) => Temporal.PlainDate.from(text);
const days = {
  ...{ opensOn: day('2027-05-03'), lastDay: day('2027-06-20') },
  remindsOn: [day('2027-05-31'), day('2027-06-14')],
};
const dayOf = (instant: Date) => day(instant.toISOString().slice(0, 10));
const opened = { letters: [aLetter('opening')] };

test.each<[string, Partial<ParticipantFacts>, string | null]>([
  ['2027-05-02', {}, null],
  ['2027-05-03', {}, 'opening'],
  ['2027-06-20', {}, 'opening'],
  ['2027-06-21', {}, null],
  ['2027-05-30', opened, null],
  ['2027-05-31', opened, 'reminder-1'],
  ['2027-06-13', { letters: [aLetter('opening'), aLetter('reminder-1')] }, null],
  ['2027-06-14', { letters: [aLetter('opening'), aLetter('reminder-1')] }, 'reminder-2'],
  ['2027-06-15', opened, 'reminder-2'],
  ['2027-06-01', { letters: [aLetter('opening', { sentAt: new Date('2027-05-29T08:00:00Z') })] }, null],
  ['2027-06-01', { letters: [aLetter('opening', { status: 'queued', sentAt: null })] }, null],
  ['2027-06-15', { ...opened, answer: list }, null],
  ['2027-05-10', { contact: 'none' }, null],
])('on %s a commune %j is owed %s', (today, facts, letter) => {
  expect(letterDue({ ...silent, ...facts }, days, day(today), dayOf)).toBe(letter);
});
