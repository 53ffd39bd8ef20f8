import fc from 'fast-check';
import type { Case } from '../../../src/decision/case.js';
import { decide } from '../../../src/decision/decide.js';
import type { MessageKind } from '../../../src/intake/sorted-message.js';
import { loadTemplates } from '../../../src/reply/write-reply.js';
import type { KnownRequest, ReadMessage, StoredCommune } from '../../../src/store/cases.js';
import { type OweContext, oweReply } from '../../../workers/decide/owe-reply.js';
import { aCommune, aDocument, aReading } from '../../decision/a-case.js';
import { aService, TEMPLATES } from '../../reply/a-reply.js';

beforeAll(() => loadTemplates(TEMPLATES));

const OURS = ['support@laclasse.com', 'support@laclass.com'];
const settings = {
  service: aService,
  replies: 'send' as const,
  ownAddresses: OURS,
  maxMessageBytes: 36_700_160,
  printReference: (reference: string) => reference,
};

const request: KnownRequest = {
  id: '0193592e-7d10-7c2e-9a51-6d1f6f0b1c2d',
  reference: 'LC-2026-00042',
  status: 'awaiting-agent',
  communeInsee: '69273',
  sender: 'mairie@corbas.fr',
  openedAt: new Date('2026-11-23T20:42:00Z'),
  dueOn: '2026-12-07',
  targetOn: '2026-12-07',
  proof: 'authentic',
  rfcMessageIds: [],
};

function aMessage(about: Partial<ReadMessage> = {}): ReadMessage {
  return {
    id: '0193592e-0000-7c2e-9a51-6d1f6f0b1c2d',
    receivedAt: new Date('2026-11-23T20:42:00Z'),
    kind: 'form',
    mayAnswer: true,
    reasons: [],
    authenticity: 'authentic',
    leftOnServer: null,
    sizeBytes: 1_000,
    failures: 0,
    from: 'mairie@corbas.fr',
    subject: 'Nos écoles',
    rfcMessageId: '<a@corbas.fr>',
    referenceIds: [],
    requestReference: null,
    says: [],
    bounced: [],
    documents: [{ ...aDocument(), contentKey: 'key' }],
    ...about,
  };
}

/** Corbas, whose follow-up person the registry knows. */
function corbas(followUpEmail = 'suivi@corbas.fr'): StoredCommune {
  const followUp = {
    firstName: 'H',
    lastName: 'M',
    jobTitle: 'D',
    email: followUpEmail,
    phone: '+33472900318',
  };
  return {
    ...aCommune({ list: { contacts: { followUp }, schools: [] } }),
    trusted: { addresses: new Set(['mairie@corbas.fr']), domains: new Set() },
  };
}

function owed(message: ReadMessage, about: Partial<OweContext> = {}, given: Partial<Case> = {}) {
  const commune = aCommune({ list: { contacts: {}, schools: [] } });
  const documents = message.documents;
  const decision = decide({ message, documents, commune, earlier: null, joins: null, ...given });
  const context = {
    ...{ request, firstReceivedAt: null, corrected: null, confirmedBy: null, renewal: null },
    wasRefusedToday: () => false,
  };
  return { decision, reply: oweReply(settings, message, decision, { ...context, ...about }) };
}

const wrong = aReading({
  kind: 'invalid',
  problems: [
    {
      field: 'schools[0].administrator.email',
      code: 'missing',
      severity: 'error',
      where: null,
      message: 'L’adresse manque.',
      suggestion: null,
    },
  ],
});
const wrongForm = { documents: [{ ...aDocument(wrong), contentKey: 'wrong' }] };

const addresses = fc.constantFrom(
  'mairie@corbas.fr',
  ...OURS,
  'support+retour-0193592e@laclasse.com',
  'no-reply@corbas.fr',
  'ne-pas-repondre@ville.fr',
  'mailer-daemon@corbas.fr',
  'postmaster@corbas.fr',
  'liste-bounces@listes.fr',
  'owner-liste@listes.fr',
  'notifications@portail.fr',
  'challenge@mailinblack.com',
  '',
  'sans arobase',
);
const machines = (address: string) => address !== 'mairie@corbas.fr';

