import fc from 'fast-check';
import { sortFile } from '../../src/cli/sort.js';
import { parseMessage } from '../../src/intake/parse-message.js';
import { sortMessage } from '../../src/intake/sort-message.js';
import { aMail, file, html, letterWith, multipart, text } from './builders/a-mail.js';
import { aTnef } from './builders/a-tnef.js';
import { aZip } from './builders/a-zip.js';
import * as documents from './builders/documents.js';
import { forms } from './mails/forms.js';

const settings = { ownAddresses: ['support@laclasse.com'], referenceSecret: 'a secret of the service' };
const sort = (mail: Buffer) => sortMessage(parseMessage(mail), settings);
const breaks = /[\p{Cc}\u2028\u2029\u202a-\u202e]/u;

test('nothing a stranger wrote keeps a line break or a control character', () => {
  const evil = '=?utf-8?q?x=0D=0ABcc=3A_v=40ictim=2Efr=00=E2=80=A8=E2=80=AE?=';
  const sorted = sort(
    aMail({
      from: `${evil} <a@b.fr>`,
      subject: `${evil} ${evil}`,
      messageId: '<a@b>\r\n\tBcc: x@y.fr',
      also: [`Reply-To: ${evil} <c@d.fr>`],
      content: letterWith(
        file('x', documents.ods(), [
          'Content-Type: a/b',
          "Content-Disposition: attachment; filename*=utf-8''a%0D%0A%E2%80%AEb.ods",
        ]),
        file('winmail.dat', aTnef([{ title: 'x', longName: 'a\r\nb.ods', bytes: documents.ods() }])),
        file('e.zip', aZip([{ name: '../../a\r\nb.ods', bytes: documents.ods() }])),
      ),
    }),
  );
  expect(sorted.documents).toHaveLength(3);
  const shown = [sorted.subject, sorted.from, sorted.replyTo, sorted.messageId, ...sorted.references];
  const named = sorted.documents.flatMap(({ name, path }) => [name, path]);
  for (const value of [...shown, ...named]) expect(value ?? '').not.toMatch(breaks);
});

test.each([
  'a@b.fr\r\nBcc: x@y.fr',
  'a@b.fr%0d%0aBcc:x@y.fr',
  '<a@b.fr>, <c@d.fr>',
  '"a@b.fr',
  '<<a@b.fr>>',
  'a@b@c.fr',
  '=?utf-8?q?a=40b=2Efr?=',
  '<a b@c.fr>',
])('From %j gives one clean address or none', (from) => {
  const sender = sort(aMail({ from })).from;
  expect(sender ?? 'none@none').toMatch(/^[^\s<>,;:"()]+@[^\s<>,;:"()@]+$/);
});

test('a stolen reference is not believed, with a guessed check or with none', () => {
  for (const subject of ['RE: LC-2026-00042', 'RE: [LC-2026-00042-2222]']) {
    expect(sort(aMail({ subject }))).toMatchObject({ kind: 'answer', requestReference: null });
  }
});

test('a Reply-To is told and changes nothing else', () => {
  const plain = sort(aMail());
  const diverted = sort(aMail({ also: ['Reply-To: Maire <maire@evil.example>'] }));
  expect(diverted).toMatchObject({
    from: plain.from,
    kind: plain.kind,
    mayAnswer: true,
    replyTo: 'maire@evil.example',
  });
});

test('our own reply bounced back with the form attached starts nothing', () => {
  const reply = aMail({
    from: 'support@laclasse.com',
    content: letterWith(file('l.xlsx', documents.xlsx())),
  });
  for (const from of ['MAILER-DAEMON@x.fr', 'postmaster@x.fr']) {
    const bounce = multipart('report; report-type=delivery-status', text('x'), {
      headers: ['Content-Type: message/rfc822'],
      body: reply,
    });
    expect(sort(aMail({ from, top: [], content: bounce }))).toMatchObject({
      kind: 'automatic',
      mayAnswer: false,
      documents: [],
    });
  }
  expect(sort(reply)).toMatchObject({ kind: 'automatic', mayAnswer: false });
});

