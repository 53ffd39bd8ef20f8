import { aMail, file, forwarded, html, letterWith, multipart, raw, text } from '../builders/a-mail.js';
import { aMsg } from '../builders/a-msg.js';
import { aTnef } from '../builders/a-tnef.js';
import { aZip } from '../builders/a-zip.js';
import * as documents from '../builders/documents.js';
import { signed } from '../builders/signed.js';
import { form } from './sorting-case.js';

const filledBody = [
  'Bonjour,',
  '',
  'Nom de la commune : Corbas',
  'Personne en charge du suivi du projet :',
  'Prénom Nom : Claire Durand  Fonction : DGS  Mail : c.durand@ville-corbas.fr  Tel : 04 72 90 03 18',
  'Responsable technique de la commune :',
  'Prénom Nom : Paul Martin  Fonction : DSI  Mail : p.martin@ville-corbas.fr  Tel : 04 72 90 03 19',
  "Nom de l'école : Jean Jaurès",
  'Administrateur',
  'Prénom Nom : Anne Petit  Fonction : directrice  Mail : anne.petit@ac-lyon.fr  Tel : 04 72 90 03 20',
  '',
].join('\r\n');

const filledTable =
  '<html><body><p>Bonjour</p><table><tr><td>Nom de la commune&nbsp;:</td><td>Bron</td></tr>' +
  '<tr><td>Responsable technique de la commune&nbsp;:</td><td>P. Martin</td></tr>' +
  '<tr><td>Nom de l&#8217;&eacute;cole&nbsp;:</td><td>Pierre Cot</td></tr></table></body></html>';

const withFile = (name: string, bytes: Buffer) => aMail({ content: letterWith(file(name, bytes)) });

const outlookLogo = file('image001.png', documents.png(), [
  'Content-Type: image/png; name="image001.png"',
  'Content-Disposition: inline; filename="image001.png"',
  'Content-ID: <image001.png@01DC5C00.AB12CD30>',
]);

const longZip = () => aZip([{ name: 'liste.xlsx', bytes: documents.xlsx(), isDeflated: true }]);

