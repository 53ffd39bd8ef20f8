import * as XLSX from 'xlsx';
import { communes } from '../src/registry/data/communes.js';

export type BenchMail = { from: string; messageId: string; raw: Buffer };

const jobs = ['Directrice', 'Directeur', 'Professeure des écoles', 'Référent numérique'];
const firstNames = ['Anne', 'Bruno', 'Chloé', 'David', 'Élodie', 'Farid', 'Gaëlle', 'Hugo', 'Inès', 'Jules'];
const lastNames = [
  'Martin',
  'Bernard',
  'Petit',
  'Durand',
  'Leroy',
  'Moreau',
  'Simon',
  'Laurent',
  'Garcia',
  'Roux',
];

/** The same `count` mails each time: each has its own .xlsx with four schools, of its own commune's sender. */
export function benchMails(count: number): BenchMail[] {
  return Array.from({ length: count }, (_, index) => benchMail(index));
}

function person(seed: number, domain: string) {
  const firstName = firstNames[seed % 10]!;
  const lastName = `${lastNames[Math.floor(seed / 10) % 10]!}${seed >= 100 ? ` ${lastNames[Math.floor(seed / 100) % 10]!}` : ''}`;
  return {
    firstName,
    lastName,
    jobTitle: jobs[seed % 4]!,
    email: `personne.${seed}@${domain}`,
    phone: `+3347890${String(seed % 10_000).padStart(4, '0')}`,
  };
}

function benchMail(index: number): BenchMail {
  const commune = communes[index % communes.length]!;
  const domain = `commune-${commune.insee}.example`;
  const bytes = workbook(index, commune.name, domain);
  const from = `scolaire${index}@${domain}`;
  const messageId = `<banc-${index}@${domain}>`;
  const text = `Bonjour,\r\n\r\nVeuillez trouver ci-joint la liste n° ${index} de nos écoles.\r\n\r\nBien cordialement,\r\nLe service scolaire\r\n`;
  return { from, messageId, raw: mime({ from, messageId, name: `liste-${index}.xlsx`, text, bytes }) };
}

/** The annex's layout, label and value side by side, and a hidden sheet of 200 lines as town halls' workbooks have. */
function workbook(index: number, commune: string, domain: string): Uint8Array {
  const contact = (seed: number, host: string) => {
    const { firstName, lastName, jobTitle, email, phone } = person(seed, host);
    return [
      'Prénom Nom :',
      `${firstName} ${lastName}`,
      'Fonction :',
      jobTitle,
      'Mail :',
      email,
      'Tel :',
      phone,
    ];
  };
  const rows = [
    ['Nom de la commune :', commune],
    ['Personne en charge du suivi du projet :'],
    contact(index, domain),
    ['Responsable technique de la commune :'],
    contact(index + 1, domain),
    [
      'Nous demandons l’accès à laclasse.com pour l’année scolaire prochaine pour les établissements suivants :',
    ],
    ...[1, 2, 3, 4].flatMap((number) => [
      ['Nom de l’école :', `École élémentaire Banc ${index} ${'ABCD'[number - 1]!}`],
      ['Administrateur'],
      contact(index * 4 + number, 'ac-lyon.fr'),
    ]),
  ];
  const list = Array.from({ length: 200 }, (_, row) => [
    `Service ${row}`,
    `${index * 200 + row}`,
    `rue ${row * 7}`,
  ]);
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), 'Formulaire');
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(list), 'Listes');
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
}

function mime(mail: {
  from: string;
  messageId: string;
  name: string;
  text: string;
  bytes: Uint8Array;
}): Buffer {
  const domain = mail.from.slice(mail.from.indexOf('@') + 1);
  const base64 = Buffer.from(mail.bytes).toString('base64').replace(/.{76}/g, '$&\r\n');
  return Buffer.from(
    [
      `Authentication-Results: mx.bench.example; dmarc=pass header.from=${domain}`,
      `From: Service scolaire <${mail.from}>`,
      'To: support@laclasse.com',
      'Subject: =?UTF-8?Q?Liste_des_=C3=A9coles?=',
      'Date: Mon, 23 Nov 2026 10:00:00 +0100',
      `Message-ID: ${mail.messageId}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="banc"',
      '',
      '--banc',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      mail.text,
      '--banc',
      `Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet; name="${mail.name}"`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${mail.name}"`,
      '',
      base64,
      '--banc--',
      '',
    ].join('\r\n'),
  );
}
