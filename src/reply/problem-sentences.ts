import type { ProblemCode } from '../form/problem-codes.js';
import { frenchSpaces } from './french-spaces.js';

/** What the clerk has to do, in the order of the reply. */
export const toDos = {
  resend: 'Fichier à renvoyer',
  complete: 'À compléter',
  correct: 'À corriger',
  choose: 'À préciser',
  merge: 'En double',
  check: 'À vérifier',
} as const;
export type ToDo = keyof typeof toDos;

type ProblemSentence = {
  /** Short, for the agents' queue. */
  label: string;
  toDo: ToDo;
  /** What happened and what to do, when no cell says more. */
  advice: string;
};

const sentences = {
  missing: {
    label: 'Valeur manquante',
    toDo: 'complete',
    advice: 'Une information obligatoire manque. Complétez-la.',
  },
  invalid_email: {
    label: 'E-mail incorrect',
    toDo: 'correct',
    advice: 'Cette adresse e-mail n’est pas complète. Écrivez-la sous la forme nom@domaine.fr.',
  },
  invalid_phone: {
    label: 'Téléphone incorrect',
    toDo: 'correct',
    advice: 'Ce numéro de téléphone n’est pas valable. Écrivez un seul numéro, à dix chiffres.',
  },
  invalid_name: {
    label: 'Nom incorrect',
    toDo: 'correct',
    advice:
      'Ce nom contient des signes que nous ne pouvons pas enregistrer. Écrivez le prénom et le nom en toutes lettres.',
  },
  invalid_uai: {
    label: 'UAI incorrect',
    toDo: 'correct',
    advice:
      'Ce numéro UAI n’est pas valable. Un UAI compte sept chiffres et une lettre, par exemple 0690001A.',
  },
  not_in_list: {
    label: 'Absent de l’annuaire',
    toDo: 'choose',
    advice:
      'Nous ne trouvons pas ce nom dans la liste officielle. Vérifiez-le, ou indiquez l’UAI de l’école.',
  },
  ambiguous: {
    label: 'Plusieurs lectures possibles',
    toDo: 'choose',
    advice:
      'Plusieurs réponses sont possibles. Précisez laquelle est la bonne ; pour une école, indiquez son UAI.',
  },
  duplicate: {
    label: 'En double',
    toDo: 'merge',
    advice: 'Cette information figure deux fois. Gardez une seule ligne.',
  },
  conflict: {
    label: 'Réponses contradictoires',
    toDo: 'choose',
    advice: 'Deux réponses différentes sont données à la même question. Gardez seulement la bonne.',
  },
  shared_mailbox: {
    label: 'Boîte partagée',
    toDo: 'check',
    advice:
      'Cette adresse est celle de l’école, lue par plusieurs personnes. Indiquez plutôt l’adresse de la personne elle-même.',
  },
  uai_mismatch: {
    label: 'UAI à vérifier',
    toDo: 'check',
    advice: 'Le numéro UAI et l’adresse de l’école ne disent pas la même chose. Vérifiez-les.',
  },
  second_value: {
    label: 'Seconde réponse',
    toDo: 'check',
    advice: 'Une seconde réponse est donnée. Nous avons gardé la première.',
  },
  encrypted: {
    label: 'Fichier protégé',
    toDo: 'resend',
    advice: 'Le fichier est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis renvoyez-le.',
  },
  empty: {
    label: 'Fichier vide',
    toDo: 'resend',
    advice: 'Le fichier est vide. Vérifiez son contenu, puis renvoyez-le.',
  },
  scanned: {
    label: 'Document numérisé',
    toDo: 'resend',
    advice:
      'Le document est une image (numérisation ou photo). Renvoyez le formulaire au format Excel ou OpenDocument.',
  },
  unsupported: {
    label: 'Genre de fichier non lu',
    toDo: 'resend',
    advice:
      'Ce genre de fichier n’est pas lu. Enregistrez le formulaire au format Excel ou OpenDocument, puis renvoyez-le.',
  },
  unreadable: {
    label: 'Fichier illisible',
    toDo: 'resend',
    advice:
      'Le fichier est abîmé ou incomplet. Ouvrez-le sur votre poste, enregistrez-le de nouveau, puis renvoyez-le.',
  },
  too_large: {
    label: 'Fichier trop volumineux',
    toDo: 'resend',
    advice: 'Le fichier est trop volumineux. Gardez seulement le formulaire, sans image, puis renvoyez-le.',
  },
  not_a_form: {
    label: 'Pas un formulaire',
    toDo: 'resend',
    advice: 'Ce document n’est pas le formulaire d’inscription. Remplissez le modèle, puis renvoyez-le.',
  },
} satisfies Record<ProblemCode, ProblemSentence>;

/** One code, one label, one thing to do: a new code does not compile until it has its sentence. */
export const problemSentences: Readonly<Record<ProblemCode, ProblemSentence>> = Object.fromEntries(
  Object.entries(sentences).map(([code, sentence]) => [
    code,
    { ...sentence, advice: frenchSpaces(sentence.advice) },
  ]),
) as Record<ProblemCode, ProblemSentence>;
