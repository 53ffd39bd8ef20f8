import type { ReplyFacts } from '../../src/reply/reply-facts.js';
import { replyKinds } from '../../src/reply/reply-kinds.js';
import { aReplyOf, someProblems, someSchools, someUnderstood } from './a-reply.js';

const oneSchool = someSchools.slice(0, 1);
const severalSuccessions = someSchools.map((school) => ({
  ...{ school, formerName: 'Karim Benali', newName: 'Lucie Faure' },
}));
const early = { dueOn: '2026-12-25', targetOn: '2026-12-24' };

/** Every branch of every template, named. */
export function aReplyOfEachShape(): [string, ReplyFacts][] {
  const usual = replyKinds.map((kind): [string, ReplyFacts] => [kind, aReplyOf(kind)]);
  return [
    ...usual,
    [
      'accepted, with removals and warnings',
      aReplyOf('accepted', { removedSchools: oneSchool, warnings: someProblems.slice(4) }),
    ],
    [
      'accepted, commune unknown',
      aReplyOf('accepted', { communeName: null, originalSubject: '', deadline: early }),
    ],
    [
      'corrections, nothing else',
      aReplyOf('corrections', { schools: [], problems: someProblems.slice(0, 1), workbookName: null }),
    ],
    ['corrections, copied into our model', aReplyOf('corrections', { workbookIs: 'ours' })],
    ['no-form, the model holds the list', aReplyOf('no-form', { isModelPrefilled: true })],
    ['unopenable, the model holds the list', aReplyOf('unopenable', { isModelPrefilled: true })],
    ['unopenable, no model', aReplyOf('unopenable', { modelName: null })],
    ['under-review, nothing read', aReplyOf('under-review', { schools: [], warnings: [] })],
    ['no-form, nothing joined', aReplyOf('no-form', { documentNames: [], modelName: null })],
    [
      'no-form, many documents',
      aReplyOf('no-form', { documentNames: Array.from({ length: 30 }, (_, n) => `photo-${n}.jpg`) }),
    ],
    ['already-received, corrections', aReplyOf('already-received', { standing: 'corrections' })],
    ['already-received, under review', aReplyOf('already-received', { standing: 'under-review' })],
    ['already-received, open', aReplyOf('already-received', { standing: 'open', deadline: null })],
    ['already-received, closed', aReplyOf('already-received', { standing: 'closed', deadline: null })],
    ['sender-to-confirm, nothing read', aReplyOf('sender-to-confirm', { schools: [], communeName: null })],
    [
      'correction-thanks, some left',
      aReplyOf('correction-thanks', {
        outcome: 'corrections',
        problems: someProblems.slice(0, 2),
        workbookName: 'liste.xlsx',
      }),
    ],
    [
      'correction-thanks, under review',
      aReplyOf('correction-thanks', { outcome: 'under-review', changes: [] }),
    ],
    ['access-open, one school', aReplyOf('access-open', { schools: oneSchool, communeName: null })],
    [
      'account-ready, known account',
      aReplyOf('account-ready', { account: 'known', login: null, communeName: null }),
    ],
    ['account-ready, made by hand', aReplyOf('account-ready', { account: 'unsaid', login: null })],
    [
      'account-ready, several schools',
      aReplyOf('account-ready', { account: 'known', administeredSchools: someSchools }),
    ],
    ['access-open, more administrators', aReplyOf('access-open', { isAddition: true })],
    ['access-open, others to come', aReplyOf('access-open', { remaining: 2 })],
    [
      'administrator-changed, several schools',
      aReplyOf('administrator-changed', { successions: severalSuccessions }),
    ],
    ['administrator-changed, to the former one', aReplyOf('administrator-changed', { recipient: 'former' })],
    ['administrator-changed, to the new one', aReplyOf('administrator-changed', { recipient: 'new' })],
    ['renewal-opening, no workbook', aReplyOf('renewal-opening', { modelName: null, communeName: null })],
    [
      'renewal-answer, unchanged',
      aReplyOf('renewal-answer', {
        understood: { kept: someSchools, added: [], changed: [], removed: [], missing: [] },
        removalsFrom: null,
      }),
    ],
    [
      'renewal-answer, some missing',
      aReplyOf('renewal-answer', {
        understood: { ...someUnderstood, removed: [], missing: oneSchool },
        ...{ removalsFrom: null, warnings: someProblems.slice(4) },
      }),
    ],
    ['renewal-late, a few words', aReplyOf('renewal-late', { schools: [] })],
    ['renewal-renewed, by an agent', aReplyOf('renewal-renewed', { isByAgent: true })],
    ['access-closed, several schools', aReplyOf('access-closed', { schools: someSchools })],
    [
      'convention-notice, too late for the coming anniversary',
      aReplyOf('convention-notice', {
        ...{ noticeReceivedOn: '2027-07-05', endsOn: '2028-10-04', closesOn: '2028-10-05' },
        ...{ lastDay: '2028-07-04', missed: { anniversary: '2027-10-04', lastDay: '2027-07-04' } },
      }),
    ],
    [
      'convention-notice, another convention runs on',
      aReplyOf('convention-notice', { keepsAccess: true, schools: [] }),
    ],
    [
      'convention-ending, another convention runs on',
      aReplyOf('convention-ending', { keepsAccess: true, schools: [] }),
    ],
    [
      'convention-ended, another convention runs on',
      aReplyOf('convention-ended', { keepsAccess: true, schools: [] }),
    ],
    ...(
      [
        'convention-notice',
        'convention-ending',
        'convention-ended',
        'administrator-access-ending',
        'convention-continues',
      ] as const
    ).map((kind): [string, ReplyFacts] => [
      `${kind}, denounced by our side`,
      aReplyOf(kind, { denouncedBy: 'metropole' }),
    ]),
    ['convention-ended, no school', aReplyOf('convention-ended', { schools: [] })],
    [
      'administrator-access-ending, several schools',
      aReplyOf('administrator-access-ending', { administeredSchools: someSchools }),
    ],
    [
      'convention-continues, to an administrator',
      aReplyOf('convention-continues', {
        administrator: { administratorName: 'Karim Benali', administeredSchools: someSchools },
      }),
    ],
    [
      'renewal-question, several schools',
      aReplyOf('renewal-question', {
        understood: { kept: [], added: [], changed: [], removed: [], missing: someSchools },
      }),
    ],
  ];
}
