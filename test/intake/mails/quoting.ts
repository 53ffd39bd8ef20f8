import { asWritten } from '../builders/as-written.js';
import { answer, automatic, form } from './sorting-case.js';

/** Our letter as it reaches a clerk, with the sentences a machine says and the words of a form. */
const ourLetter = `Support laclasse.com – Métropole de Lyon
Dossier incomplet

Formulaire bien reçu : 2 points à corriger
==========================================

Bonjour,

Merci de votre envoi. Il nous faut quelques corrections avant d’ouvrir les
accès :

Commune : Bron
Personne chargée du suivi : Claire Durand
Responsable technique : à compléter

1. Feuille « Écoles », cellule E6
   L’adresse e-mail de l’administrateur de l’École Jean Jaurès manque.

Ce message est envoyé automatiquement. Merci de ne pas répondre à ce message
si votre dossier est complet.`;

const head = 'Support laclasse.com <support@laclasse.com>';

const replied = (body: string, subject = 'RE: LC-2026-00042 – Formulaire reçu : 2 points à corriger') =>
  asWritten(`
Return-Path: <scolaire@ville-bron.fr>
From: Claire Durand <scolaire@ville-bron.fr>
To: support@laclasse.com
Subject: ${subject}
Date: Mon, 23 Nov 2026 11:00:00 +0100
Message-ID: <7A.8B@ville-bron.fr>
In-Reply-To: <LC-2026-00042.corrections.0193@laclasse.com>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

${body}
`);

/** Our letter with the model nobody filled (convention, annexe 1), and the one that says back what was understood. */
const asked = 'Prénom Nom :          Fonction :          Mail :          Tel :';
const blankModel = `Bonjour,

Nous n’avons pas trouvé de formulaire dans votre message. Voici le modèle :

Nom de la commune :
Personne en charge du suivi du projet :
${asked}
Responsable technique de la commune :
${asked}
Nous demandons l'accès à laclasse.com pour l'année scolaire prochaine pour les établissements suivants :
Nom de l'école :
Administrateur
${asked}`;
const saidBack = `Bonjour,

Votre demande est enregistrée. Voici ce que nous avons compris :

Nom de la commune : Bron
Personne en charge du suivi du projet : Claire Durand, DGS, scolaire@ville-bron.fr, 04 72 36 13 13
Responsable technique de la commune : Paul Martin, DSI, dsi@ville-bron.fr, 04 72 36 13 14
Nom de l’école : Jean Jaurès
Administrateur : Anne Petit, directrice, anne.petit@ac-lyon.fr, 04 72 90 03 20`;

const words = 'Bonjour,\n\nQuelle adresse faut-il donner pour une école sans directeur ?\n\nCordialement';
const list = [
  'Nom de la commune : Bron',
  'Personne en charge du suivi du projet : Claire Durand, DGS, scolaire@ville-bron.fr, 04 72 36 13 13',
  'Responsable technique de la commune : Paul Martin, DSI, dsi@ville-bron.fr, 04 72 36 13 14',
  'Nom de l’école : Jean Jaurès',
  'Administrateur : Anne Petit, directrice, anne.petit@ac-lyon.fr, 04 72 90 03 20',
].join('\n');

