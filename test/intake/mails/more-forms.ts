import { aMail, file, forwarded, html, letterWith, multipart, text } from '../builders/a-mail.js';
import { aTnef } from '../builders/a-tnef.js';
import { aZip } from '../builders/a-zip.js';
import { asWritten, asWrittenInLatin1, inBase64 } from '../builders/as-written.js';
import * as documents from '../builders/documents.js';
import { form, other } from './sorting-case.js';

const ods = inBase64(documents.ods());
const xlsx = inBase64(documents.xlsx());
const mail = (headers: string, rest: string, from = 'Claire Durand <scolaire@ville-corbas.fr>') =>
  asWritten(`
From: ${from}
To: support@laclasse.com
Subject: Liste
Date: Mon, 23 Nov 2026 10:00:00 +0100
${headers}

${rest}
`);
const part = (headers: string, body: string) => `--b\n${headers}\n\n${body}\n`;
const mixed = (...parts: string[]) =>
  mail('MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"', `${parts.join('')}--b--`);
const letter = part('Content-Type: text/plain; charset=utf-8', 'Bonjour, ci-joint la liste.');
const workbook = part(
  'Content-Type: application/vnd.oasis.opendocument.spreadsheet; name="l.ods"\nContent-Disposition: attachment; filename="l.ods"\nContent-Transfer-Encoding: base64',
  ods,
);
const named = (headers: string) => mixed(letter, part(`${headers}\nContent-Transfer-Encoding: base64`, xlsx));
const twoOfThem = { files: ['2 l.ods ods'] };