test('whatever is decided, nothing is owed to a machine, to ourselves, to a forger, nor to what may not be answered', () => {
  let answered = 0;
  fc.assert(
    fc.property(
      fc.record({
        kind: fc.constantFrom<MessageKind>('form', 'answer', 'automatic', 'other'),
        mayAnswer: fc.boolean(),
        authenticity: fc.constantFrom('authentic' as const, 'unproven' as const, 'forged' as const),
        leftOnServer: fc.constantFrom(null, 'too_large' as const, 'not_given' as const),
        from: fc.option(fc.oneof({ weight: 3, arbitrary: fc.constant('mairie@corbas.fr') }, addresses)),
        documents: fc.constantFrom([], aMessage().documents, wrongForm.documents),
      }),
      (about) => {
        const { reply } = owed(aMessage(about));
        if (reply !== null) answered += 1;
        const isBarred =
          about.kind === 'automatic' ||
          !about.mayAnswer ||
          about.authenticity === 'forged' ||
          about.from === null ||
          machines(about.from);
        if (isBarred) expect(reply).toBeNull();
        else if (about.leftOnServer === 'not_given') expect(reply).toBeNull();
        else expect(reply?.recipient).toBe(about.from);
      },
    ),
    { numRuns: 2_000 },
  );
  expect(answered).toBeGreaterThan(100);
});

test('the border does not rely on what was decided: a decision to answer a machine owes nothing', () => {
  const message = aMessage();
  const { decision } = owed(message);
  expect(decision.reply).not.toBeNull();
  for (const about of [
    { kind: 'automatic' as const },
    { mayAnswer: false },
    { authenticity: 'forged' as const },
    { from: 'support@laclasse.com' },
    { from: 'no-reply@corbas.fr' },
  ]) {
    const context = { request, firstReceivedAt: null, corrected: null, confirmedBy: null, renewal: null };
    const reply = oweReply(settings, { ...message, ...about }, decision, {
      ...context,
      wasRefusedToday: () => false,
    });
    expect(reply).toBeNull();
  }
});

test('the follow-up person the registry knows has a copy of what somebody else asked', () => {
  expect(owed(aMessage(), { confirmedBy: corbas() }).reply).toMatchObject({
    kind: 'accepted',
    recipient: 'mairie@corbas.fr',
    cc: 'suivi@corbas.fr',
  });
});

test.each<[string, Partial<OweContext>, Partial<ReadMessage>, Partial<Case>]>([
  ['the follow-up person writes', { confirmedBy: corbas('mairie@corbas.fr') }, {}, {}],
  ['the sender is not confirmed', { confirmedBy: null }, {}, {}],
  ['the follow-up address is one of ours', { confirmedBy: corbas('support@laclasse.com') }, {}, {}],
  ['the follow-up address is a machine’s', { confirmedBy: corbas('no-reply@corbas.fr') }, {}, {}],
  [
    'the sender is to be confirmed',
    { confirmedBy: corbas() },
    {},
    { commune: aCommune({ isSenderTrusted: false }) },
  ],
])('nobody has a copy when %s', (_when, about, message, given) => {
  const { reply } = owed(aMessage(message), about, given);
  expect(reply?.cc).toBeNull();
});

test('a follow-up person that only the form names has no copy', () => {
  const unknown = { ...corbas(), list: { contacts: {}, schools: [] } };
  expect(owed(aMessage(), { confirmedBy: unknown }).reply?.cc).toBeNull();
});

test('a refusal for a reason told today is written and kept back', () => {
  const wasRefusedToday = (_to: string, refusal: string) => refusal === 'no-form';
  const message = aMessage({ kind: 'other', documents: [] });
  expect(owed(message, { wasRefusedToday }).reply).toMatchObject({
    kind: 'no-form',
    refusal: 'no-form',
    status: 'suppressed',
  });
  expect(owed(message).reply).toMatchObject({ status: 'queued' });
});

test('another form that is still wrong is another reason: it is answered', () => {
  const first = owed(aMessage(wrongForm)).reply!;
  const again = { documents: [{ ...wrongForm.documents[0]!, contentKey: 'wrong otherwise' }] };
  const second = owed(aMessage(again), {
    wasRefusedToday: (_to, refusal) => refusal === first.refusal,
  }).reply;
  expect(second).toMatchObject({ kind: 'corrections', status: 'queued' });
});

test('good news is never kept back', () => {
  expect(owed(aMessage(), { wasRefusedToday: () => true }).reply).toMatchObject({
    kind: 'accepted',
    refusal: null,
    status: 'queued',
  });
});

test('who asks by mail to end the convention is told how at once, and an agent reads it; a form is not lost', () => {
  const message = aMessage({ kind: 'other', documents: [], reasons: ['asks-to-end-convention'] });
  const { decision, reply } = owed(message);
  expect(decision).toMatchObject({ outcome: 'ask-agent', reasons: ['convention_end_asked'], plan: null });
  expect(reply).toMatchObject({ kind: 'not-a-notice', status: 'queued' });
  const withForm = owed(aMessage({ reasons: ['asks-to-end-convention'] }));
  expect(withForm.decision).toMatchObject({ outcome: 'ask-agent', form: { readingId: 'r1' }, plan: null });
  expect(withForm.reply).toMatchObject({ kind: 'under-review' });
});
