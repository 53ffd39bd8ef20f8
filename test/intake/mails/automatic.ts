import { aMail, file, html, letterWith, multipart, text } from '../builders/a-mail.js';
import * as documents from '../builders/documents.js';
import { automatic } from './sorting-case.js';

const headed = (line: string, rest: Parameters<typeof aMail>[0] = {}) =>
  aMail({ ...rest, also: [line, ...(rest.also ?? [])] });
const subjected = (subject: string, body = 'Bonjour') => aMail({ subject, content: text(body) });
const said = (body: string, subject = 'Re: Votre demande') => aMail({ subject, content: text(body) });

/** Mail that no person wrote for us: out-of-office, lists, receipts of machines, our own letters coming back. */
export const automaticMails = [
  automatic(
    'Exchange: out of office in French',
    aMail({
      top: ['Return-Path: <>'],
      subject: 'Réponse automatique : [LC-2026-00042-7F3K] Formulaire reçu',
      also: [
        'Auto-Submitted: auto-generated',
        'X-Auto-Response-Suppress: All',
        'X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent',
      ],
      content: text('Je suis absente.'),
    }),
    'auto-submitted',
  ),
  automatic(
    'Zimbra: out of office',
    aMail({
      top: ['Return-Path: <>'],
      subject: 'Re: Formulaire reçu',
      also: [
        'Auto-Submitted: auto-replied (zimbra; readonly=false)',
        'Precedence: bulk',
        'X-Zimbra-Forwarded: x',
      ],
    }),
    'auto-submitted',
  ),
  automatic(
    'Sieve vacation (Dovecot)',
    headed('Auto-Submitted: auto-replied (vacation)', {
      top: ['Return-Path: <>'],
      subject: 'Auto: Formulaire reçu',
    }),
    'auto-submitted',
  ),
  automatic(
    'Gmail: out of office',
    aMail({
      top: ['Return-Path: <mairie@gmail.com>'],
      from: 'mairie@gmail.com',
      subject: 'Absence Re: Formulaire reçu',
      also: ['Precedence: bulk', 'X-Autoreply: yes', 'Auto-Submitted: auto-replied'],
    }),
    'precedence',
  ),
  automatic(
    'OBM and old Unix vacation',
    headed('Precedence: junk', { subject: 'away from my mail' }),
    'precedence',
  ),
  automatic(
    'a form sent by a rule is kept and not answered',
    headed('Auto-Submitted: auto-forwarded', { content: letterWith(file('l.ods', documents.ods())) }),
    'auto-submitted',
    { files: ['2 l.ods ods'] },
  ),
  automatic('Auto-Submitted in capitals', headed('AUTO-SUBMITTED: Auto-Replied'), 'auto-submitted'),
  automatic('Auto-Submitted folded', headed('Auto-Submitted:\r\n auto-replied'), 'auto-submitted'),
  automatic(
    'Auto-Submitted: auto-notified',
    headed('Auto-Submitted: auto-notified; owner-email="a@b.fr"'),
    'auto-submitted',
  ),
  automatic('Precedence: list', headed('Precedence: list'), 'precedence'),
  automatic('Precedence: auto_reply', headed('Precedence: auto_reply'), 'precedence'),
  automatic('X-Autoreply', headed('X-Autoreply: yes'), 'auto-reply-header'),
  automatic('X-Autorespond', headed('X-Autorespond: absence'), 'auto-reply-header'),
  automatic('X-Auto-Reply-From', headed('X-Auto-Reply-From: a@b.fr'), 'auto-reply-header'),
  automatic('X-AutoReply-From', headed('X-AutoReply-From: a@b.fr'), 'auto-reply-header'),
  automatic('X-Mail-Autoreply', headed('X-Mail-Autoreply: vacation'), 'auto-reply-header'),
  automatic('X-POST-MessageClass', headed('X-POST-MessageClass: 9; Autoresponder'), 'auto-reply-header'),
  automatic('Delivered-To: Autoresponder', headed('Delivered-To: Autoresponder'), 'auto-reply-header'),
  automatic(
    'X-Auto-Response-Suppress on a letter without a form',
    headed('X-Auto-Response-Suppress: All'),
    'response-suppressed',
  ),
  automatic(
    'X-FC-MachineGenerated (FirstClass)',
    headed('X-FC-MachineGenerated: true'),
    'generated-by-server',
  ),
  automatic('a null Return-Path', aMail({ top: ['Return-Path: <>'] }), 'null-return-path'),
  automatic('a null Return-Path with blanks', aMail({ top: ['Return-Path: < >'] }), 'null-return-path'),
  automatic(
    'cron',
    headed('X-Cron-Env: <SHELL=/bin/sh>', { from: 'Cron Daemon <root@srv.ville-bron.fr>' }),
    'generated-by-server',
  ),
  ...[
    'Réponse automatique : Formulaire reçu',
    'Réponse automatique: Formulaire reçu',
    '=?iso-8859-1?Q?R=E9ponse_automatique_=3A_Formulaire?=',
    '[EXTERNE] Réponse automatique : Formulaire reçu',
    'Automatic reply: Formulaire reçu',
    'Out of Office: Formulaire reçu',
    'Out of Office AutoReply: Formulaire reçu',
    'Absence du bureau : Formulaire reçu',
    'Absent(e) du bureau : Formulaire reçu',
    'Message d’absence',
    "Message d'absence : Re: Formulaire",
    'Notification d’absence',
    'Réponse d’absence Re: Formulaire',
    'AUTO: Claire Durand est absent(e) du bureau (retour 30/11/2026)',
    'Claire Durand est absente du bureau',
    'Congés Re: Formulaire reçu',
    'Auto-Reply: Formulaire reçu',
    'Formulaire reçu (Réponse automatique)',
    'Message automatique',
    'Abwesenheitsnotiz: Formulaire',
    'Vacation reply',
  ].map((subject) => automatic(`subject « ${subject} »`, subjected(subject), 'automatic-subject')),
  automatic(
    'subject « Accusé de réception de votre message »',
    subjected('Accusé de réception de votre message'),
    'acknowledgement-subject',
  ),
  automatic(
    'MailInBlack asks for a proof',
    aMail({ from: 'Protection <contact@mailinblack.com>', subject: 'Merci de vous authentifier' }),
    'challenge',
  ),
  automatic(
    'an absence told in the text alone',
    said(
      'Bonjour,\r\nJe suis absente du bureau jusqu’au 30 novembre. En cas d’urgence, vous pouvez contacter le 04 72 90 03 18.',
    ),
    'out-of-office-text',
  ),
  automatic(
    'an absence told in HTML alone',
    aMail({
      subject: 'Re: x',
      content: html(
        '<p>Je suis en cong&eacute;s jusqu&#8217;au 30.</p><p>Pour toute urgence, merci de contacter la mairie.</p>',
      ),
    }),
    'out-of-office-text',
  ),
  automatic(
    'a robot that says so',
    said('Ceci est une réponse automatique. Votre message a bien été reçu.'),
    'automatic-text',
  ),
  automatic(
    'a robot that forbids answers',
    said('Votre demande est enregistrée. Merci de ne pas répondre à ce message.'),
    'automatic-text',
  ),
  automatic(
    'a robot in English',
    said('This is an automated reply. Your message was received.'),
    'automatic-text',
  ),
  automatic('no-reply', aMail({ from: 'Portail <no-reply@demarches.example.fr>' }), 'no-reply-sender'),
  automatic('ne-pas-repondre', aMail({ from: 'ne-pas-repondre@ville-bron.fr' }), 'no-reply-sender'),
  automatic('nepasrepondre', aMail({ from: 'nepasrepondre@ville-bron.fr' }), 'no-reply-sender'),
  automatic('noreply with a tail', aMail({ from: 'noreply-formulaires@ville-bron.fr' }), 'no-reply-sender'),
  automatic('do_not_reply', aMail({ from: 'do_not_reply@example.org' }), 'no-reply-sender'),
  automatic(
    'a no-reply with a workbook is kept and not answered',
    aMail({ from: 'noreply@ville-bron.fr', content: letterWith(file('l.xlsx', documents.xlsx())) }),
    'no-reply-sender',
    { files: ['2 l.xlsx xlsx'] },
  ),
  automatic('a mailing list', headed('List-Id: <maires.example.org>'), 'mailing-list'),
  automatic(
    'a newsletter with a pdf',
    headed('List-Unsubscribe: <mailto:u@example.org>', {
      content: letterWith(file('l.pdf', documents.pdf())),
    }),
    'mailing-list',
  ),
  automatic(
    'Sympa',
    aMail({ from: 'sympa-request@listes.example.org', subject: 'Votre abonnement' }),
    'daemon-sender',
  ),
  automatic('Mailjet campaign', headed('X-Mailjet-Campaign: 42'), 'bulk-mail'),
  automatic(
    'Outlook: read receipt',
    aMail({
      subject: 'Lu : Formulaire reçu',
      content: multipart(
        'report; report-type=disposition-notification',
        text('Votre message a été lu le lundi.'),
        {
          headers: ['Content-Type: message/disposition-notification'],
          body: Buffer.from('Disposition: automatic-action/MDN-sent-automatically; displayed\r\n'),
        },
      ),
    }),
    'read-receipt',
  ),
  automatic(
    'Thunderbird: read receipt',
    aMail({
      subject: 'Accusé de réception (affiché) : Formulaire reçu',
      content: multipart('report; report-type=disposition-notification', text('x'), {
        headers: ['Content-Type: message/disposition-notification\r\nContent-Disposition: inline'],
        body: Buffer.from('x'),
      }),
    }),
    'read-receipt',
  ),
  automatic(
    'a read receipt known by its subject',
    subjected('Lu : Formulaire reçu', 'Votre message a été lu.'),
    'read-receipt-subject',
  ),
  automatic('a receipt of deletion unread', subjected('Non lu : Formulaire reçu'), 'read-receipt-subject'),
  automatic('Zimbra: read receipt', subjected('Accusé de lecture : Formulaire reçu'), 'read-receipt-subject'),
  automatic(
    'Lotus: return receipt',
    subjected('Return Receipt (displayed) - Formulaire'),
    'read-receipt-subject',
  ),
  automatic(
    'an accepted invitation',
    aMail({
      subject: 'Accepté : Comité de suivi',
      content: multipart('alternative', text(''), {
        headers: ['Content-Type: text/calendar; method=REPLY'],
        body: Buffer.from('BEGIN:VCALENDAR\r\n'),
      }),
    }),
    'calendar-reply',
  ),
  automatic(
    'a declined invitation without its parameter',
    aMail({
      subject: 'Comité',
      content: {
        headers: ['Content-Type: text/calendar'],
        body: Buffer.from('BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n'),
      },
    }),
    'calendar-reply',
  ),
  automatic('our own letter', aMail({ from: 'Support <support@laclasse.com>' }), 'own-mail'),
  automatic('our own letter, tagged', aMail({ from: 'support+retour-0193@laclasse.com' }), 'own-mail'),
  automatic(
    'our own letter with its workbook, coming back',
    aMail({ from: 'Support@LaClasse.com', content: letterWith(file('l.xlsx', documents.xlsx())) }),
    'own-mail',
  ),
  automatic(
    'our own Message-ID under another name',
    aMail({ messageId: '<LC-2026-00042.accepted.0193-aa@laclasse.com>' }),
    'own-message-id',
  ),
  automatic(
    'mail to the return address of our replies',
    aMail({ to: 'support+retour-0193aa@laclasse.com' }),
    'returned-to-bounce-address',
  ),
  automatic('X-Loop', headed('X-Loop: yes'), 'loop-header'),
  automatic('X-Loop with our address', headed('X-Loop: <support@laclasse.com>'), 'loop-header'),
  automatic('Amazon WorkMail', headed('X-Amazon-Auto-Reply: true'), 'auto-reply-header'),
  automatic('Orange: absence', subjected('Message d’absence de mairie.bron@orange.fr'), 'automatic-subject'),
  automatic('La Poste: répondeur', subjected('Répondeur automatique'), 'automatic-subject'),
  automatic('a subject of absence and no form', subjected('Absente jusqu’au 30 novembre'), 'absence-subject'),
  automatic(
    'a DMARC report',
    aMail({
      from: 'dmarcreport@example.com',
      subject: 'Report Domain: laclasse.com Submitter: example.com',
      content: letterWith(file('r.zip', documents.xlsx())),
    }),
    'report-subject',
  ),
];
