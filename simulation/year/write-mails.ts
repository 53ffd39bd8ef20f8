import { writeTemplate } from '../../src/form/write/write-template.js';
import type { WorldCommune, WorldSchool } from './make-world.js';

/** The name under which the simulated mail server vouches for a sender. */
export const AUTHSERV_ID = 'mx.laclasse.example';
export const OUR_ADDRESS = 'support@laclasse.com';

type Mail = {
  commune: WorldCommune;
  at: Date;
  subject: string;
  words: string;
  file?: { name: string; bytes: Uint8Array } | undefined;
  /** Message-ID of ours that it answers. */
  inReplyTo?: string | undefined;
};

let sent = 0;

/** A mail of a town hall, byte for byte as the mail server gives it, its sender vouched for. */
export function writeMail({ commune, at, subject, words, file, inReplyTo }: Mail): Buffer {
  const domain = commune.address.split('@')[1]!;
  sent += 1;
  const head = [
    `Authentication-Results: ${AUTHSERV_ID}; dkim=pass header.d=${domain}; dmarc=pass header.from=${domain}`,
    `From: Service scolaire <${commune.address}>`,
    `To: ${OUR_ADDRESS}`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${sent}.${at.getTime()}@${domain}>`,
    ...(inReplyTo === undefined ? [] : [`In-Reply-To: ${inReplyTo}`, `References: ${inReplyTo}`]),
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    'MIME-Version: 1.0',
  ];
  const text = [
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    base64(words),
  ];
  if (file === undefined) return Buffer.from([...head, ...text, ''].join('\r\n'));
  const boundary = `part-${sent}`;
  return Buffer.from(
    [
      ...head,
      `Content-Type: multipart/mixed; boundary="${boundary}"`,
      '',
      ...[`--${boundary}`, ...text],
      `--${boundary}`,
      `Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet; name="${file.name}"`,
      `Content-Disposition: attachment; filename="${file.name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      base64(file.bytes),
      `--${boundary}--`,
      '',
    ].join('\r\n'),
  );
}

function base64(content: string | Uint8Array): string {
  return Buffer.from(content as string)
    .toString('base64')
    .replace(/.{76}/g, '$&\r\n');
}

/** The model filled by a clerk. `actions`: what it says beside each school; `without`: the school that lacks an address. */
export function writeForm(
  commune: WorldCommune,
  {
    year,
    actions = {},
    without,
  }: { year: number; actions?: Record<string, string>; without?: WorldSchool | undefined },
): { name: string; bytes: Uint8Array } {
  const written = writeTemplate({
    format: 'xlsx',
    year,
    commune: { name: commune.writtenName, insee: commune.insee },
    contacts: { followUp: commune.followUp, technical: commune.technical },
    schools: commune.schools.map(({ name, uai, administrator }) => ({
      ...{ name, uai, action: actions[uai] ?? '' },
      administrator: without?.uai === uai ? { ...administrator, email: '' } : administrator,
    })),
  });
  return { name: written.fileName, bytes: written.bytes };
}

/** What a mail server sends back when an address does not exist (RFC 3464). */
export function writeBounce(given: {
  recipient: string;
  messageId: string;
  returnPath: string;
  at: Date;
}): Buffer {
  const { recipient, messageId, returnPath, at } = given;
  sent += 1;
  return Buffer.from(
    [
      'Return-Path: <>',
      'From: MAILER-DAEMON <mailer-daemon@mx.laclasse.example>',
      `To: ${returnPath}`,
      `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
      `Message-ID: <bounce.${sent}@mx.laclasse.example>`,
      'Subject: Undelivered Mail Returned to Sender',
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      `<${recipient}>: user unknown`,
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.laclasse.example',
      '',
      `Final-Recipient: rfc822; ${recipient}`,
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${messageId}`,
      '--b--',
      '',
    ].join('\r\n'),
  );
}
