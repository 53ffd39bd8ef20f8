import { aMail, type Entity, file, forwarded, letterWith, multipart, raw, text } from '../builders/a-mail.js';
import * as documents from '../builders/documents.js';
import { automatic, form, other } from './sorting-case.js';

const named = (...headers: string[]) => aMail({ content: letterWith(file('x', documents.ods(), headers)) });
const odsType = 'Content-Type: application/vnd.oasis.opendocument.spreadsheet';
const good = () => aMail({ content: letterWith(file('l.ods', documents.ods())) });
const asText = (mail: Buffer, change: (text: string) => string) =>
  Buffer.from(change(mail.toString('latin1')), 'latin1');
const nested = (levels: number): Buffer =>
  levels === 0 ? good() : aMail({ content: letterWith(forwarded(nested(levels - 1))) });
const wrapped = (levels: number): Entity =>
  levels === 0 ? file('l.ods', documents.ods()) : multipart('mixed', wrapped(levels - 1));

/** Messages that no standard foresaw. No form is lost in them. */
export const horrors = [
  form(
    'CR-only lines',
    asText(good(), (mail) => mail.replaceAll('\r\n', '\r')),
    { from: 'scolaire@ville-corbas.fr', files: ['2 l.ods ods'] },
  ),
  form(
    'LF-only lines',
    asText(good(), (mail) => mail.replaceAll('\r\n', '\n')),
    { files: ['2 l.ods ods'] },
  ),
  form(
    'lines that end with two CR',
    asText(good(), (mail) => mail.replaceAll('\r\n', '\r\r\n')),
    { files: ['2 l.ods ods'] },
  ),
  form(
    'an mbox line before the header',
    Buffer.concat([Buffer.from('From scolaire@ville-corbas.fr Mon Nov 23 10:00:00 2026\r\n'), good()]),
    { from: 'scolaire@ville-corbas.fr' },
  ),
  form('a byte order mark before the header', Buffer.concat([Buffer.from('efbbbf', 'hex'), good()]), {
    from: 'scolaire@ville-corbas.fr',
  }),
  form('blank lines before the header', Buffer.concat([Buffer.from('\r\n\r\n'), good()]), {
    from: 'scolaire@ville-corbas.fr',
  }),
  form(
    'a boundary parameter without its indentation',
    asText(good(), (mail) => mail.replace('mixed; boundary', 'mixed;\r\nboundary')),
    { files: ['2 l.ods ods'] },
  ),
  form(
    'no closing boundary',
    asText(good(), (mail) => mail.replace(/--\r\n$/, '')),
    { files: ['2 l.ods ods'] },
  ),
  form(
    'cut in the middle of the last line',
    asText(good(), (mail) => mail.replace(/\r\n--=_limite_\d+--\r\n$/, '')),
    { files: ['2 l.ods ods'] },
  ),
  form(
    'no boundary parameter',
    asText(good(), (mail) => mail.replace(/; boundary="[^"]*"/, '')),
    { files: ['2 l.ods ods'] },
  ),
  form(
    'blanks after the boundaries',
    asText(good(), (mail) => mail.replace(/^(--=_limite_\d+)\r\n/gm, '$1 \t\r\n')),
    { files: ['2 l.ods ods'] },
  ),
  form(
    'one boundary begins another',
    aMail({
      content: {
        headers: ['Content-Type: multipart/mixed; boundary=ab'],
        body: Buffer.concat([
          Buffer.from('--ab\r\nContent-Type: multipart/mixed; boundary=abc\r\n\r\n--abc\r\n'),
          raw(file('l.ods', documents.ods())),
          Buffer.from('\r\n--abc--\r\n--ab--\r\n'),
        ]),
      },
    }),
    { files: ['1.1 l.ods ods'] },
  ),
  form(
    'a missing Content-Transfer-Encoding with 8-bit bytes',
    aMail({
      content: multipart('mixed', text('x'), {
        headers: ['Content-Type: text/csv; name=l.csv', 'Content-Disposition: attachment'],
        body: documents.csv(),
      }),
    }),
    { files: ['2 l.csv csv'] },
  ),
  form(
    'an encoding in capitals with a blank',
    aMail({
      content: multipart('mixed', {
        headers: ['Content-Type: x/y; name=l.ods', 'Content-Transfer-Encoding:  BASE64 '],
        body: Buffer.from(documents.ods().toString('base64')),
      }),
    }),
    { files: ['1 l.ods ods'] },
  ),
  form(
    'base64 on one line, without padding, with stray blanks',
    aMail({
      content: multipart('mixed', {
        headers: ['Content-Type: x/y; name=l.ods', 'Content-Transfer-Encoding: base64'],
        body: Buffer.from(` ${documents.ods().toString('base64').replace(/=+$/, '')} `),
      }),
    }),
    { files: ['1 l.ods ods'] },
  ),
  form(
    'a workbook in quoted-printable',
    aMail({
      content: multipart('mixed', {
        headers: ['Content-Type: x/y; name=l.csv', 'Content-Transfer-Encoding: quoted-printable'],
        body: Buffer.from('Ecole;Nom;M=\r\nail\r\nJean Jaur=C3=A8s;Durand;a=40b.fr\r\n'),
      }),
    }),
    { files: ['1 l.csv csv'] },
  ),
  form(
    'RFC 2231 name',
    named(odsType, "Content-Disposition: attachment; filename*=UTF-8''%C3%89coles%20de%20Bron.ods"),
    { files: ['2 Écoles de Bron.ods ods'] },
  ),
  form(
    'RFC 2231 name in pieces',
    named(
      odsType,
      'Content-Disposition: attachment; filename*0*=iso-8859-1\'fr\'%C9coles; filename*1=" de "; filename*2*=Bron.ods',
    ),
    { files: ['2 Écoles de Bron.ods ods'] },
  ),
  form(
    'RFC 2231 name beats the plain one',
    named(
      odsType,
      'Content-Disposition: attachment; filename="Ecoles.ods"; filename*=utf-8\'\'%C3%89coles.ods',
    ),
    { files: ['2 Écoles.ods ods'] },
  ),
  form(
    'RFC 2047 name',
    named(`${odsType}; name="=?iso-8859-1?Q?=C9coles.ods?="`, 'Content-Disposition: attachment'),
    { files: ['2 Écoles.ods ods'] },
  ),
  form(
    'RFC 2047 name cut in the middle of a letter',
    named(
      odsType,
      'Content-Disposition: attachment;\r\n filename="=?utf-8?B?w4ljb2xlcw==?=\r\n =?utf-8?Q?_de_Bron.ods?="',
    ),
    { files: ['2 Écoles de Bron.ods ods'] },
  ),
  form(
    'a name in raw latin-1',
    asText(named(odsType, 'Content-Disposition: attachment; filename="E-coles.ods"'), (mail) =>
      mail.replace('E-coles', '\xc9coles'),
    ),
    { files: ['2 Écoles.ods ods'] },
  ),
  form('a name in raw UTF-8', named(odsType, 'Content-Disposition: attachment; filename="Écoles.ods"'), {
    files: ['2 Écoles.ods ods'],
  }),
  form(
    'a name with a path',
    named(odsType, 'Content-Disposition: attachment; filename="C:\\\\Users\\\\x\\\\..\\\\l.ods"'),
    { files: ['2 l.ods ods'] },
  ),
  form('a name that climbs', named(odsType, 'Content-Disposition: attachment; filename="../../etc/l.ods"'), {
    files: ['2 l.ods ods'],
  }),
  form(
    'a name with control characters',
    named(odsType, "Content-Disposition: attachment; filename*=utf-8''l%0D%0ABcc%3A%20x%00.ods"),
    { files: ['2 l Bcc: x .ods ods'] },
  ),
  form(
    'a name that hides its ending',
    named(odsType, "Content-Disposition: attachment; filename*=utf-8''l%E2%80%AEsdo.exe.ods"),
    { files: ['2 lsdo.exe.ods ods'] },
  ),
  form('no name at all', named(odsType, 'Content-Disposition: attachment'), { files: ['2 document-2 ods'] }),
  form(
    'a name without quotes, with blanks',
    named(
      `${odsType}; name=Liste des écoles.ods`,
      'Content-Disposition: attachment; filename=Liste des écoles.ods',
    ),
    { files: ['2 Liste des écoles.ods ods'] },
  ),
  form(
    'an unknown charset',
    aMail({
      content: {
        headers: ['Content-Type: text/plain; charset=x-inconnu'],
        body: Buffer.from('Nom de la commune : Bron\r\nNom de l’école : Pierre Cot\r\n'),
      },
    }),
    { files: ['1 message.txt body'] },
  ),
  form(
    'latin-1 bytes called utf-8',
    aMail({
      content: {
        headers: ['Content-Type: text/plain; charset=utf-8'],
        body: Buffer.from("Nom de la commune : Bron\r\nNom de l'\xe9cole : Pierre Cot\r\n", 'latin1'),
      },
    }),
    { files: ['1 message.txt body'] },
  ),
  form(
    'utf-8 bytes called latin-1',
    aMail({
      content: {
        headers: ['Content-Type: text/plain; charset=iso-8859-1'],
        body: Buffer.from('Nom de la commune : Bron\r\nNom de l’école : Pierre Cot\r\n'),
      },
    }),
    { files: ['1 message.txt body'] },
  ),
  form('no Message-ID', aMail({ messageId: null, content: letterWith(file('l.ods', documents.ods())) })),
  form(
    'two Message-IDs',
    aMail({ also: ['Message-ID: <autre@x.fr>'], content: letterWith(file('l.ods', documents.ods())) }),
  ),
  form(
    'a Message-ID that is no Message-ID',
    aMail({ messageId: 'abc def', content: letterWith(file('l.ods', documents.ods())) }),
  ),
  form(
    'a name in quotes with a comma',
    aMail({
      from: '"Durand, Claire" <C.Durand@Ville-Corbas.FR>',
      content: letterWith(file('l.ods', documents.ods())),
    }),
    { from: 'c.durand@ville-corbas.fr' },
  ),
  form(
    'an address alone',
    aMail({ from: 'c.durand@ville-corbas.fr', content: letterWith(file('l.ods', documents.ods())) }),
    { from: 'c.durand@ville-corbas.fr' },
  ),
  form(
    'an address with its name in a comment',
    aMail({
      from: 'c.durand@ville-corbas.fr (Claire Durand)',
      content: letterWith(file('l.ods', documents.ods())),
    }),
    { from: 'c.durand@ville-corbas.fr' },
  ),
  form(
    'an encoded name with a comma inside',
    aMail({
      from: '=?utf-8?Q?Durand=2C_Cl=C3=A9a?= <c.durand@ville-corbas.fr>',
      content: letterWith(file('l.ods', documents.ods())),
    }),
    { from: 'c.durand@ville-corbas.fr' },
  ),
  form(
    'a header injected in the subject is text',
    aMail({
      subject: '=?utf-8?q?Liste=0D=0ABcc=3A_x=40evil.example?=',
      content: letterWith(file('l.ods', documents.ods())),
    }),
  ),
  form('seven messages deep', nested(7), { files: ['2.2.2.2.2.2.2.2 l.ods ods'] }),
  other('a hundred messages deep', nested(100), { reason: 'nested-too-deep' }),
  form('twenty multiparts deep', aMail({ content: wrapped(20) })),
  other('two hundred multiparts deep', aMail({ content: wrapped(200) }), { reason: 'nested-too-deep' }),
  form(
    'a thousand parts',
    aMail({
      content: multipart(
        'mixed',
        file('l.ods', documents.ods()),
        ...Array.from({ length: 1_000 }, () => text('x')),
      ),
    }),
    { reason: 'incomplete-contents' },
  ),
  form(
    'fifty thousand header fields',
    Buffer.concat([Buffer.from('From: a@b.fr\r\n'), Buffer.from('X-A: b\r\n'.repeat(50_000)), good()]),
    { mayAnswer: false, reason: 'header-flood' },
  ),
  form(
    'one header of two megabytes',
    Buffer.concat([
      Buffer.from(
        `From: a@b.fr\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=zz\r\nX-A: ${'b'.repeat(2_000_000)}\r\n\r\n--zz\r\n`,
      ),
      raw(file('l.ods', documents.ods())),
      Buffer.from('\r\n--zz--\r\n'),
    ]),
    { mayAnswer: false, reason: 'header-flood' },
  ),
  other('an empty message', Buffer.alloc(0), { mayAnswer: false, from: null, reason: 'no-sender' }),
  other('a message of zeros', Buffer.alloc(100_000), { mayAnswer: false, from: null }),
  other(
    'an encrypted message',
    aMail({
      content: {
        headers: ['Content-Type: multipart/encrypted; boundary=z; protocol="application/pgp-encrypted"'],
        body: Buffer.from('--z\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--z--\r\n'),
      },
    }),
    { reason: 'encrypted-message' },
  ),
  automatic(
    'an automatic mail in CR-only lines',
    asText(aMail({ also: ['Auto-Submitted: auto-replied'] }), (mail) => mail.replaceAll('\r\n', '\r')),
    'auto-submitted',
  ),
  automatic('a folded Precedence', aMail({ also: ['Precedence:\r\n\tbulk'] }), 'precedence'),
];
