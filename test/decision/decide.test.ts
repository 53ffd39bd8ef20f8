import fc from 'fast-check';
import type { Case } from '../../src/decision/case.js';
import { decide } from '../../src/decision/decide.js';
import { refusedReading } from '../../src/form/refused-reading.js';
import type { Person } from '../../src/registry/person.js';
import { aCase, aCommune, aDocument, aField, aReading, jeanJaures } from './a-case.js';

const someone: Person = {
  firstName: 'Paul',
  lastName: 'Mercier',
  jobTitle: 'Directeur',
  email: 'paul.mercier@ac-lyon.fr',
  phone: '+33478201102',
};
const anError = {
  field: 'schools[0].administrator.email',
  code: 'missing',
  severity: 'error',
  where: null,
  message: 'L’adresse manque.',
  suggestion: null,
} as const;
const unread = { sheet: 'Feuille1', cell: 'A40', text: 'ferme en septembre', looksLikeData: true };

test('a complete form from a confirmed, authentic sender is accepted alone', () => {
  const decision = decide(aCase());
  expect(decision).toMatchObject({ outcome: 'accept', reasons: ['all_conditions_hold'], reply: 'accepted' });
  expect(decision.plan?.changes.map((change) => change.kind)).toEqual([
    'add-school',
    'set-contact',
    'set-contact',
  ]);
});

const forbidding: [string, Case, string][] = [
  [
    'a school to be removed',
    aCase({
      documents: [
        aDocument(aReading({ schools: [{ ...aReading().schools[0]!, action: aField('remove' as const) }] })),
      ],
    }),
    'removal_asked',
  ],
  ['an unproven sender', aCase({ message: { authenticity: 'unproven' } }), 'sender_unproven'],
  ['an unconfirmed sender', aCase({ commune: aCommune({ isSenderTrusted: false }) }), 'sender_not_confirmed'],
  ['no convention', aCase({ commune: aCommune({ isConventionInForce: false }) }), 'convention_not_in_force'],
  ['an unread cell', aCase({ documents: [aDocument(aReading({ unread: [unread] }))] }), 'cells_unexplained'],
  ['an unknown school', aCase({ commune: aCommune({ directory: [] }) }), 'school_not_in_directory'],
  [
    'a closing school',
    aCase({ commune: aCommune({ directory: [{ ...jeanJaures, state: 'closing' }] }) }),
    'school_closed',
  ],
  [
    'a school no longer listed',
    aCase({
      commune: aCommune({
        list: {
          contacts: {},
          schools: [{ uai: '0693794Z' as never, name: 'Marie Curie', administrator: someone }],
        },
      }),
    }),
    'school_missing_from_list',
  ],
  [
    'another administrator',
    aCase({
      commune: aCommune({
        list: {
          contacts: {},
          schools: [{ uai: jeanJaures.uai, name: 'Jean Jaurès', administrator: someone }],
        },
      }),
    }),
    'administrator_replaced',
  ],
  [
    'another follow-up person',
    aCase({ commune: aCommune({ list: { contacts: { followUp: someone }, schools: [] } }) }),
    'contact_replaced',
  ],
];

test.each(forbidding)('%s asks an agent', (_title, given, reason) => {
  const decision = decide(given);
  expect(decision.outcome).toBe('ask-agent');
  expect(decision.reasons).toContain(reason);
  expect(decision.plan).toBeNull();
});

