import { asWritten, inBase64 } from '../builders/as-written.js';
import * as documents from '../builders/documents.js';
import { automatic, other } from './sorting-case.js';

const ourLetter = `From: Support laclasse.com <support@laclasse.com>
To: scolaire@ville-bron.fr
Subject: LC-2026-00042 - Formulaire recu
Message-ID: <LC-2026-00042.corrections.0193@laclasse.com>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="notre"

--notre
Content-Type: text/plain; charset=utf-8

Nom de la commune : Bron
Personne en charge du suivi du projet : Claire Durand
Responsable technique de la commune : Paul Martin
--notre
Content-Type: application/vnd.oasis.opendocument.spreadsheet; name="a-corriger.ods"
Content-Disposition: attachment; filename="a-corriger.ods"
Content-Transfer-Encoding: base64

${inBase64(documents.ods())}
--notre--
`;

const plain = (from: string, subject: string, body: string, headers = '') =>
  asWritten(`
Return-Path: <>
From: ${from}
To: support@laclasse.com
Subject: ${subject}
Date: Mon, 23 Nov 2026 10:00:00 +0100
${headers}MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

${body}
`);

/** Bounces as servers and gateways in service write them; what they give back is ours, never a form. */
export const moreBounces = [
  automatic(
    'qmail gives our whole letter back in its text',
    plain(
      'MAILER-DAEMON@mx.ville-bron.fr',
      'failure notice',
      `Hi. This is the qmail-send program at mx.ville-bron.fr.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<scolaire@ville-bron.fr>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\n${ourLetter}`,
    ),
    'bounce-subject',
    { files: [] },
  ),
  automatic(
    'Exim gives our letter back as an attachment, without a report',
    asWritten(`
Return-Path: <>
From: Mail Delivery System <Mailer-Daemon@srv1.ville-bron.fr>
To: support@laclasse.com
Subject: Mail delivery failed: returning message to sender
X-Failed-Recipients: scolaire@ville-bron.fr
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="exim"

--exim
Content-Type: text/plain

This message was created automatically by mail delivery software.
A message that you sent could not be delivered to one or more of its recipients.
--exim
Content-Type: message/rfc822

${ourLetter}
--exim--
`),
    'daemon-sender',
    { files: [] },
  ),
  automatic(
    'Postfix in 2026: headers alone, in UTF-8',
    asWritten(`
Return-Path: <>
Date: Mon, 23 Nov 2026 10:00:00 +0100 (CET)
From: MAILER-DAEMON@smtp.ville-bron.fr (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: support+retour-0193@laclasse.com
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="4XyZ.1764/smtp.ville-bron.fr"
Content-Transfer-Encoding: 8bit

--4XyZ.1764/smtp.ville-bron.fr
Content-Description: Notification
Content-Type: text/plain; charset=utf-8

This is the mail system at host smtp.ville-bron.fr.
--4XyZ.1764/smtp.ville-bron.fr
Content-Description: Delivery report
Content-Type: message/global-delivery-status

Reporting-MTA: dns; smtp.ville-bron.fr

Final-Recipient: rfc822; scolaire@ville-bron.fr
Action: failed
Status: 5.1.1
--4XyZ.1764/smtp.ville-bron.fr
Content-Description: Undelivered Message Headers
Content-Type: message/global-headers

From: support@laclasse.com
--4XyZ.1764/smtp.ville-bron.fr--
`),
    'delivery-report',
    { files: [] },
  ),
  automatic(
    'Gmail: « Adresse introuvable », with its picture inside the report',
    asWritten(`
Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
To: support@laclasse.com
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
Content-Type: multipart/report; boundary="000"; report-type=delivery-status

--000
Content-Type: multipart/related; boundary="001"

--001
Content-Type: multipart/alternative; boundary="002"

--002
Content-Type: text/plain; charset="UTF-8"

** Adresse introuvable **
--002--
--001
Content-Type: image/png; name="icon.png"
Content-Disposition: attachment; filename="icon.png"
Content-Transfer-Encoding: base64
Content-ID: <icon.png>

${inBase64(documents.png())}
--001--
--000
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.com

Final-Recipient: rfc822; mairie@gmail.com
Action: failed
Status: 5.1.1
--000
Content-Type: message/rfc822

${ourLetter}
--000--
`),
    'delivery-report',
    { files: [] },
  ),
  automatic(
    'Yahoo: Failure Notice',
    plain(
      'MAILER-DAEMON@yahoo.com',
      'Failure Notice',
      'Sorry, we were unable to deliver your message to the following address.',
    ),
    'daemon-sender',
  ),
  automatic(
    'Free: « Mail System Error - Returned Mail »',
    plain(
      'Mail Administrator <Postmaster@free.fr>',
      'Mail System Error - Returned Mail',
      'This Message was undeliverable',
    ),
    'daemon-sender',
  ),
  automatic(
    'La Poste, in French, from an address of its own',
    plain('Service courrier <systeme@laposte.net>', 'Message non délivré', 'Bonjour'),
    'bounce-subject',
  ),
  automatic(
    'Exchange on premises in French, its null sender lost on a gateway',
    plain('Administrateur système <admin@ville-bron.fr>', 'Non remis : Formulaire reçu', 'x').subarray(17),
    'bounce-subject',
  ),
  automatic(
    'MDaemon: permanent failure',
    plain(
      'MDaemon at ville-bron.fr <MDaemon@ville-bron.fr>',
      'Permanent Delivery Failure',
      'x',
      'X-MDDSN-Message: Yes\n',
    ),
    'bounce-subject',
  ),
  automatic(
    'hMailServer',
    plain('hMailServer <mailer@ville-bron.fr>', 'Message undeliverable: Formulaire reçu', 'x'),
    'bounce-subject',
  ),
  automatic(
    'Courier',
    plain(
      '"Courier mail server at mx" <@>',
      'NOTICE: mail delivery status.',
      'This is a delivery status notification.',
    ),
    'bounce-subject',
    { from: null },
  ),
  automatic(
    'Amavis accuses us',
    plain(
      'Content-filter at mx.ville-bron.fr <virusalert@ville-bron.fr>',
      'BANNED contents from you (.xlsx)',
      'x',
    ),
    'null-return-path',
  ),
  automatic(
    'Vade or Barracuda keeps our letter',
    plain('antispam@ville-bron.fr', 'Message mis en quarantaine : Formulaire reçu', 'x').subarray(17),
    'bounce-subject',
  ),
  automatic(
    'MailInBlack, today’s subject',
    plain(
      'Claire Durand via Mailinblack <claire.durand@mailinblack.com>',
      'Votre e-mail est en attente d’authentification',
      'Cliquez',
    ).subarray(17),
    'challenge',
  ),
  automatic(
    'Hotmail’s complaint, which is no ARF',
    asWritten(`
From: <staff@hotmail.com>
To: support@laclasse.com
Subject: complaint about message from 194.254.1.1
X-HmXmrOriginalRecipient: mairie@hotmail.fr
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="jm"

--jm
Content-Type: message/rfc822

${ourLetter}
--jm--
`),
    'complaint',
    { files: [] },
  ),
  automatic(
    'ARF whose report type is lost',
    asWritten(`
From: <fbl@orange.fr>
To: support@laclasse.com
Subject: FW: LC-2026-00042
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="arf"

--arf
Content-Type: text/plain

This is an email abuse report.
--arf
Content-Type: message/feedback-report

Feedback-Type: abuse
--arf
Content-Type: message/rfc822

${ourLetter}
--arf--
`),
    'complaint',
    { files: [] },
  ),
  automatic(
    'a delay in French by Exchange',
    plain('postmaster@ville-bron.fr', 'Remise différée : Formulaire reçu', 'x'),
    'daemon-sender',
  ),
  automatic(
    'Postfix in French, translated by a provider',
    plain('Système de messagerie <systeme@fai.fr>', 'Message non distribué, retourné à l’expéditeur', 'x'),
    'bounce-subject',
  ),
  automatic(
    'a Domino report whose type is text',
    asWritten(`
From: Mail Router@domino.ville-bron.fr
To: support@laclasse.com
Subject: ECHEC DE LA DISTRIBUTION : L'utilisateur claire n'est pas repertorie
MIME-Version: 1.0
Content-Type: text/plain

Votre message n'a pas pu etre distribue.
`),
    'bounce-subject',
  ),
  automatic(
    'a bounce in HTML alone',
    asWritten(`
From: Service de messagerie <service@ville-bron.fr>
To: support@laclasse.com
Subject: Information
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<p>Votre message n&rsquo;a pas pu &ecirc;tre remis aux destinataires suivants&nbsp;:</p>
`),
    'bounce-text',
  ),
  other(
    'a person tells that our letter came back',
    asWritten(`
From: Claire Durand <scolaire@ville-bron.fr>
To: support@laclasse.com
Subject: Message non recu
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Bonjour, nous n'avons pas recu vos identifiants, pouvez-vous les renvoyer ?
`),
  ),
];