const quotesOf = (letter: string): Record<string, string> => {
  const marked = letter.replace(/^/gm, '> ');
  return {
    'Gmail in French': `Le lun. 23 nov. 2026 à 10:12, ${head} a écrit :\n\n${marked}`,
    'Gmail, its head cut in two': `Le lun. 23 nov. 2026 à 10:12, Support laclasse.com <\nsupport@laclasse.com> a écrit :\n\n${marked}`,
    'Apple Mail': `> Le 23 nov. 2026 à 10:12, ${head} a écrit :\n> \n${marked}`,
    iPhone: `Envoyé de mon iPhone\n\n> Le 23 nov. 2026 à 10:12, ${head} a écrit :\n> \n> ﻿\n${marked}`,
    Thunderbird: `Le 23/11/2026 à 10:12, ${head.replace('<', '<')} a écrit :\n${marked}`,
    'Yahoo, nothing marked': `Le lundi 23 novembre 2026 à 10:12:13 UTC+1, ${head} a écrit :\n\n${letter}`,
    'Outlook, nothing marked': `De : ${head}\nEnvoyé : lundi 23 novembre 2026 10:12\nÀ : Claire Durand <scolaire@ville-bron.fr>\nObjet : LC-2026-00042\n\n${letter}`,
    'Outlook on the web': `________________________________\nDe : ${head}\nEnvoyé : lundi 23 novembre 2026 10:12\nÀ : Claire Durand\nObjet : LC-2026-00042\n\n${letter}`,
    'Outlook with a mailto': `De : Support laclasse.com [mailto:support@laclasse.com] \nEnvoyé : lundi 23 novembre 2026 10:12\nÀ : scolaire\nObjet : LC-2026-00042\n\n${letter}`,
    'Outlook in bold': `*De :* ${head}\n*Envoyé :* lundi 23 novembre 2026 10:12\n*À :* scolaire\n*Objet :* LC-2026-00042\n\n${letter}`,
    'Outlook in English': `-----Original Message-----\nFrom: ${head}\nSent: Monday, November 23, 2026 10:12 AM\nTo: scolaire\nSubject: LC-2026-00042\n\n${letter}`,
    'Lotus Notes': `De :        ${head}\nA :        scolaire@ville-bron.fr\nDate :        23/11/2026 10:12\nObjet :        LC-2026-00042\n\n\n\n${letter}`,
    'Lotus Notes, « Pour »': `De :\tsupport@laclasse.com\nPour :\tscolaire@ville-bron.fr\nDate :\t23/11/2026 10:12\nObjet :\tLC-2026-00042\n\n${letter}`,
    Orange: `> Message du 23/11/26 10:12\n> De : "Support laclasse.com" \n> A : scolaire@ville-bron.fr\n> Copie à : \n> Objet : LC-2026-00042\n> \n${marked}`,
    'Zimbra (Free)': `De: "Support laclasse.com" <support@laclasse.com>\nÀ: "scolaire" <scolaire@ville-bron.fr>\nEnvoyé: Lundi 23 Novembre 2026 10:12:13\nObjet: LC-2026-00042\n\n${letter}`,
    'Zimbra, its own words': `----- Mail original -----\nDe: "Support laclasse.com" <support@laclasse.com>\nÀ: "scolaire" <scolaire@ville-bron.fr>\nEnvoyé: Lundi 23 Novembre 2026 10:12:13\nObjet: LC-2026-00042\n\n${letter}`,
    Samsung: `-------- Message d'origine --------\nDe : ${head} \nDate : 23/11/2026  10:12  (GMT+01:00) \nÀ : scolaire@ville-bron.fr \nObjet : LC-2026-00042 \n\n${letter}`,
    'SFR and La Poste': `De : "Support laclasse.com" <support@laclasse.com>\nA : scolaire@ville-bron.fr,\nEnvoyé: lundi 23 novembre 2026 10:12\nObjet : LC-2026-00042\n\n${letter}`,
    Roundcube: `Le 2026-11-23 10:12, Support laclasse.com a écrit :\n\n${marked}`,
    ProtonMail: `-------- Message d’origine --------\nLe lundi 23 novembre 2026 à 10:12, ${head} a écrit :\n\n${marked}`,
    'a hand that copies': `--\nVotre message :\n\n${marked}`,
  };
};

/** A clerk answers the letter of the yearly campaign, which has no request yet. */
const campaign = [
  answer(
    'the campaign’s reference in the subject alone',
    asWritten(`
From: Claire Durand <scolaire@ville-bron.fr>
To: support@laclasse.com
Subject: RE: RC-2027-69029 - Bron : votre liste
Message-ID: <7A.9C@ville-bron.fr>

Pas de changement.
`),
    { reason: 'campaign-reference' },
  ),
  automatic(
    'the campaign’s letter comes back under another name',
    asWritten(`
From: relais@ville-bron.fr
To: support@laclasse.com
Subject: RC-2027-69029
Message-ID: <RC-2027-69029.renewal-opening.0193@laclasse.com>

Bonjour
`),
    'own-message-id',
  ),
];

/** A clerk answers our letter: what the machine said, quoted, is not hers; what she writes above is. */
const letters = Object.entries({
  'our letter': ourLetter,
  'our blank model': blankModel,
  'their list said back': saidBack,
}).flatMap(([letter, text]) =>
  Object.entries(quotesOf(text)).flatMap(([software, quote]) => [
    answer(`${software}: a question above ${letter}`, replied(`${words}\n\n${quote}`), { files: [] }),
    form(`${software}: the list above ${letter}`, replied(`${list}\n\n${quote}`), {
      files: ['1 message.txt body'],
    }),
  ]),
);

export const quoting = [...letters, ...campaign];