test.each<[string, Case, object]>([
  [
    'automatic mail with a document is an agent’s, in silence',
    aCase({ message: { kind: 'automatic', mayAnswer: false, reasons: ['document-attached'] } }),
    { outcome: 'ask-agent', reasons: ['automatic_with_document'], reply: null },
  ],
  [
    'automatic mail that is itself the form is an agent’s, in silence',
    aCase({ message: { kind: 'automatic', mayAnswer: false, reasons: ['form-in-body'] } }),
    { outcome: 'ask-agent', reasons: ['automatic_with_document'], reply: null },
  ],
  [
    'automatic mail is ignored',
    aCase({ message: { kind: 'automatic' } }),
    { outcome: 'ignore', reply: null },
  ],
  [
    'a forged sender is an agent’s item and gets no answer',
    aCase({ message: { authenticity: 'forged' } }),
    { outcome: 'ask-agent', reasons: ['forged'], reply: null },
  ],
  [
    'what may not be answered is not answered',
    aCase({ message: { mayAnswer: false } }),
    { outcome: 'ask-agent', reply: null },
  ],
  [
    'errors go straight back to the commune, whoever sends them',
    aCase({
      message: { authenticity: 'unproven' },
      documents: [aDocument(aReading({ kind: 'invalid', problems: [anError] }))],
    }),
    { outcome: 'correct', reply: 'corrections' },
  ],
  [
    'a form that came before is said to have come',
    aCase({ earlier: { sameAs: 'document', requestId: 'r', receivedAt: new Date(0) } }),
    { outcome: 'already-received', reasons: ['same_document'], reply: 'already-received' },
  ],
  [
    'a mail without form gets the model',
    aCase({ documents: [], message: { kind: 'other' } }),
    { outcome: 'no-form' },
  ],
  [
    'a document that cannot be opened goes back',
    aCase({ documents: [aDocument(refusedReading('encrypted', 'Mot de passe.'))] }),
    { outcome: 'correct', reply: 'unopenable' },
  ],
  [
    'an answer in words is an agent’s',
    aCase({ documents: [], message: { kind: 'answer' } }),
    { outcome: 'ask-agent', reasons: ['answer_without_form'] },
  ],
  [
    'two different forms are an agent’s',
    aCase({ documents: [aDocument(aReading(), 'aa'), aDocument(aReading(), 'bb')] }),
    { outcome: 'ask-agent', reasons: ['several_forms'] },
  ],
  [
    'the same form attached twice is one form',
    aCase({ documents: [aDocument(aReading(), 'aa'), aDocument(aReading(), 'aa')] }),
    { outcome: 'accept' },
  ],
  [
    'a message too large is answered and given to an agent',
    aCase({ documents: [], message: { kind: 'other', leftOnServer: 'too_large' } }),
    { outcome: 'ask-agent', reply: 'too-large' },
  ],
  [
    'a message that defeated us is an agent’s, in silence',
    aCase({ documents: [], message: { kind: 'other', reasons: ['processing-failed'] } }),
    { outcome: 'ask-agent', reasons: ['processing_failed'], reply: null },
  ],
])('%s', (_title, given, expected) => {
  expect(decide(given)).toMatchObject(expected);
});

