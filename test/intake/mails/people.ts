import { aMail, file, html, letterWith, multipart, text } from '../builders/a-mail.js';
import * as documents from '../builders/documents.js';
import { answer, other } from './sorting-case.js';

const letter = (body: string, subject = 'Question') => aMail({ subject, content: text(body) });
const quoted = [
  'Merci, c’est corrigé.',
  '',
  'Le lun. 23 nov. 2026 à 10:00, Support laclasse.com <support@laclasse.com> a écrit :',
  '> Ceci est un message automatique.',
  '> Nom de la commune : Corbas',
  '> Nom de l’école : Jean Jaurès',
].join('\r\n');
const outlookQuoted = [
  'Bonjour, la directrice est Mme Petit.',
  '',
  '________________________________',
  'De : Support laclasse.com <support@laclasse.com>',
  'Envoyé : lundi 23 novembre 2026 10:00',
  'À : Claire Durand',
  'Objet : [LC-2026-00042-7F3K] Informations à compléter',
  '',
  'Nom de la commune : Corbas',
  'Nom de l’école : manquant',
  'Ce message est généré automatiquement, merci de ne pas y répondre.',
].join('\r\n');

/** Letters written by people that carry no form: answered, whatever their words look like. */
export const people = [
  other('a question', letter('Bonjour,\r\nComment inscrire une école ?\r\n'), { files: [] }),
  other(
    'a covering letter that forgot its attachment',
    letter('Veuillez trouver ci-joint la liste de nos écoles.', 'Inscription laclasse.com'),
    { reason: 'no-document' },
  ),
  other(
    'a covering letter that names the form',
    letter('Où trouver le formulaire d’inscription ? Il demande le nom de la commune et celui de l’école.'),
  ),
  other('« On arrête »', letter('Nous souhaitons résilier la convention.', 'Résiliation')),
  other('a subject about absence', letter('Mme Petit est remplacée par M. Roy.', 'Absence de la directrice')),
  other('a subject about holidays', letter('Quand ferme le support ?', 'Vacances scolaires')),
  other(
    'a subject about an automatic answer, forwarded',
    letter('Que dois-je faire de ceci ?', 'TR: Réponse automatique : liste'),
  ),
  other(
    'an answer to an automatic answer',
    letter('Merci, je rappellerai.', 'RE: Réponse automatique : liste'),
  ),
  other('a subject about reading', letter('Bonjour', 'Lu et approuvé')),
  other(
    'a subject about bounces',
    letter('Mon message vous est-il parvenu ? J’ai eu une erreur.', 'Problème d’envoi de ma liste'),
  ),
  other(
    'a subject that quotes a bounce',
    letter('Le mail ci-dessous m’est revenu.', 'Re: Undelivered Mail Returned to Sender'),
  ),
  other('a subject with « auto »', letter('Bonjour', 'Auto-école : erreur d’adresse')),
  other('a subject with « out »', letter('Bonjour', 'Outils numériques des écoles')),
  other('a subject with « remise »', letter('Bonjour', 'Remise des identifiants aux directeurs')),
  other('« Accepté » without a colon', letter('Bonjour', 'Acceptez-vous une liste en PDF ?')),
  other('a person who will be away', letter('Je serai absente demain mais joignable ensuite.')),
  other(
    'a picture alone is not a form',
    aMail({
      content: letterWith(
        file('photo.jpg', documents.jpeg(), [
          'Content-Type: image/jpeg; name="photo.jpg"',
          'Content-Disposition: attachment; filename="photo.jpg"',
        ]),
      ),
    }),
    { files: ['2 photo.jpg jpeg'], reason: 'no-form-among-documents' },
  ),
  other(
    'an iPhone photograph shown in the text',
    aMail({
      content: multipart(
        'mixed',
        text('Voici'),
        file('IMG_0042.jpeg', documents.jpeg(), [
          'Content-Type: image/jpeg; name=IMG_0042.jpeg',
          'Content-Disposition: inline; filename=IMG_0042.jpeg',
        ]),
      ),
    }),
    { files: ['2 IMG_0042.jpeg jpeg'] },
  ),
  other(
    'a logo in the signature is not a document',
    aMail({
      content: multipart(
        'related',
        html('<img src="cid:logo@x">'),
        file('logo-ville.png', documents.png(), [
          'Content-Type: image/png; name="logo-ville.png"',
          'Content-ID: <logo@x>',
        ]),
      ),
    }),
    { files: [] },
  ),
  other(
    'a logo attached under its name',
    aMail({
      content: letterWith(
        file('Logo_Mairie.png', documents.png(), [
          'Content-Type: image/png',
          'Content-Disposition: attachment; filename="Logo_Mairie.png"',
        ]),
      ),
    }),
    { files: [] },
  ),
  other(
    'a visiting card is not a document',
    aMail({ content: letterWith(file('durand.vcf', Buffer.from('BEGIN:VCARD\r\nEND:VCARD\r\n'))) }),
    { files: [] },
  ),
  other(
    'an invitation is not a form',
    aMail({
      subject: 'Comité de suivi',
      content: multipart('alternative', text('Invitation'), {
        headers: ['Content-Type: text/calendar; charset=utf-8; method=REQUEST'],
        body: Buffer.from('BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n'),
      }),
    }),
    { mayAnswer: false, files: [], reason: 'calendar-invitation' },
  ),
  other('a presentation is not a form', aMail({ content: letterWith(file('a.pptx', documents.pptx())) }), {
    files: ['2 a.pptx pptx'],
  }),
  other(
    'a text file without questions is not a form',
    aMail({ content: letterWith(file('lisezmoi.txt', Buffer.from('Bonjour à tous'))) }),
    { files: ['2 lisezmoi.txt txt'] },
  ),
  other('a different Reply-To is told and not followed', aMail({ also: ['Reply-To: autre@exemple.org'] }), {
    from: 'scolaire@ville-corbas.fr',
    reason: 'different-reply-to',
  }),
  other('no From: nobody to answer', aMail({ from: null }), {
    mayAnswer: false,
    from: null,
    reason: 'no-sender',
  }),
  other('an empty From: nobody to answer', aMail({ from: 'Mairie <>' }), { mayAnswer: false, from: null }),
  other('undisclosed senders', aMail({ from: 'undisclosed-recipients:;' }), { mayAnswer: false, from: null }),
  other(
    'an answer without our reference',
    aMail({ subject: 'Re: votre appel', also: ['In-Reply-To: <x@ville-corbas.fr>'] }),
  ),
  answer(
    'an answer by its subject',
    aMail({ subject: 'RE: [LC-2026-00042-7F3K] Informations à compléter' }),
    { reason: 'known-reference' },
  ),
  answer(
    'an answer by its References',
    aMail({
      subject: 'Re: votre message',
      also: ['References: <a@b.fr> <LC-2026-00042.corrections.0193-aa@laclasse.com>'],
    }),
  ),
  answer(
    'an answer by its In-Reply-To',
    aMail({
      subject: 'Re: votre message',
      also: ['In-Reply-To: <lc-2026-00042.accepted.0193-aa@laclasse.com>'],
    }),
  ),
  answer('a reference without its check', aMail({ subject: 'LC-2026-00042' })),
  answer(
    'a reference in an encoded subject',
    aMail({ subject: '=?utf-8?q?Re=3A_=5BLC-2026-00042-7F3K=5D_=C3=80_corriger?=' }),
  ),
  answer(
    'an answer that quotes our automatic letter',
    aMail({ subject: 'Re: [LC-2026-00042-7F3K] x', content: text(quoted) }),
    { files: [] },
  ),
  answer(
    'an Outlook answer that quotes our letter without marks',
    aMail({ subject: 'RE: [LC-2026-00042-7F3K] x', content: text(outlookQuoted) }),
    { files: [] },
  ),
  answer(
    'an answer in HTML only',
    aMail({ subject: 'RE: LC-2026-00042-7F3K', content: html('<div>Merci</div>') }),
  ),
  answer(
    'a person on leave who answers by hand',
    aMail({
      subject: 'RE: LC-2026-00042-7F3K',
      content: text(`Je serai absente demain, vous pouvez joindre Mme Petit.\r\n\r\n${quoted}`),
    }),
  ),
  other('the reference of somebody else’s file', aMail({ subject: 'Marché PLC-2026-000421' })),
  other(
    'a question that begins like a form',
    letter('Commune : Corbas\r\nÉcole : Jean Jaurès\r\nProblème : mot de passe perdu'),
  ),
  other(
    'a notification forwarded with a question',
    letter(
      'Est-ce bien de vous ?\r\n\r\n---------- Message transféré ----------\r\nDe : x@exemple.fr\r\nObjet : compte\r\n\r\nMerci de ne pas répondre à ce message automatique.',
      'TR: compte',
    ),
  ),
  other(
    'a failure told by a person',
    letter('Je n’arrive pas à me connecter.', 'Échec : connexion impossible'),
  ),
  other('a blocked message told by a person', letter('Que faire ?', 'Message bloqué sur laclasse')),
  answer(
    'an answer to an agent’s own letter',
    aMail({ subject: 'Re: votre école', also: ['In-Reply-To: <5F2A.1@laclasse.com>'] }),
    { reason: 'answers-our-domain' },
  ),
  answer(
    'an answer below what it quotes, with no form in it',
    aMail({
      subject: 'Re: LC-2026-00042-7F3K',
      content: text(
        'Le 23/11/2026, Support a écrit :\r\n> Nom de la commune : ?\r\n> Nom de l’école : ?\r\nC’est Corbas.',
      ),
    }),
    { files: [] },
  ),
];
