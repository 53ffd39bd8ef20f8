import { aMail, file, forwarded, letterWith, multipart, text } from '../builders/a-mail.js';
import * as documents from '../builders/documents.js';
import { automatic } from './sorting-case.js';

const ourReply = () =>
  aMail({
    from: 'support@laclasse.com',
    messageId: '<LC-2026-00042.corrections.0193@laclasse.com>',
    content: letterWith(file('corrige.xlsx', documents.xlsx())),
  });
const status = (action = 'failed', code = '5.1.1') => ({
  headers: ['Content-Type: message/delivery-status'],
  body: Buffer.from(
    `Reporting-MTA: dns; mx.ville-bron.fr\r\n\r\nFinal-Recipient: rfc822; x@ville-bron.fr\r\nAction: ${action}\r\nStatus: ${code}\r\n`,
  ),
});
const report = (note: string, action?: string) =>
  multipart('report; report-type=delivery-status', text(note), status(action), forwarded(ourReply()));
const bounce = (
  from: string,
  subject: string,
  content = text('x'),
  top = ['Return-Path: <>'],
  also: string[] = [],
) => aMail({ from, subject, content, top, also });

/** Delivery reports and complaints, RFC 3464 or not. What they carry is our own mail: no document is taken from it. */
export const bounces = [
  automatic(
    'Postfix bounce with our reply and its workbook',
    bounce(
      'MAILER-DAEMON@mx.ville-bron.fr (Mail Delivery System)',
      'Undelivered Mail Returned to Sender',
      report('This is the mail system at host mx.ville-bron.fr.'),
      undefined,
      ['Auto-Submitted: auto-replied'],
    ),
    'delivery-report',
    { files: [] },
  ),
  automatic(
    'Exchange bounce in French',
    bounce(
      'postmaster@ville-bron.fr',
      'Non remis : [LC-2026-00042-7F3K] À corriger',
      report('Échec de la remise'),
      undefined,
      ['X-MS-Exchange-Message-Is-Ndr:', 'Content-Language: fr-FR'],
    ),
    'delivery-report',
    { files: [] },
  ),
  automatic(
    'Office 365 bounce in French',
    bounce(
      'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@ville-bron.fr>',
      'Non distribuable : x',
      report('x'),
    ),
    'delivery-report',
  ),
  automatic(
    'Gmail bounce',
    bounce(
      'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
      'Delivery Status Notification (Failure)',
      report('x'),
      undefined,
      ['X-Failed-Recipients: x@gmail.com'],
    ),
    'delivery-report',
  ),
  automatic(
    'Exim bounce, without a report',
    bounce(
      'Mail Delivery System <Mailer-Daemon@srv.fr>',
      'Mail delivery failed: returning message to sender',
      text('This message was created automatically by mail delivery software.'),
      undefined,
      ['X-Failed-Recipients: x@y.fr', 'Auto-Submitted: auto-replied'],
    ),
    'daemon-sender',
  ),
  automatic(
    'qmail bounce',
    bounce(
      'MAILER-DAEMON@qmail.example',
      'failure notice',
      text('Hi. This is the qmail-send program at qmail.example.'),
    ),
    'bounce-subject',
  ),
  automatic(
    'Lotus Domino bounce',
    bounce('Mail Router <router@domino.example>', 'DELIVERY FAILURE: User x not listed', report('x')),
    'bounce-subject',
  ),
  automatic(
    'Zimbra delay',
    bounce('MAILER-DAEMON@zimbra.ville.fr', 'Delayed Mail (still being retried)', report('x', 'delayed')),
    'delivery-report',
  ),
  automatic(
    'Exchange delay in French',
    bounce('postmaster@ville.fr', 'Retardé : x', report('x', 'delayed')),
    'delivery-report',
  ),
  automatic(
    'Exchange delivery receipt in French',
    bounce('postmaster@ville.fr', 'Remis : x', report('x', 'delivered')),
    'delivery-report',
  ),
  automatic(
    'sendmail warning',
    bounce('MAILER-DAEMON@s.fr', 'Warning: could not send message for past 4 hours'),
    'bounce-subject',
  ),
  automatic(
    'Orange bounce',
    bounce('MAILER-DAEMON@orange.fr', 'Notification d’état de remise (Échec)'),
    'bounce-subject',
  ),
  automatic(
    'a bounce that lost its null Return-Path',
    bounce('Mail Delivery System <postmaster@mx.fr>', 'Échec de remise', text('x'), [
      'Return-Path: <postmaster@mx.fr>',
    ]),
    'daemon-sender',
  ),
  automatic(
    'a bounce told by its subject alone',
    bounce('system@mx.fr', 'Undeliverable: Formulaire reçu', text('x'), []),
    'bounce-subject',
  ),
  automatic(
    'a bounce told by its text alone',
    bounce(
      'admin@ville.fr',
      'Votre courriel',
      text('Votre message du 23/11 n’a pas pu être remis à son destinataire.'),
      [],
    ),
    'bounce-text',
  ),
  automatic(
    'a bounce with only its delivery-status part',
    bounce('x@mx.fr', 'x', multipart('mixed', text('x'), status()), []),
    'delivery-report',
  ),
  automatic(
    'a bounce with the headers alone',
    bounce(
      'MAILER-DAEMON@a.fr',
      'x',
      multipart('report; report-type="delivery-status"', text('x'), status(), {
        headers: ['Content-Type: text/rfc822-headers'],
        body: Buffer.from('From: support@laclasse.com\r\n'),
      }),
    ),
    'delivery-report',
  ),
  automatic(
    'an internationalised report',
    bounce(
      'x@a.fr',
      'x',
      multipart('report; report-type=delivery-status', text('x'), {
        headers: ['Content-Type: message/global-delivery-status'],
        body: Buffer.from('x'),
      }),
      [],
    ),
    'delivery-report',
  ),
  automatic(
    'our reply pasted whole under a bounce',
    bounce(
      'MAILER-DAEMON@a.fr',
      'Returned mail: see transcript for details',
      multipart('mixed', text('x'), forwarded(ourReply())),
    ),
    'daemon-sender',
  ),
  automatic(
    'ARF complaint',
    bounce(
      'abuse@fai.fr',
      'Abuse report',
      multipart(
        'report; report-type=feedback-report',
        text('x'),
        { headers: ['Content-Type: message/feedback-report'], body: Buffer.from('Feedback-Type: abuse\r\n') },
        forwarded(ourReply()),
      ),
      [],
    ),
    'complaint',
    { files: [] },
  ),
  automatic(
    'an antispam that rejects',
    bounce('antispam@ville.fr', 'Message bloqué : pièce jointe interdite', text('x'), []),
    'bounce-subject',
  ),
  automatic('quota exceeded', bounce('Postmaster <postmaster@free.fr>', 'Boîte pleine'), 'daemon-sender'),
];
