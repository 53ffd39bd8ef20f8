import { aTnef } from '../builders/a-tnef.js';
import { asWritten, inBase64 } from '../builders/as-written.js';
import * as documents from '../builders/documents.js';
import { answer, automatic, form, other } from './sorting-case.js';

const says = (subject: string, body: string, headers = '', from = 'Claire Durand <scolaire@ville-bron.fr>') =>
  asWritten(`
Return-Path: <scolaire@ville-bron.fr>
From: ${from}
To: support@laclasse.com
Subject: ${subject}
Date: Mon, 23 Nov 2026 10:00:00 +0100
Message-ID: <5F0A.1B2C@ville-bron.fr>
${headers}MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

${body}
`);

/** What town halls' software says while people are away, and the machines that thank, number and warn: most of it without the headers of RFC 3834. */
export const absences = [
  automatic(
    'Exchange 2016 in French, its logo and its base64',
    asWritten(`
Return-Path: <>
Received: from EXCH01.mairie.local (10.1.2.3) by EXCH01.mairie.local (10.1.2.3) with Microsoft SMTP Server
From: DURAND Claire <claire.durand@ville-bron.fr>
To: "support@laclasse.com" <support@laclasse.com>
Subject: =?utf-8?B?UsOpcG9uc2UgYXV0b21hdGlxdWUgOiBMQy0yMDI2LTAwMDQyIOKAkyBGb3Jt?=
 =?utf-8?B?dWxhaXJlIHJlw6d1?=
Thread-Topic: LC-2026-00042
In-Reply-To: <LC-2026-00042.accepted.0193@laclasse.com>
X-MS-Exchange-Inbox-Rules-Loop: claire.durand@ville-bron.fr
X-Auto-Response-Suppress: All
MIME-Version: 1.0
Content-Type: multipart/related; boundary="_004_oof_"; type="multipart/alternative"

--_004_oof_
Content-Type: multipart/alternative; boundary="_000_oof_"

--_000_oof_
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: base64

${inBase64(Buffer.from('Je suis absente jusqu’au 4 décembre.'))}
--_000_oof_--
--_004_oof_
Content-Type: image/png; name="image001.png"
Content-ID: <image001.png@01DC>
Content-Disposition: inline; filename="image001.png"
Content-Transfer-Encoding: base64

${inBase64(documents.png())}
--_004_oof_--
`),
    'automatic-subject',
    { files: [] },
  ),
  automatic(
    'Lotus Notes in French: « AUTO: … est absente (retour le …) »',
    says(
      'AUTO: Claire DURAND est absente (retour le 05/12/2026)',
      "Je serai absent(e) du bureau du 23/11/2026 au 04/12/2026.\n\nRemarque : Il s'agit d'une réponse automatique à votre message \"LC-2026-00042\" envoyé le 23/11/2026 10:12:00.\nC'est la seule notification que vous recevrez pendant l'absence de cette personne.",
      'X-Mailer: IBM Notes Release 9.0.1\n',
    ),
    'automatic-subject',
  ),
  automatic(
    'Lotus Notes, subject untouched, told by its remark',
    says(
      'Claire Durand/Mairie/Bron/FR',
      'Je serai de retour le 5 décembre.\n\nRemarque : il s\'agit d\'une réponse automatique à votre message "Formulaire reçu".',
    ),
    'automatic-text',
  ),
  automatic(
    'Orange: the answering machine of a small town hall',
    says('Répondeur : Re: Formulaire reçu', 'La mairie est fermée.', '', 'mairie.bron@orange.fr'),
    'automatic-subject',
  ),
  automatic(
    'Free: vacation that kept nothing but its mailer',
    says('Re: Formulaire reçu', 'Absent.', 'X-Mailer: Vacation 1.2\n', 'mairie@free.fr'),
    'auto-reply-header',
  ),
  automatic(
    'BlueMind: absence',
    says(
      'Re: Formulaire reçu',
      'Je suis en congés.',
      'Auto-Submitted: auto-replied (vacation)\nX-Sieve: Pigeonhole\n',
    ),
    'auto-submitted',
  ),
  automatic(
    'a comment before the word',
    says('Re: Formulaire reçu', 'x', 'Auto-Submitted: (rule 12) auto-replied\n'),
    'auto-submitted',
  ),
  automatic(
    'X-Auto-Submitted',
    says('Re: Formulaire reçu', 'x', 'X-Auto-Submitted: auto-replied\n'),
    'auto-reply-header',
  ),
  automatic(
    'a service that closes for the holidays',
    says(
      'Re: [LC-2026-00042-7F3K] Formulaire reçu',
      'Bonjour,\n\nLe service scolaire est fermé du 21 décembre au 3 janvier inclus.\nVotre message sera traité à notre retour. En cas d’urgence, vous pouvez joindre l’accueil au 04 72 36 13 13.',
    ),
    'out-of-office-text',
  ),
  automatic(
    'a clerk on maternity leave, told by her mailbox',
    says(
      'Re: Formulaire reçu',
      'Bonjour,\nActuellement en congé maternité, je ne pourrai pas répondre à votre message. Merci de vous adresser à Mme Petit (petit@ville-bron.fr).\nCordialement',
    ),
    'out-of-office-text',
  ),
  automatic(
    'a town hall closed on bank holidays',
    says(
      'Re: Formulaire reçu',
      'Bonjour, la mairie sera exceptionnellement fermée le vendredi 27 novembre. Pour toute urgence, merci de contacter l’élu d’astreinte.',
    ),
    'out-of-office-text',
  ),
  automatic(
    '« Je suis actuellement absent et de retour le … »',
    says(
      'Re: Formulaire reçu',
      'Je suis actuellement absent(e) et serai de retour le lundi 7 décembre. Je prendrai connaissance de votre message à mon retour.',
    ),
    'out-of-office-text',
  ),
  automatic(
    'English subject « Out of office until … »',
    says('Out of office until 4 January', 'x'),
    'automatic-subject',
  ),
  automatic(
    'English subject « I’m out of the office »',
    says('I’m out of the office Re: Formulaire', 'x'),
    'automatic-subject',
  ),
  automatic('English subject « Autoreply »', says('Autoreply', 'x'), 'automatic-subject'),
  automatic('English subject « On leave »', says('On leave: Re: Formulaire reçu', 'x'), 'automatic-subject'),
  automatic(
    '« Absence prolongée : … »',
    says('Absence prolongée : Re: Formulaire reçu', 'x'),
    'automatic-subject',
  ),
  automatic('« Message d’absence prolongée »', says('Message d’absence prolongée', 'x'), 'automatic-subject'),
  automatic('« [Absence] Re: … »', says('[Absence] Re: Formulaire reçu', 'x'), 'automatic-subject'),
  automatic('« En congé Re: … »', says('En congé Re: Formulaire reçu', 'x'), 'automatic-subject'),
  automatic(
    '« Absence de Claire Durand » over an answer by machine',
    says(
      'Absence de Claire Durand',
      'Je suis absente jusqu’au 4 décembre inclus. Pour toute question, contactez le secrétariat.',
    ),
    'out-of-office-text',
  ),
  automatic(
    '« Fermeture annuelle du service »',
    says(
      'Fermeture annuelle du service',
      'Le service est fermé jusqu’au 4 janvier. En cas d’urgence : 04 72 36 13 13.',
    ),
    'out-of-office-text',
  ),
  automatic(
    'a town hall’s web form thanks for the message',
    says(
      'Mairie de Bron : votre demande n° 2026-4512 a bien été enregistrée',
      'Bonjour,\nVotre demande a bien été enregistrée sous le numéro 2026-4512. Elle sera traitée dans les meilleurs délais.',
    ),
    'acknowledgement-subject',
  ),
  automatic(
    'an acknowledgement told in its text',
    says(
      'Mairie de Bron',
      'Madame, Monsieur,\n\nNous avons bien reçu votre courriel et nous vous en remercions. Une réponse vous sera apportée dans les meilleurs délais.\n\nCeci est un message automatique, merci de ne pas y répondre.',
    ),
    'automatic-text',
  ),
  automatic(
    'GLPI opens a ticket',
    says(
      '[GLPI #0004512] Nouveau ticket : Formulaire reçu',
      'URL : https://glpi.ville-bron.fr/front/ticket.form.php?id=4512',
      'X-Auto-Response-Suppress: OOF, DR, NDR, RN, NRN\nAuto-Submitted: auto-generated\n',
      'GLPI <glpi@ville-bron.fr>',
    ),
    'auto-submitted',
  ),
  automatic(
    'OTRS thanks',
    says('[Ticket#2026112310000017] RE: Formulaire reçu', 'x', 'X-Powered-By: OTRS\nPrecedence: bulk\n'),
    'precedence',
  ),
  automatic(
    'Zammad, Freshdesk and others number the message in the subject',
    says('[#4512] Votre demande a été prise en compte', 'Bonjour', '', 'Support DSI <dsi@ville-bron.fr>'),
    'acknowledgement-subject',
  ),
  automatic(
    'WeTransfer tells of a file',
    says(
      'claire.durand@ville-bron.fr vous a envoyé liste.xlsx',
      'Télécharger',
      '',
      'WeTransfer <noreply@wetransfer.com>',
    ),
    'no-reply-sender',
  ),
  automatic(
    'SharePoint tells of a share in the name of a person',
    says(
      'Claire Durand a partagé « liste » avec vous',
      'Ouvrir',
      '',
      'Claire Durand <no-reply@sharepointonline.com>',
    ),
    'no-reply-sender',
  ),
  automatic(
    'a domain that takes no answer',
    says('Notification', 'x', '', 'Portail famille <portail@noreply.ville-bron.fr>'),
    'no-reply-sender',
  ),
  automatic(
    'Outlook on a Mac: read',
    says('Confirmation de lecture : Formulaire reçu', 'Votre message a été lu.'),
    'read-receipt-subject',
  ),
  automatic(
    'Exchange: a receipt by its content class',
    says('Formulaire reçu', 'x', 'Content-Class: urn:content-classes:mdn\n'),
    'report',
  ),
  automatic(
    'a receipt in winmail.dat is told by its class',
    asWritten(`
From: claire.durand@ville-bron.fr
To: support@laclasse.com
Subject: Formulaire recu
MIME-Version: 1.0
Content-Type: application/ms-tnef; name="winmail.dat"
Content-Transfer-Encoding: base64

${inBase64(aTnef([], 'REPORT.IPM.Note.IPNRN'))}
`),
    'read-receipt',
    { files: [] },
  ),
  automatic(
    'an absence in winmail.dat is told by its class',
    asWritten(`
From: claire.durand@ville-bron.fr
To: support@laclasse.com
Subject: Formulaire recu
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b1"

--b1
Content-Type: text/plain

Bonjour
--b1
Content-Type: application/ms-tnef; name="winmail.dat"
Content-Disposition: attachment; filename="winmail.dat"
Content-Transfer-Encoding: base64

${inBase64(aTnef([], 'IPM.Note.Rules.OofTemplate.Microsoft'))}
--b1--
`),
    'out-of-office-class',
    { files: [] },
  ),
  automatic(
    'Google: a meeting is cancelled',
    asWritten(`
From: Claire Durand <claire.durand@ville-bron.fr>
To: support@laclasse.com
Subject: =?UTF-8?Q?=C3=89v=C3=A9nement_annul=C3=A9_=3A_Comit=C3=A9_de_suivi?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="g"

--g
Content-Type: multipart/alternative; boundary="h"

--h
Content-Type: text/plain; charset=utf-8

Cet événement a été annulé.
--h
Content-Type: text/calendar; charset="UTF-8"; method=CANCEL

BEGIN:VCALENDAR
METHOD:CANCEL
END:VCALENDAR
--h--
--g
Content-Type: application/ics; name="invite.ics"
Content-Disposition: attachment; filename="invite.ics"

BEGIN:VCALENDAR
END:VCALENDAR
--g--
`),
    'calendar-reply',
    { files: [] },
  ),
  other(
    'Outlook: an invitation awaits a choice, not a letter',
    asWritten(`
From: Claire Durand <claire.durand@ville-bron.fr>
To: support@laclasse.com
Subject: Invitation : comite de suivi
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="h"
Content-Class: urn:content-classes:calendarmessage

--h
Content-Type: text/plain; charset=utf-8

Quand : lundi
--h
Content-Type: text/calendar; charset="utf-8"; method=REQUEST

BEGIN:VCALENDAR
METHOD:REQUEST
END:VCALENDAR
--h--
`),
    { mayAnswer: false, reason: 'calendar-invitation', files: [] },
  ),
  automatic(
    'Sympa: a digest of a list of clerks',
    says(
      'Digest ecoles Vol 3',
      'x',
      'X-Loop: ecoles@listes.example.org\nList-Id: <ecoles.listes.example.org>\nPrecedence: list\n',
    ),
    'mailing-list',
  ),
  automatic(
    'Google Groups',
    says(
      '[dgs-69] Question',
      'x',
      'X-Google-Group-Id: 123456789\nMailing-list: list dgs-69@googlegroups.com; contact dgs-69+owners@googlegroups.com\n',
    ),
    'mailing-list',
  ),
  automatic(
    'Brevo: a newsletter without List-*',
    says(
      'Votre lettre de novembre',
      'x',
      'X-Mailin-EID: MTIz\nX-Mailin-Campaign: 12\n',
      'Lettre <info@exemple.fr>',
    ),
    'bulk-mail',
  ),
  automatic(
    'a newsletter told by its sender',
    says('Actualités', 'x', '', 'La lettre <newsletter@exemple.fr>'),
    'no-reply-sender',
  ),
  automatic(
    'X-Report-Abuse is what mass mailers add',
    says('Nouveautés', 'x', 'X-Report-Abuse: x\n', 'Offres <offres@exemple.fr>'),
    'bulk-mail',
  ),
  form(
    'Exchange redirects a form by a rule of its own: a person wrote it',
    asWritten(`
Return-Path: <scolaire@ville-bron.fr>
From: Claire Durand <scolaire@ville-bron.fr>
To: support@laclasse.com
Subject: Formulaire
X-MS-Exchange-Inbox-Rules-Loop: accueil@ville-bron.fr
X-MS-Exchange-Organization-AuthAs: Internal
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="x"

--x
Content-Type: text/plain

Ci-joint.
--x
Content-Type: application/vnd.oasis.opendocument.spreadsheet; name="l.ods"
Content-Disposition: attachment; filename="l.ods"
Content-Transfer-Encoding: base64

${inBase64(documents.ods())}
--x--
`),
    { files: ['2 l.ods ods'] },
  ),
  answer(
    'a person back from leave answers by hand',
    says(
      'RE: LC-2026-00042 – Formulaire reçu',
      'Bonjour,\n\nJe rentre de congés et découvre votre message. Je vous envoie la liste corrigée demain.\n\nCordialement',
    ),
  ),
  answer(
    'a person who will be away asks for time',
    says(
      'RE: LC-2026-00042 – 4 points à corriger',
      'Bonjour,\n\nJe serai en congés la semaine prochaine, est-ce que je peux vous renvoyer le fichier le 10 ?\n\nMerci',
    ),
  ),
  other(
    'a school closed for works is news, not an absence',
    says(
      'École fermée',
      'Bonjour, l’école Jean Moulin est fermée pour travaux jusqu’en janvier. Faut-il la retirer de la liste ?',
    ),
  ),
  other(
    'a person whose name is a daemon’s',
    says('Question', 'Bonjour, quand ouvrez-vous ?', '', 'Jean Cron <cron.jean@ville-bron.fr>'),
  ),
  other(
    'a person whose family name begins like a no-reply',
    says('Question', 'Bonjour', '', 'Nora Ponse <nora.ponse@ville-bron.fr>'),
  ),
  other(
    '« Réunion automatisation » is a subject of a person',
    says('Automatisation des inscriptions : question', 'Bonjour'),
  ),
  other(
    '« Absence d’administrateur » is a subject of a person',
    says('Absence d’administrateur à l’école Pasteur', 'Que faire ?'),
  ),
  other('« Relance » is a person’s word', says('Relance : identifiants', 'Bonjour, nous n’avons rien reçu.')),
];