/** Forms as they leave real software, and what gateways make of them on the way. */
export const moreForms = [
  form(
    'Apple Mail: the workbook in a related, its text in two pieces',
    aMail({
      also: ['X-Mailer: Apple Mail (2.3774.600.62)'],
      content: multipart(
        'alternative',
        text('Bonjour'),
        multipart(
          'mixed',
          html('<p>Bonjour</p>'),
          file('Liste des écoles.xlsx', documents.xlsx(), [
            'Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet; x-unix-mode=0644; name="=?utf-8?Q?Liste_des_e=CC=81coles=2Exlsx?="',
            "Content-Disposition: inline; filename*=utf-8''Liste%20des%20e%CC%81coles.xlsx",
          ]),
          html('<p>Cordialement</p>'),
        ),
      ),
    }),
    { files: ['2.2 Liste des écoles.xlsx xlsx'] },
  ),
  form(
    'AppleDouble: the resource fork is no document',
    aMail({
      content: letterWith(
        multipart(
          'appledouble',
          file('l.xlsx', Buffer.from('000516070002000000000000', 'hex'), [
            'Content-Type: application/applefile; name="l.xlsx"',
            'Content-Disposition: attachment; filename="l.xlsx"',
          ]),
          file('l.xlsx', documents.xlsx()),
        ),
      ),
    }),
    { files: ['2.2 l.xlsx xlsx'] },
  ),
  form(
    'Apple’s « ._ » file sent beside the workbook is no document',
    mixed(
      letter,
      part(
        'Content-Type: application/octet-stream; name="._l.ods"\nContent-Disposition: attachment; filename="._l.ods"\nContent-Transfer-Encoding: base64',
        inBase64(Buffer.from('00051607000200004d6163204f532058', 'hex')),
      ),
      workbook,
    ),
    { files: ['3 l.ods ods'] },
  ),
  form(
    'Exchange adds ATT00001.txt behind what a Mac wrote',
    mixed(
      letter,
      workbook,
      part(
        'Content-Type: text/plain; name="ATT00001.txt"\nContent-Disposition: attachment; filename="ATT00001.txt"',
        '\n\nEnvoyé de mon Mac',
      ),
    ),
    twoOfThem,
  ),
  other(
    'ATT00001.htm alone is the rest of a letter, not a document',
    mixed(
      letter,
      part(
        'Content-Type: text/html; name="ATT00001.htm"\nContent-Disposition: attachment; filename="ATT00001.htm"',
        '<html><body><br><div>Envoyé de mon iPad</div></body></html>',
      ),
    ),
    { files: [] },
  ),
  form(
    'PGP/MIME: the key and the signature are no documents',
    mixed(
      letter,
      workbook,
      part(
        'Content-Type: application/pgp-keys; name="OpenPGP_0xABCD.asc"\nContent-Disposition: attachment; filename="OpenPGP_0xABCD.asc"',
        '-----BEGIN PGP PUBLIC KEY BLOCK-----',
      ),
    ),
    twoOfThem,
  ),
  form(
    'a winmail.dat under the name noname.dat',
    aMail({
      content: letterWith(
        file('noname.dat', aTnef([{ title: 'l.ods', bytes: documents.ods() }]), [
          'Content-Type: application/octet-stream; name="noname.dat"',
          'Content-Disposition: attachment; filename="noname.dat"',
        ]),
      ),
    }),
    { files: ['2/noname.dat/1 l.ods ods'] },
  ),
  form(
    'a winmail.dat inside a forwarded message inside another',
    aMail({
      content: letterWith(
        forwarded(
          aMail({
            content: letterWith(
              forwarded(
                aMail({
                  content: letterWith(
                    file('winmail.dat', aTnef([{ title: 'l.xls', bytes: documents.xls() }])),
                  ),
                }),
              ),
            ),
          }),
        ),
      ),
    }),
    { files: ['2.2.2/winmail.dat/1 l.xls xls'] },
  ),
  other(
    'a winmail.dat with nothing but its formatting',
    aMail({ content: letterWith(file('winmail.dat', aTnef([]))) }),
    { files: [] },
  ),
  form(
    'the type of the message is lost, its parts are there',
    mail('X-Gateway: x', `This is a multi-part message in MIME format.\n${letter}${workbook}--b--`),
    twoOfThem,
  ),
  form(
    'a multipart called text/plain by a gateway',
    mail('Content-Type: text/plain; charset=us-ascii', `${letter}${workbook}--b--`),
    twoOfThem,
  ),
  form(
    'two Content-Type fields: the one that makes sense counts',
    mail('Content-Type: text\nContent-Type: multipart/mixed; boundary=b', `${letter}${workbook}--b--`),
    twoOfThem,
  ),
  form(
    'blanks around the equals sign of the boundary',
    mail('MIME-Version: 1.0\nContent-Type: multipart/mixed ; boundary = "b"', `${letter}${workbook}--b--`),
    twoOfThem,
  ),
  form(
    'a boundary with a charset',
    mail(
      "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary*=us-ascii'en'b",
      `${letter}${workbook}--b--`,
    ),
    twoOfThem,
  ),
  form(
    'a boundary without quotes, with blanks',
    mail(
      'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=une limite',
      `${letter}${workbook}--b--`.replaceAll('--b', '--une limite'),
    ),
    twoOfThem,
  ),
  form(
    'a boundary that is not the one used',
    mail('MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="autre"', `${letter}${workbook}--b--`),
    twoOfThem,
  ),
  form(
    'a workbook in base64 that nobody declared',
    mixed(
      letter,
      part(
        'Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet; name="l.xlsx"\nContent-Disposition: attachment; filename="l.xlsx"',
        xlsx,
      ),
    ),
    { files: ['2 l.xlsx xlsx'] },
  ),
  form(
    'a workbook in base64 declared 7bit',
    mixed(
      letter,
      part(
        'Content-Type: application/octet-stream; name="l.xlsx"\nContent-Disposition: attachment; filename="l.xlsx"\nContent-Transfer-Encoding: 7bit',
        xlsx,
      ),
    ),
    { files: ['2 l.xlsx xlsx'] },
  ),
  form(
    'base64 lines marked with « > » by a careless forward',
    mixed(
      letter,
      part(
        'Content-Type: application/octet-stream; name="l.ods"\nContent-Disposition: attachment; filename="l.ods"\nContent-Transfer-Encoding: base64',
        ods.replace(/^/gm, '> '),
      ),
    ),
    twoOfThem,
  ),
  form(
    'a file name in RFC 2047 inside RFC 2231',
    named(
      "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename*=utf-8''%3D%3Futf-8%3FQ%3FListe_des_%3DC3%3DA9coles%2Exlsx%3F%3D",
    ),
    { files: ['2 Liste des écoles.xlsx xlsx'] },
  ),
  form(
    'a file name in RFC 2231, Latin-1, lower-case digits',
    named(
      "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename*=iso-8859-1'fr'liste%20des%20%e9coles.xlsx",
    ),
    { files: ['2 liste des écoles.xlsx xlsx'] },
  ),
  form(
    'a file name cut over five lines',
    named(
      'Content-Type: application/octet-stream;\n\tname*0="Liste des ";\n\tname*1="ecoles de ";\n\tname*2="Corbas";\n\tname*3=".xlsx"\nContent-Disposition: attachment',
    ),
    { files: ['2 Liste des ecoles de Corbas.xlsx xlsx'] },
  ),
  form(
    'a file name whose pieces come in disorder',
    named(
      "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename*1*=%A9coles.xlsx; filename*0*=utf-8''liste%20des%20%C3",
    ),
    { files: ['2 liste des écoles.xlsx xlsx'] },
  ),
  form(
    'a file name with encoded spaces that no rule allows',
    named(
      'Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="=?utf-8?Q?liste des =C3=A9coles.xlsx?="',
    ),
    { files: ['2 liste des écoles.xlsx xlsx'] },
  ),
  form(
    'a file name with an apostrophe and brackets',
    named(
      `Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="liste de l'école (1) [v2].xlsx"`,
    ),
    { files: ["2 liste de l'école (1) [v2].xlsx xlsx"] },
  ),
  form(
    'a Windows path in the name',
    named(
      'Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="C:\\\\Users\\\\cdurand\\\\liste.xlsx"',
    ),
    { files: ['2 liste.xlsx xlsx'] },
  ),
  form(
    'everything in raw Latin-1, headers and names',
    asWrittenInLatin1(`
From: Hélène Durand <scolaire@ville-corbas.fr>
To: support@laclasse.com
Subject: Écoles à inscrire
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=iso-8859-1

Voici l'école à ajouter.
--b
Content-Type: application/octet-stream; name="écoles.ods"
Content-Disposition: attachment; filename="écoles.ods"
Content-Transfer-Encoding: base64

${ods}
--b--
`),
    { files: ['2 écoles.ods ods'], from: 'scolaire@ville-corbas.fr' },
  ),
  form(
    'the filled body in Macintosh letters',
    mail(
      'MIME-Version: 1.0\nContent-Type: text/plain; charset=x-mac-roman\nContent-Transfer-Encoding: quoted-printable',
      "Nom de la commune : Corbas\nNom de l'=8Ecole : Jean Jaur=8Fs\nPersonne en charge du suivi du projet : Claire Durand",
    ),
    { files: ['1 message.txt body'] },
  ),
  form(
    'the filled body in UTF-7, which no browser reads any more',
    mail(
      'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-7',
      'Nom de la commune : Corbas\nPersonne en charge du suivi du projet : Claire Durand\nNom de l+IBk-+AOk-cole : Jaur+AOg-s',
    ),
    { files: ['1 message.txt body'] },
  ),
  form(
    'lines that end with CR alone, with a boundary and base64',
    asWritten(mixed(letter, workbook).toString('utf8').replaceAll('\r\n', '\n'), '\r'),
    { ...twoOfThem, from: 'scolaire@ville-corbas.fr' },
  ),
  form(
    'LF in the header, CRLF in the body',
    Buffer.from(
      mixed(letter, workbook)
        .toString('utf8')
        .replace(/^[\s\S]*?\r\n\r\n/, (header) => header.replaceAll('\r\n', '\n')),
    ),
    { ...twoOfThem, from: 'scolaire@ville-corbas.fr' },
  ),
  form(
    'a family name first, its comma unquoted',
    mail(
      'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b',
      `${letter}${workbook}--b--`,
      'DURAND, Claire <scolaire@ville-corbas.fr>',
    ),
    { ...twoOfThem, from: 'scolaire@ville-corbas.fr' },
  ),
  form(
    'a comma after the only sender',
    mail(
      'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b',
      `${letter}${workbook}--b--`,
      'Mairie <scolaire@ville-corbas.fr>,',
    ),
    { ...twoOfThem, from: 'scolaire@ville-corbas.fr' },
  ),
  form(
    'a sender in single quotes, as Outlook copies them',
    mail(
      'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b',
      `${letter}${workbook}--b--`,
      "\"'scolaire@ville-corbas.fr'\" <'scolaire@ville-corbas.fr'>",
    ),
    { ...twoOfThem, from: 'scolaire@ville-corbas.fr' },
  ),
  form(
    'the same From twice',
    mail(
      'From: Claire Durand <scolaire@ville-corbas.fr>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b',
      `${letter}${workbook}--b--`,
    ),
    { ...twoOfThem, from: 'scolaire@ville-corbas.fr', authenticity: 'unproven' },
  ),
  form(
    'a secretary who writes for the mayor',
    mail(
      'Sender: accueil@ville-corbas.fr\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b',
      `${letter}${workbook}--b--`,
      'Le maire <maire@ville-corbas.fr>',
    ),
    { ...twoOfThem, from: 'maire@ville-corbas.fr' },
  ),
  form(
    'two subjects, two recipients, two dates',
    mail(
      'Subject: Autre objet\nTo: autre@exemple.fr\nDate: hier\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b',
      `${letter}${workbook}--b--`,
    ),
    twoOfThem,
  ),
  form(
    'a workbook named only by its Content-Description',
    mixed(
      letter,
      part(
        'Content-Type: application/vnd.ms-excel\nContent-Description: liste.xls\nContent-Transfer-Encoding: base64',
        inBase64(documents.xls()),
      ),
    ),
  ),
  form(
    'Gmail forwards in the text, the workbook attached',
    aMail({
      subject: 'Fwd: liste',
      content: multipart(
        'mixed',
        text(
          '---------- Forwarded message ---------\r\nDe : Anne Petit <anne.petit@ac-lyon.fr>\r\nDate: lun. 23 nov. 2026\r\nSubject: liste\r\nTo: <scolaire@ville-corbas.fr>\r\n\r\nBonjour\r\n',
        ),
        file('liste.csv', documents.csv()),
      ),
    }),
    { files: ['2 liste.csv csv'] },
  ),
  form(
    'Outlook forwards three messages at once, two with a workbook',
    aMail({
      content: letterWith(
        forwarded(aMail({ content: letterWith(file('a.ods', documents.ods())) })),
        forwarded(aMail()),
        forwarded(aMail({ content: letterWith(file('b.xls', documents.xls())) })),
      ),
    }),
    { files: ['2.2 a.ods ods', '4.2 b.xls xls'] },
  ),
  form(
    'a tar in gz, which only a person opens',
    aMail({ content: letterWith(file('liste.tar.gz', Buffer.from('1f8b0800000000000003', 'hex'))) }),
    { files: ['2 liste.tar.gz gz'] },
  ),
  form(
    'a zip whose names are in the folders of a Mac and of Windows',
    aMail({
      content: letterWith(
        file(
          'envoi.zip',
          aZip([
            { name: '__MACOSX/._liste.ods', bytes: 'x' },
            { name: 'Dossier\\Liste écoles.ods', bytes: documents.ods() },
          ]),
        ),
      ),
    }),
    { files: ['2/envoi.zip/1 Liste écoles.ods ods'] },
  ),
  form(
    'an Office file of 1997 called .xlsx',
    named(
      'Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="l.xlsx"'.replace(
        'l.xlsx',
        'liste.xlsx',
      ),
    ),
    { files: ['2 liste.xlsx xlsx'] },
  ),
  form(
    'format=flowed cuts the questions',
    mail(
      'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8; format=flowed; delsp=yes',
      'Nom de la com \nmune : Corbas\nPersonne en charge du suivi du pro \njet : Claire Durand\nNom de l’école : Jean Jaurès',
    ),
    { files: ['1 message.txt body'] },
  ),
  other(
    'a letter that the antivirus emptied',
    mixed(
      letter,
      part(
        'Content-Type: text/plain; name="liste.xlsx.txt"\nContent-Disposition: attachment; filename="liste.xlsx.txt"',
        'La pièce jointe liste.xlsx a été supprimée par l’antivirus.',
      ),
    ),
    { files: ['2 liste.xlsx.txt txt'] },
  ),
  other(
    'a piece of a message cut in several',
    mail('MIME-Version: 1.0\nContent-Type: message/partial; id="x@y"; number=1; total=3', 'From: x'),
    { files: [] },
  ),
  other(
    'a fax as TIFF',
    mixed(
      letter,
      part(
        'Content-Type: image/tiff; name="fax.tif"\nContent-Disposition: attachment; filename="fax.tif"\nContent-Transfer-Encoding: base64',
        inBase64(Buffer.from('49492a0008000000', 'hex')),
      ),
    ),
    { files: ['2 fax.tif tiff'] },
  ),
  other(
    'a link to a shared workbook',
    mixed(
      part(
        'Content-Type: text/plain; charset=utf-8',
        'La liste est ici : https://docs.google.com/spreadsheets/d/1abc/edit',
      ),
    ),
    { files: [] },
  ),
];