export const forms = [
  form('an xlsx is a form', withFile('liste.xlsx', documents.xlsx()), { files: ['2 liste.xlsx xlsx'] }),
  form('an xlsm is told by its macros', withFile('liste.xlsm', documents.xlsm()), {
    files: ['2 liste.xlsm xlsm'],
  }),
  form('an xlsb is told by its binary workbook', withFile('liste.xlsb', documents.xlsb()), {
    files: ['2 liste.xlsb xlsb'],
  }),
  form('an xls is told by its Workbook stream', withFile('liste.xls', documents.xls()), {
    files: ['2 liste.xls xls'],
  }),
  form('an ods is told by its mimetype', withFile('liste.ods', documents.ods()), {
    files: ['2 liste.ods ods'],
  }),
  form('a flat ods is told by its mimetype', withFile('liste.fods', documents.fods()), {
    files: ['2 liste.fods fods'],
  }),
  form('a csv is a table of semicolons', withFile('liste.csv', documents.csv()), {
    files: ['2 liste.csv csv'],
  }),
  form('a docx may be the form', withFile('annexe.docx', documents.docx()), {
    files: ['2 annexe.docx docx'],
  }),
  form('an odt may be the form', withFile('annexe.odt', documents.odt()), { files: ['2 annexe.odt odt'] }),
  form('a doc may be the form', withFile('annexe.doc', documents.doc()), { files: ['2 annexe.doc doc'] }),
  form('an rtf may be the form', withFile('annexe.rtf', documents.rtf()), { files: ['2 annexe.rtf rtf'] }),
  form('a pdf may be the form', withFile('annexe.pdf', documents.pdf()), { files: ['2 annexe.pdf pdf'] }),
  form('a Numbers file may be the form', withFile('liste.numbers', documents.numbers()), {
    files: ['2 liste.numbers iwork'],
  }),
  form('a protected workbook is a form we cannot open', withFile('liste.xlsx', documents.protectedOffice()), {
    files: ['2 liste.xlsx encrypted'],
  }),
  form('an xlsx named .xls is told by its bytes', withFile('liste.xls', documents.xlsx()), {
    files: ['2 liste.xls xlsx'],
  }),
  form(
    'an ods sent as application/pdf is told by its bytes',
    aMail({
      content: letterWith(
        file('liste.pdf', documents.ods(), [
          'Content-Type: application/pdf; name="liste.pdf"',
          'Content-Disposition: attachment',
        ]),
      ),
    }),
    { files: ['2 liste.pdf ods'] },
  ),
  form('an empty workbook is a form lost on the way', withFile('liste.xlsx', Buffer.alloc(0)), {
    files: ['2 liste.xlsx empty'],
  }),
  form('a cut xlsx is still an xlsx', withFile('liste.xlsx', documents.xlsx().subarray(0, -40)), {
    files: ['2 liste.xlsx xlsx'],
  }),
  form(
    'a message that is nothing but its attachment',
    aMail({ content: file('liste.xlsx', documents.xlsx()) }),
    {
      files: ['1 liste.xlsx xlsx'],
    },
  ),
  form(
    'Outlook: text and HTML, logo, then the workbook',
    aMail({
      also: [
        'X-Mailer: Microsoft Outlook 16.0',
        'Thread-Index: AdxcAA==',
        'Content-Language: fr',
        'X-MS-Has-Attach: yes',
        'X-MS-TNEF-Correlator:',
      ],
      content: multipart(
        'mixed',
        multipart(
          'related',
          multipart(
            'alternative',
            text('Bonjour'),
            html('<p>Bonjour<img src="cid:image001.png@01DC5C00.AB12CD30"></p>'),
          ),
          outlookLogo,
        ),
        file('Formulaire.xlsx', documents.xlsx()),
      ),
    }),
    { files: ['2 Formulaire.xlsx xlsx'] },
  ),
  form(
    'Gmail gives every attachment a Content-ID',
    aMail({
      from: 'Mairie <mairie.rochetaillee@gmail.com>',
      content: letterWith(
        file('liste.ods', documents.ods(), [
          'Content-Type: application/vnd.oasis.opendocument.spreadsheet; name="liste.ods"',
          'Content-Disposition: attachment; filename="liste.ods"',
          'X-Attachment-Id: f_m1',
          'Content-ID: <f_m1>',
        ]),
      ),
    }),
    { from: 'mairie.rochetaillee@gmail.com', files: ['2 liste.ods ods'] },
  ),
  form(
    'Apple Mail shows the workbook inside the text',
    aMail({
      also: ['X-Mailer: Apple Mail (2.3826)'],
      content: multipart(
        'alternative',
        text('Bonjour'),
        multipart(
          'mixed',
          html('<p>Bonjour</p>'),
          file('liste.xlsx', documents.xlsx(), [
            'Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet; name="liste.xlsx"; x-unix-mode=0644',
            'Content-Disposition: inline; filename=liste.xlsx',
          ]),
          html('<p>Cordialement</p>'),
        ),
      ),
    }),
    { files: ['2.2 liste.xlsx xlsx'] },
  ),
  form(
    'Zimbra asks for a read receipt: a person wants an answer',
    aMail({
      also: [
        'X-Mailer: Zimbra 8.8.15_GA_4653 (ZimbraWebClient - FF128)',
        'Disposition-Notification-To: scolaire@ville-corbas.fr',
        'Return-Receipt-To: scolaire@ville-corbas.fr',
      ],
      content: letterWith(file('a.xlsx', documents.xlsx())),
    }),
  ),
  form(
    'Thunderbird with a signed multipart',
    aMail({
      content: multipart('signed', letterWith(file('a.ods', documents.ods())), {
        headers: [
          'Content-Type: application/pkcs7-signature; name="smime.p7s"',
          'Content-Disposition: attachment; filename="smime.p7s"',
          'Content-Transfer-Encoding: base64',
        ],
        body: Buffer.from('MIIB'),
      }),
    }),
    { files: ['1.2 a.ods ods'] },
  ),
  form(
    'OBM and SOGo letters are letters',
    aMail({
      also: ['User-Agent: SOGoMail 5.9.0', 'X-Forward: 10.1.2.3'],
      content: letterWith(file('a.ods', documents.ods())),
    }),
  ),
  form(
    '« Auto-Submitted: no » says a person wrote',
    aMail({ also: ['Auto-Submitted: no'], content: letterWith(file('a.ods', documents.ods())) }),
  ),
  form(
    'a high priority is not a list',
    aMail({
      also: ['Precedence: first-class', 'X-Priority: 1', 'Importance: high'],
      content: letterWith(file('a.ods', documents.ods())),
    }),
  ),
  form('the body itself, filled', aMail({ content: text(filledBody) }), {
    files: ['1 message.txt body'],
    reason: 'form-in-body',
  }),
  form(
    'the body itself, in quoted-printable latin-1',
    aMail({
      content: {
        headers: [
          'Content-Type: text/plain; charset=iso-8859-1',
          'Content-Transfer-Encoding: quoted-printable',
        ],
        body: Buffer.from(
          "Nom de la commune : Corbas=\r\n\r\nNom de l'=E9cole : Jean Jaur=E8s\r\nAdministrateur : Anne Petit\r\n",
        ),
      },
    }),
    { files: ['1 message.txt body'] },
  ),
  form(
    'the body itself, in base64 utf-16',
    aMail({
      content: {
        headers: ['Content-Type: text/plain; charset=utf-16le', 'Content-Transfer-Encoding: base64'],
        body: Buffer.from(Buffer.from(filledBody, 'utf16le').toString('base64')),
      },
    }),
    { files: ['1 message.txt body'] },
  ),
  form(
    'a table pasted in the HTML',
    aMail({
      content: multipart(
        'alternative',
        text('Bonjour\r\nNom de la commune : Bron\r\nNom de l’école : Pierre Cot'),
        html(filledTable),
      ),
    }),
    { files: ['2 message.html body'] },
  ),
  form('HTML alone, with entities', aMail({ content: html(filledTable) }), {
    files: ['1 message.html body'],
  }),
  form(
    'the body and a workbook: two documents',
    aMail({ content: multipart('mixed', text(filledBody), file('l.xlsx', documents.xlsx())) }),
    { files: ['1 message.txt body', '2 l.xlsx xlsx'] },
  ),
  form('a text file that asks the questions', withFile('formulaire.txt', Buffer.from(filledBody)), {
    files: ['2 formulaire.txt txt'],
  }),
  form(
    'a forwarded message as attachment',
    aMail({
      content: letterWith(forwarded(aMail({ content: letterWith(file('liste.xlsx', documents.xlsx())) }))),
    }),
    { files: ['2.2 liste.xlsx xlsx'] },
  ),
  form(
    'a forward of a forward',
    aMail({
      content: letterWith(
        forwarded(
          aMail({
            content: letterWith(forwarded(aMail({ content: letterWith(file('l.ods', documents.ods())) }))),
          }),
        ),
      ),
    }),
    { files: ['2.2.2 l.ods ods'] },
  ),
  form(
    'a forwarded message that is nothing but a file',
    aMail({ content: letterWith(forwarded(aMail({ content: file('l.ods', documents.ods()) }))) }),
    { files: ['2.1 l.ods ods'] },
  ),
  form(
    'a forwarded message whose body is the form',
    aMail({ content: letterWith(forwarded(aMail({ content: text(filledBody) }))) }),
    { files: ['2.1 message.txt body'] },
  ),
  form(
    'a message/rfc822 in base64',
    aMail({
      content: letterWith({
        headers: ['Content-Type: message/rfc822', 'Content-Transfer-Encoding: base64'],
        body: Buffer.from(aMail({ content: letterWith(file('l.ods', documents.ods())) }).toString('base64')),
      }),
    }),
    { files: ['2.2 l.ods ods'] },
  ),
  form(
    'an .eml attached as a plain file',
    withFile(
      'TR liste.eml',
      aMail({
        top: ['Received: from a by b; Mon, 23 Nov 2026 10:00:00 +0100'],
        content: letterWith(file('l.ods', documents.ods())),
      }),
    ),
    { files: ['2.2 l.ods ods'] },
  ),
  form(
    'a digest holds messages',
    aMail({
      content: multipart('digest', {
        headers: [],
        body: aMail({ content: letterWith(file('l.ods', documents.ods())) }),
      }),
    }),
    { files: ['1.2 l.ods ods'] },
  ),
  form(
    'a forwarded bounce is a letter when a person forwards it',
    aMail({
      subject: 'TR: Undelivered Mail Returned to Sender',
      content: letterWith(
        forwarded(
          aMail({
            from: 'MAILER-DAEMON@mx.fr',
            subject: 'Undelivered Mail Returned to Sender',
            content: multipart('report; report-type=delivery-status', text('x'), {
              headers: ['Content-Type: message/delivery-status'],
              body: Buffer.from('Action: failed\r\n'),
            }),
          }),
        ),
        file('l.ods', documents.ods()),
      ),
    }),
    { files: ['3 l.ods ods'] },
  ),
  form(
    'winmail.dat holds the workbook',
    withFile(
      'winmail.dat',
      aTnef([{ title: 'LISTED~1.XLS', longName: 'Liste des écoles.xlsx', bytes: documents.xlsx() }]),
    ),
    { files: ['2/winmail.dat/1 Liste des écoles.xlsx xlsx'] },
  ),
  form(
    'winmail.dat under its own type, deeper in the tree',
    aMail({
      content: multipart(
        'mixed',
        multipart(
          'mixed',
          text('Bonjour'),
          file('winmail.dat', aTnef([{ title: 'liste.xlsx', bytes: documents.xlsx() }]), [
            'Content-Type: application/ms-tnef; name="winmail.dat"',
            'Content-Disposition: attachment; filename="winmail.dat"',
          ]),
        ),
      ),
    }),
    { files: ['1.2/winmail.dat/1 liste.xlsx xlsx'] },
  ),
  form(
    'a message inside winmail.dat',
    withFile(
      'winmail.dat',
      aTnef([{ title: 'TR', embedded: aTnef([{ title: 'l.ods', bytes: documents.ods() }]) }]),
    ),
    { files: ['2/winmail.dat/1/1 l.ods ods'] },
  ),
  form(
    'a logo in winmail.dat is not a document',
    withFile(
      'winmail.dat',
      aTnef([
        { title: 'image001.png', bytes: documents.png() },
        { title: 'l.ods', bytes: documents.ods() },
      ]),
    ),
    { files: ['2/winmail.dat/2 l.ods ods'] },
  ),
  form(
    'a message saved by Outlook holds the workbook',
    withFile('TR liste.msg', aMsg({ files: [{ name: 'Liste des écoles.xlsx', bytes: documents.xlsx() }] })),
    { files: ['2/TR liste.msg/1 Liste des écoles.xlsx xlsx'] },
  ),
  form(
    'a large workbook in a saved message',
    withFile('m.msg', aMsg({ files: [{ name: 'l.csv', bytes: Buffer.from('Ecole;Mail\n'.repeat(2_000)) }] })),
    { files: ['2/m.msg/1 l.csv csv'] },
  ),
  form('a saved message whose text is the form', withFile('m.msg', aMsg({ body: filledBody, files: [] })), {
    files: ['2/m.msg/0 message.txt body'],
  }),
  form(
    'a broken saved message may hide a form',
    withFile('m.msg', aMsg({ files: [{ name: 'l.xlsx', bytes: documents.xlsx() }] }).fill(0xff, 48, 52)),
    { files: ['2 m.msg msg'] },
  ),
  form('a zip is opened', withFile('envoi.zip', longZip()), { files: ['2/envoi.zip/1 liste.xlsx xlsx'] }),
  form(
    'a zip made by Windows in French',
    withFile(
      'écoles.zip',
      aZip([{ name: Buffer.from('82636f6c65732e6f6473', 'hex'), bytes: documents.ods() }]),
    ),
    { files: ['2/écoles.zip/1 écoles.ods ods'] },
  ),
  form(
    'a zip made by a Mac',
    withFile(
      'e.zip',
      aZip([
        { name: 'dossier/', bytes: '' },
        { name: 'dossier/l.ods', bytes: documents.ods() },
        { name: '__MACOSX/dossier/._l.ods', bytes: 'x' },
        { name: 'dossier/.DS_Store', bytes: 'x' },
      ]),
    ),
    { files: ['2/e.zip/1 l.ods ods'] },
  ),
  form(
    'a zip in a zip is left closed',
    withFile('e.zip', aZip([{ name: 'interne.zip', bytes: longZip() }])),
    { files: ['2/e.zip/1 interne.zip zip'] },
  ),
  form(
    'a zip with a password may hide a form',
    withFile('e.zip', aZip([{ name: 'l.xlsx', bytes: 'x'.repeat(40), isEncrypted: true }])),
    { files: ['2 e.zip encrypted'] },
  ),
  form(
    'a zip bomb stays closed',
    withFile('e.zip', aZip([{ name: 'l.xlsx', bytes: Buffer.alloc(20_000_000), isDeflated: true }])),
    { files: ['2 e.zip zip'], reason: 'incomplete-contents' },
  ),
  form(
    'a zip that lies about its sizes stays closed',
    withFile(
      'e.zip',
      aZip([{ name: 'l.xlsx', bytes: Buffer.alloc(80_000_000), isDeflated: true, claimedSize: 10 }]),
    ),
    { files: ['2 e.zip zip'], reason: 'incomplete-contents' },
  ),
  form(
    'a zip in a forwarded message',
    aMail({ content: letterWith(forwarded(aMail({ content: letterWith(file('e.zip', longZip())) }))) }),
    { files: ['2.2/e.zip/1 liste.xlsx xlsx'] },
  ),
  form(
    'two forms in one mail',
    aMail({ content: letterWith(file('a.xlsx', documents.xlsx('1')), file('b.xlsx', documents.xlsx('2'))) }),
    { files: ['2 a.xlsx xlsx', '3 b.xlsx xlsx'] },
  ),
  form(
    'uuencode in the text',
    aMail({
      content: text(`Bonjour\r\n\r\nbegin 644 liste.csv\r\n${uuencode(documents.csv())}\`\r\nend\r\n`),
    }),
    { files: ['1/1 liste.csv csv'] },
  ),
  form(
    'a corrected form answers a request',
    aMail({
      subject: 'RE: [LC-2026-00042-7F3K] À corriger',
      also: ['In-Reply-To: <LC-2026-00042.corrections.0193@laclasse.com>'],
      content: letterWith(file('corrige.xlsx', documents.xlsx())),
    }),
    { reason: 'known-reference' },
  ),
  form(
    'a clerk who asks to suppress answers is obeyed',
    aMail({ also: ['X-Auto-Response-Suppress: All'], content: letterWith(file('a.ods', documents.ods())) }),
    { mayAnswer: false, reason: 'response-suppressed' },
  ),
  form(
    '« DR, RN » suppresses receipts, not answers',
    aMail({
      also: ['X-Auto-Response-Suppress: DR, RN, NRN'],
      content: letterWith(file('a.ods', documents.ods())),
    }),
  ),
  form(
    'spam is kept and not answered',
    aMail({
      top: ['Return-Path: <a@b.example>', 'X-Spam-Flag: YES'],
      content: letterWith(file('a.ods', documents.ods())),
    }),
    { mayAnswer: false, reason: 'spam' },
  ),
  form(
    '« Absence » in the subject is a person’s word',
    aMail({
      subject: 'Absence de Mme Petit – nouvel administrateur',
      content: letterWith(file('a.ods', documents.ods())),
    }),
  ),
  form(
    '« Accusé de réception » asked for in a subject',
    aMail({
      subject: 'Accusé de réception demandé : liste des écoles',
      content: letterWith(file('a.ods', documents.ods())),
    }),
  ),
  form(
    'a clerk on leave writes by hand with her form',
    aMail({
      content: multipart(
        'mixed',
        text('Je serai absente demain. En cas d’urgence vous pouvez contacter Mme Petit.'),
        file('a.ods', documents.ods()),
      ),
    }),
  ),
  form(
    'a form with the usual confidentiality notice',
    aMail({
      content: multipart(
        'mixed',
        text('Ci-joint la liste.\r\n\r\nCe message et ses pièces jointes sont confidentiels.'),
        file('a.ods', documents.ods()),
      ),
    }),
  ),
  form(
    '« Absente jusqu’au … » over a form',
    aMail({
      subject: 'Absente jusqu’au 30 : voici la liste',
      content: letterWith(file('a.ods', documents.ods())),
    }),
  ),
  form(
    'a form forwarded in the text',
    aMail({
      subject: 'TR: écoles',
      content: text(
        `Bonjour, ci-dessous.\r\n\r\n-----Message d’origine-----\r\nDe : Anne Petit <anne.petit@ac-lyon.fr>\r\nEnvoyé : lundi\r\nÀ : mairie\r\nObjet : écoles\r\n\r\n${filledBody}`,
      ),
    }),
    { files: ['1 message.txt body'] },
  ),
  form(
    'a form written below what it quotes',
    aMail({
      subject: 'Re: x',
      content: text(`Le 23/11/2026, Support a écrit :\r\n> Bonjour\r\n\r\n${filledBody}`),
    }),
    { files: ['1 message.txt body'] },
  ),
  form('a body whose lines ran together', aMail({ content: text(filledBody.replaceAll('\r\n', ' ')) }), {
    files: ['1 message.txt body'],
  }),
  form(
    'an opaque S/MIME signature is read through',
    aMail({ content: signed(raw(letterWith(file('l.ods', documents.ods())))) }),
    { files: ['1.1.2 l.ods ods'] },
  ),
  form(
    'an opaque S/MIME signature of indefinite lengths',
    aMail({ content: signed(raw(letterWith(file('l.ods', documents.ods()))), true) }),
    { files: ['1.1.2 l.ods ods'] },
  ),
  form(
    'no subject, no date, no Message-ID',
    Buffer.concat([
      Buffer.from('From: a@ville-bron.fr\r\n'),
      Buffer.from(
        'MIME-Version: 1.0\r\nContent-Type: application/vnd.ms-excel; name=l.xls\r\nContent-Transfer-Encoding: base64\r\n\r\n',
      ),
      Buffer.from(documents.xls().toString('base64')),
    ]),
    { from: 'a@ville-bron.fr', files: ['1 l.xls xls'] },
  ),
];

function uuencode(bytes: Buffer): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 45) {
    const chunk = bytes.subarray(at, at + 45);
    let line = String.fromCharCode(32 + chunk.length);
    for (let index = 0; index < chunk.length; index += 3) {
      const [a, b, c] = [chunk[index]!, chunk[index + 1] ?? 0, chunk[index + 2] ?? 0];
      for (const six of [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63])
        line += String.fromCharCode(32 + six);
    }
    lines.push(`${line}\r\n`);
  }
  return lines.join('');
}
