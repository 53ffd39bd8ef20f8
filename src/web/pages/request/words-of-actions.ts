import type { PlannedChange } from '../../../registry/change.js';

/** The words of each verb, for the story, the audit log and the notices. */
export const verbNames: Record<string, string> = {
  accept: 'Liste acceptée',
  'ask-corrections': 'Corrections demandées',
  'confirm-sender': 'Expéditeur confirmé',
  take: 'Dossier pris',
  release: 'Dossier rendu',
  edit: 'Formulaire corrigé à la main',
  'edit-fields': 'Formulaire corrigé à la main',
  merge: 'Dossiers fusionnés',
  'not-a-form': 'Classé : pas un formulaire',
  quarantine: 'Mis en quarantaine',
  reread: 'Relecture demandée',
  reopen: 'Dossier rouvert',
  undo: 'Action annulée',
  'choose-school': 'École choisie',
  'correct-registry': 'Registre corrigé à la main',
  'trust-sender': 'Expéditeur confirmé pour la commune',
  'distrust-sender': 'Expéditeur retiré de la commune',
  'set-convention': 'Convention enregistrée',
  'record-convention': 'Convention signée ou notifiée',
  'correct-convention': 'Dates d’une convention corrigées',
  'keep-scan': 'Lettre numérisée reçue',
  'record-notice': 'Dénonciation enregistrée',
  'withdraw-notice': 'Dénonciation annulée par la commune',
  'take-over-conventions': 'Conventions reprises par une commune nouvelle',
  'send-reply': 'Réponse renvoyée',
  'give-up-reply': 'Réponse abandonnée',
  'settle-undelivered': 'Non-remise réglée',
  'open-account': 'Compte ouvert',
  'change-account': 'Compte modifié',
  'lift-brake': 'Frein levé',
  'hold-replies': 'Toutes les réponses retenues',
  'order-advance': 'Accès avancé',
  'order-hold': 'Accès suspendu',
  'order-release': 'Accès repris',
  'order-by-hand': 'Accès fait à la main',
  'order-account': 'Compte de laclasse.com choisi',
  'retry-job': 'Tâche relancée',
};

type Told = { sign: '+' | '↔' | '−' | '='; tone: 'add' | 'swap' | 'drop' | 'keep'; words: string };

const roles: Record<string, string> = {
  followUp: 'Personne chargée du suivi',
  technical: 'Responsable technique',
};
const named = ({ firstName, lastName, email }: { firstName: string; lastName: string; email: string }) =>
  `${firstName} ${lastName} (${email})`;

/** What one change does, in one sentence, with a sign that does not rest on colour. */
export function toldChange(change: PlannedChange): Told {
  switch (change.kind) {
    case 'add-school':
      return {
        sign: '+',
        tone: 'add',
        words: `${change.school.name} (${change.school.uai}) entre dans la liste, avec ${named(change.school.administrator)} pour administrateur.`,
      };
    case 'add-administrator':
      return {
        sign: '+',
        tone: 'add',
        words: `${named(change.school.administrator)} devient aussi administrateur de ${change.school.name}.`,
      };
    case 'replace-administrator':
      return {
        sign: '↔',
        tone: 'swap',
        words: `${change.school.name} : ${named(change.school.administrator)} remplace ${named(change.former)}.`,
      };
    case 'update-administrator':
      return {
        sign: '↔',
        tone: 'swap',
        words: `${change.school.name} : les coordonnées de ${named(change.school.administrator)} sont mises à jour.`,
      };
    case 'remove-school':
      return {
        sign: '−',
        tone: 'drop',
        words: `${change.school.name} (${change.school.uai}) sort de la liste : ses accès seront fermés.`,
      };
    case 'set-contact': {
      const role = roles[change.role] ?? change.role;
      return change.former === null
        ? { sign: '+', tone: 'add', words: `${role} : ${named(change.person)}.` }
        : {
            sign: '↔',
            tone: 'swap',
            words: `${role} : ${named(change.person)}, auparavant ${named(change.former)}.`,
          };
    }
    default:
      return change satisfies never;
  }
}

/** The same for a change as stored; what cannot be told any more keeps its code. */
export function changeWords(change: Record<string, unknown>): string {
  try {
    return toldChange(change as unknown as PlannedChange).words;
  } catch {
    return String(change['kind']);
  }
}