test('a form is accepted only when every condition holds, whatever else is true', () => {
  const anyCase = fc.record({
    kind: fc.constantFrom('form', 'answer', 'automatic', 'other'),
    mayAnswer: fc.boolean(),
    authenticity: fc.constantFrom('authentic', 'unproven', 'forged'),
    leftOnServer: fc.constantFrom(null, null, 'too_large', 'not_given'),
    isSenderTrusted: fc.boolean(),
    isConventionInForce: fc.boolean(),
    isInvalid: fc.boolean(),
    hasUnread: fc.boolean(),
    isSchoolKnown: fc.boolean(),
    state: fc.constantFrom('open', 'closing', 'closed'),
    wasSeen: fc.boolean(),
    isReplaced: fc.boolean(),
    documents: fc.constantFrom(0, 1, 2),
    reasons: fc.subarray(['infected', 'not-scanned', 'spam', 'processing-failed', 'asks-to-end-convention'], {
      maxLength: 1,
    }),
    claims: fc.boolean(),
    joins: fc.constantFrom('nothing', 'the same list', 'a longer list'),
    asksRemoval: fc.boolean(),
    isContactReplaced: fc.boolean(),
    lists: fc.constantFrom('nothing', 'another school'),
  });
  fc.assert(
    fc.property(anyCase, (some) => {
      const reading = aReading({
        ...(some.isInvalid ? { kind: 'invalid' as const, problems: [anError] } : {}),
        unread: some.hasUnread ? [unread] : [],
        ...(some.asksRemoval
          ? { schools: [{ ...aReading().schools[0]!, action: aField('remove' as const) }] }
          : {}),
      });
      const longer = [
        ...aReading().schools,
        { ...aReading().schools[0]!, name: aField('École Marie Curie') },
      ];
      const pending = aReading(some.joins === 'a longer list' ? { schools: longer } : {});
      const another = { uai: '0693794Z' as never, name: 'Marie Curie', administrator: someone };
      const { kind, mayAnswer, authenticity, leftOnServer } = some;
      const listed = { uai: jeanJaures.uai, name: 'Jean Jaurès', administrator: someone };
      const decision = decide(
        aCase({
          message: { kind, mayAnswer, authenticity, leftOnServer, reasons: some.reasons } as Case['message'],
          documents: ['aa', 'bb'].slice(0, some.documents).map((sha256) => aDocument(reading, sha256)),
          commune: aCommune({
            isSenderTrusted: some.isSenderTrusted,
            isConventionInForce: some.isConventionInForce,
            directory: some.isSchoolKnown ? [{ ...jeanJaures, state: some.state as 'open' }] : [],
            list: {
              contacts: some.isContactReplaced ? { followUp: someone } : {},
              schools: [
                ...(some.isReplaced ? [listed] : []),
                ...(some.lists === 'another school' ? [another] : []),
              ],
            },
          }),
          claims: some.claims ? { requestId: 'p' } : null,
          joins: some.joins === 'nothing' ? null : { requestId: 'j', isAwaitingCommune: true, pending },
          earlier: some.wasSeen ? { sameAs: 'content', requestId: 'r', receivedAt: new Date(0) } : null,
        }),
      );
      const allHold =
        kind !== 'automatic' &&
        mayAnswer &&
        authenticity === 'authentic' &&
        leftOnServer === null &&
        some.isSenderTrusted &&
        some.isConventionInForce &&
        !some.isInvalid &&
        !some.hasUnread &&
        some.isSchoolKnown &&
        some.state === 'open' &&
        !some.wasSeen &&
        !some.isReplaced &&
        some.documents === 1 &&
        some.reasons.length === 0 &&
        !some.claims &&
        some.joins !== 'a longer list' &&
        !some.asksRemoval &&
        !some.isContactReplaced &&
        some.lists === 'nothing';
      expect(decision.outcome === 'accept').toBe(allHold);
      if (!mayAnswer || authenticity === 'forged' || kind === 'automatic') expect(decision.reply).toBeNull();
    }),
    { numRuns: 10_000 },
  );
  expect(
    decide(aCase({ joins: { requestId: 'j', isAwaitingCommune: true, pending: aReading() } })).outcome,
  ).toBe('accept');
});

test('a removal, or a school that is not found, does not hide what else is taken away', () => {
  const list = {
    contacts: { followUp: someone },
    schools: [{ uai: jeanJaures.uai, name: 'Jean Jaurès', administrator: someone }],
  };
  const [first] = aReading().schools;
  const removal = { ...first!, name: aField('École Marie Curie'), action: aField('remove' as const) };
  const unknown = { ...first!, name: aField('École des Trois Sapins') };
  for (const other of [removal, unknown]) {
    const documents = [aDocument(aReading({ schools: [first!, other] }))];
    const decision = decide(aCase({ documents, commune: aCommune({ list }) }));
    expect(decision).toMatchObject({ outcome: 'ask-agent', plan: null });
    expect(decision.reasons).toEqual(
      expect.arrayContaining(['administrator_replaced', 'contact_replaced', 'school_not_in_directory']),
    );
    expect(decision.reasons).not.toContain('school_missing_from_list');
  }
});
