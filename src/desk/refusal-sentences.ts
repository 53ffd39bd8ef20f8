import type { RefusalCode } from './desk.js';

/** What the agent is told when a verb was not done. */
export const refusalSentences: Record<RefusalCode, string> = {
  'not-found': 'Ce dossier n’existe pas.',
  'not-open': 'Ce dossier n’attend plus de décision.',
  'not-finished': 'Ce dossier est encore ouvert.',
  'no-form': 'Ce dossier ne contient pas de formulaire lisible.',
  'no-answerable-message': 'Aucun message de ce dossier ne peut recevoir de réponse.',
  blocked: 'La liste ne peut pas être acceptée en l’état.',
  'not-acknowledged': 'Confirmez d’abord avoir vu chaque point d’attention.',
  'nothing-chosen': 'Choisissez au moins une école.',
  'plan-changed': 'Ce qui va être fait n’est plus ce que montrait l’aperçu. Relisez-le, puis confirmez.',
  'unknown-field': 'Ce champ ne peut pas être modifié.',
  'wrong-value': 'Cette valeur n’est pas valable.',
  'shared-domain': 'Ce domaine sert à tout le monde : confirmez seulement l’adresse.',
  'same-request': 'Un dossier ne peut pas être fusionné avec lui-même.',
  'other-commune': 'Les deux dossiers ne concernent pas la même commune.',
  'too-late': 'Le délai d’annulation est passé.',
  'already-undone': 'Cette action est déjà annulée.',
  'list-changed': 'La liste de la commune a changé depuis cette action.',
  'missing-reason': 'Indiquez un motif.',
  'order-moved': 'Cet ordre a changé, ou s’exécute en ce moment. Rien n’a été fait.',
  'not-yet': 'Cet ordre ne doit pas s’exécuter avant la date indiquée.',
  'nothing-to-issue': 'Aucun relevé n’est à émettre pour cette année.',
  'same-statement': 'Ce relevé dit déjà ce que dit le registre : rien n’est à corriger.',
  'already-counted': 'Une décision porte déjà sur l’une de ces écoles : retirez-la d’abord.',
};