/** Each would take minutes, and end in the test's time-out, if a rule looked again and again at the same bytes. */
const bombs: [string, () => Buffer][] = [
  ['tags without end', () => aMail({ content: html('<a'.repeat(1_000_000)) })],
  ['comments without end', () => aMail({ content: html('<!--'.repeat(500_000)) })],
  ['scripts without end', () => aMail({ content: html('<script>'.repeat(250_000)) })],
  [
    'brackets in a Content-Type',
    () => aMail({ content: { headers: [`Content-Type: ${'('.repeat(400_000)}`], body: Buffer.from('x') } }),
  ],
  [
    'blanks in a Content-Type',
    () =>
      aMail({ content: { headers: [`Content-Type: a/b; ${'a '.repeat(200_000)}`], body: Buffer.from('x') } }),
  ],
  ['encoded words', () => aMail({ subject: '=?utf-8?q?a?= '.repeat(30_000) })],
  ['encoded words without end', () => aMail({ subject: '=?utf-8?q?'.repeat(40_000) })],
  ['a hundred thousand senders', () => aMail({ from: 'a@b.fr,'.repeat(60_000) })],
  ['brackets in From', () => aMail({ from: '('.repeat(400_000) })],
  ['quotes in From', () => aMail({ from: '"'.repeat(400_000) })],
  ['references', () => aMail({ also: [`References: ${'<a@b> '.repeat(60_000)}`] })],
  ['openings in References', () => aMail({ also: [`References: ${'<'.repeat(400_000)}`] })],
  [
    'boundaries',
    () =>
      aMail({
        content: {
          headers: ['Content-Type: multipart/mixed; boundary=b'],
          body: Buffer.from('--b\r\n'.repeat(1_000_000)),
        },
      }),
  ],
  [
    'almost boundaries',
    () =>
      aMail({
        content: {
          headers: ['Content-Type: multipart/mixed; boundary=b'],
          body: Buffer.from('--bx--b'.repeat(1_000_000)),
        },
      }),
  ],
  ['quoted lines', () => aMail({ content: text('Le lundi\r\n'.repeat(200_000)) })],
  ['labels', () => aMail({ content: text('Nom de la commune\r\n'.repeat(100_000)) })],
  ['dashes', () => aMail({ content: text('-'.repeat(2_000_000)) })],
  ['blanks', () => aMail({ content: text(' '.repeat(2_000_000)) })],
  [
    'flowed blanks',
    () =>
      aMail({
        content: {
          headers: ['Content-Type: text/plain; format=flowed'],
          body: Buffer.from(' \r\n'.repeat(600_000)),
        },
      }),
  ],
  [
    'five hundred pictures beside a long page',
    () =>
      aMail({
        content: multipart(
          'related',
          html('a'.repeat(1_500_000)),
          ...Array.from({ length: 450 }, (_, index) =>
            file('p.jpg', documents.jpeg(), [
              'Content-Type: image/jpeg; name=p.jpg',
              `Content-ID: <${index}>`,
              'Content-Disposition: attachment',
            ]),
          ),
        ),
      }),
  ],
  [
    'a zip of five thousand files',
    () =>
      aMail({
        content: letterWith(
          file(
            'e.zip',
            aZip(Array.from({ length: 5_000 }, (_, index) => ({ name: `${index}.txt`, bytes: 'x' }))),
          ),
        ),
      }),
  ],
  [
    'a winmail.dat of ten thousand files',
    () =>
      aMail({
        content: letterWith(
          file(
            'winmail.dat',
            aTnef(Array.from({ length: 10_000 }, () => ({ title: 'x', bytes: Buffer.from('x') }))),
          ),
        ),
      }),
  ],
  [
    'winmail.dat in winmail.dat',
    () => {
      let inner = aTnef([{ title: 'x', bytes: documents.ods() }]);
      for (let depth = 0; depth < 50; depth += 1) inner = aTnef([{ title: 'x', embedded: inner }]);
      return aMail({ content: letterWith(file('winmail.dat', inner)) });
    },
  ],
];

test.each(bombs)('%s: sorted like any other message', (_, build) => {
  expect(['form', 'answer', 'automatic', 'other']).toContain(sort(build()).kind);
});

test('whatever the bytes, a message is sorted and nothing throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3_000 }), (bytes) => {
      expect(['form', 'answer', 'automatic', 'other']).toContain(sort(Buffer.from(bytes)).kind);
    }),
    { numRuns: 300 },
  );
});

test('a real message damaged anywhere is sorted and nothing throws', () => {
  const mails = forms.map(({ mail }) => mail).filter((mail) => mail.length < 20_000);
  const damage = fc.record({
    index: fc.nat(mails.length - 1),
    at: fc.nat(20_000),
    cut: fc.nat(300),
    noise: fc.uint8Array({ maxLength: 30 }),
  });
  fc.assert(
    fc.property(damage, ({ index, at, cut, noise }) => {
      const mail = mails[index]!;
      const where = at % mail.length;
      const damaged = Buffer.concat([mail.subarray(0, where), noise, mail.subarray(where + cut)]);
      const sorted = sortFile('x', damaged, { authservId: 'mx.laclasse.com', ownAddresses: [] });
      expect(sorted.mayAnswer && sorted.from === null).toBe(false);
    }),
    { numRuns: 1_500 },
  );
});

test('ten thousand mails from one address cost the same each', () => {
  const mail = aMail({ content: letterWith(file('l.ods', documents.ods())) });
  let answered = 0;
  for (let index = 0; index < 10_000; index += 1) if (sort(mail).kind === 'form') answered += 1;
  expect(answered).toBe(10_000);
});
