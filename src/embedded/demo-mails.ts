import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../decision/outcome.js';
import type { ReplyKind } from '../reply/reply-kinds.js';

/** A mail of the demo, and what must become of it. */
export type DemoMail = {
  title: string;
  from: string;
  raw: Buffer;
  expected: { outcome: Outcome; reply: ReplyKind | null; orders: number };
};

/** The name under which the demo's mail server writes its verdicts. */
export const DEMO_AUTHSERV_ID = 'mx.laclasse.example';

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  xls: 'application/vnd.ms-excel',
};

type Parts = {
  from: string;
  name: string;
  subject: string;
  text: string;
  attachment?: { folder: string; name: string };
  headers?: readonly string[];
};

let count = 0;

/** As mail software writes it, with the verdict our own mail server puts on top. */
function mail({ from, name, subject, text, attachment, headers = [] }: Parts): Buffer {
  count += 1;
  const domain = from.slice(from.indexOf('@') + 1);
  const boundary = `=_laclasse_demo_${count}`;
  const lines = [
    `Authentication-Results: ${DEMO_AUTHSERV_ID}; dkim=pass header.d=${domain}; dmarc=pass header.from=${domain}`,
    `From: ${encodedWord(name)} <${from}>`,
    'To: support@laclasse.com',
    `Subject: ${encodedWord(subject)}`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <demo-${Date.now()}-${count}@${domain}>`,
    'MIME-Version: 1.0',
    ...headers,
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    base64(Buffer.from(text)),
    ...(attachment === undefined ? [] : attached(boundary, attachment)),
    `--${boundary}--`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}

function attached(boundary: string, { folder, name }: { folder: string; name: string }): string[] {
  const type = types[name.slice(name.lastIndexOf('.') + 1) as keyof typeof types];
  return [
    `--${boundary}`,
    `Content-Type: ${type}; name="${name}"`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${name}"`,
    '',
    base64(readFileSync(join(folder, name))),
  ];
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{76}/g, '$&\r\n');
}

function encodedWord(text: string): string {
  return `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
}

/** What arrives in the demo, in order. `folder` holds the forms that town halls filled. */
export function demoMails(folder: string): DemoMail[] {
  const corbas = {
    from: 'scolaire@mairie-corbas.example',
    name: 'Hélène Marchand',
    attachment: { folder, name: 'inscription-corbas.xlsx' },
  };
  return [
    {
      title: 'A complete .xlsx from a confirmed sender',
      from: corbas.from,
      raw: mail({
        ...corbas,
        subject: 'Inscription de nos écoles à laclasse.com',
        text: 'Bonjour,\nVeuillez trouver ci-joint la liste de nos trois écoles.\nBien cordialement,\nHélène Marchand',
      }),
      expected: { outcome: 'accept', reply: 'accepted', orders: 3 },
    },
    {
      title: 'An .ods with three mistakes',
      from: 'claire.fontaine@venissieux.example',
      raw: mail({
        from: 'claire.fontaine@venissieux.example',
        name: 'Claire Fontaine',
        subject: 'Écoles de Vénissieux',
        text: 'Bonjour,\nLe tableau demandé est en pièce jointe.\nC. Fontaine',
        attachment: { folder, name: 'ecoles-venissieux.ods' },
      }),
      expected: { outcome: 'correct', reply: 'corrections', orders: 0 },
    },
    {
      title: 'An .xls from an address nobody has confirmed',
      from: 'luc.rey@orange.example',
      raw: mail({
        from: 'luc.rey@orange.example',
        name: 'Luc Rey',
        subject: 'laclasse.com',
        text: 'Bonjour, voici le formulaire de la ville de Bron. L. Rey',
        attachment: { folder, name: 'formulaire-bron.xls' },
      }),
      expected: { outcome: 'ask-agent', reply: 'sender-to-confirm', orders: 0 },
    },
    {
      title: 'An out-of-office',
      from: 'secretariat@mairie-irigny.example',
      raw: mail({
        from: 'secretariat@mairie-irigny.example',
        name: 'Secrétariat',
        subject: 'Réponse automatique : absence du bureau',
        text: 'Je suis absente jusqu’au 30 novembre.',
        headers: ['Auto-Submitted: auto-replied', 'X-Auto-Response-Suppress: All'],
      }),
      expected: { outcome: 'ignore', reply: null, orders: 0 },
    },
    {
      title: 'A mail without attachment',
      from: 'mairie@mions.example',
      raw: mail({
        from: 'mairie@mions.example',
        name: 'Mairie de Mions',
        subject: 'Comment inscrire nos écoles ?',
        text: 'Bonjour,\nNous souhaitons utiliser laclasse.com dans nos écoles. Que faut-il faire ?\nMerci d’avance.',
      }),
      expected: { outcome: 'no-form', reply: 'no-form', orders: 0 },
    },
    {
      title: 'The first one, sent again',
      from: corbas.from,
      raw: mail({
        ...corbas,
        subject: 'Tr : Inscription de nos écoles à laclasse.com',
        text: 'Bonjour,\nJe vous renvoie notre liste, au cas où.\nHélène Marchand',
      }),
      expected: { outcome: 'already-received', reply: 'already-received', orders: 0 },
    },
  ];
}
