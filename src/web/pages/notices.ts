import type { Query } from '../server/page.js';

/** What was just done, told at the top of the next page. The address carries only codes and identifiers. */
export type Notice = {
  tone: 'ok' | 'warn' | 'bad';
  words: string;
  details: string[];
  /** Actions that may still be undone. */
  undo: { ids: string[]; until: string | null } | null;
};

const words: Record<string, { tone: Notice['tone']; words: string }> = {
  pris: { tone: 'ok', words: 'Dossier pris : les autres agents voient que vous vous en occupez.' },
  repris: { tone: 'ok', words: 'Dossier repris : il est à vous. Le journal garde que vous l’avez repris.' },
  rendu: { tone: 'ok', words: 'Dossier rendu à la file.' },
  'deja-pris': { tone: 'warn', words: 'Un autre agent s’en occupe déjà.' },
  'en-partie': {
    tone: 'warn',
    words: 'Fait pour une partie des dossiers : les autres ont changé, ou sont à un autre agent.',
  },
  'rien-de-coche': { tone: 'warn', words: 'Cochez d’abord un dossier.' },
  'hors-sujet': { tone: 'ok', words: 'Dossiers classés : pas un formulaire.' },
  relecture: { tone: 'ok', words: 'Relecture demandée : les lectures arrivent dans la minute.' },
  'rien-change': { tone: 'warn', words: 'Aucun champ n’a été modifié.' },
  incomplet: { tone: 'bad', words: 'Il manque un nom, un identifiant ou un rôle.' },
  'motdepasse-court': { tone: 'bad', words: 'Le mot de passe doit avoir au moins 12 signes.' },
  'identifiant-pris': { tone: 'bad', words: 'Cet identifiant est déjà pris.' },
  'soi-meme': { tone: 'bad', words: 'Un autre responsable doit changer votre rôle ou votre accès.' },
  'reponses-retenues': { tone: 'ok', words: 'C’est fait : plus aucune réponse ne part.' },
  'reponses-reparties': { tone: 'ok', words: 'Les réponses retenues repartent, les suivantes aussi.' },
  'reponses-annulees': {
    tone: 'ok',
    words: 'Les réponses retenues ne partiront pas ; les suivantes partent à nouveau.',
  },
  'deja-retenues': { tone: 'warn', words: 'Toutes les réponses sont déjà retenues.' },
  motif: { tone: 'bad', words: 'Il manque le motif.' },
  fait: { tone: 'ok', words: 'C’est fait.' },
  'releves-emis': { tone: 'ok', words: 'Relevés émis : ils ne changeront plus.' },
  'releve-corrige': { tone: 'ok', words: 'Nouvelle version émise : l’ancienne reste gardée.' },
  reunion: { tone: 'ok', words: 'Réunion notée. L’invitation à jour est prête à télécharger.' },
  annonce: { tone: 'ok', words: 'Annonce enregistrée : les messages partent à leur rythme.' },
  'annonce-arretee': { tone: 'ok', words: 'Envoi arrêté : ce qui n’était pas parti ne partira pas.' },
  comptage: { tone: 'ok', words: 'Décision gardée au journal. Les relevés déjà émis ne changent pas.' },
  registre: { tone: 'ok', words: 'Registre corrigé. Rien n’est encore parti :' },
  convention: { tone: 'ok', words: 'Convention enregistrée.' },
  denonciation: { tone: 'ok', words: 'Dénonciation enregistrée. Rien n’est encore parti :' },
  maintien: { tone: 'ok', words: 'Dénonciation annulée. Rien n’est encore parti :' },
  fusion: { tone: 'ok', words: 'Fusion faite : les conventions et les écoles sont passées à cette commune.' },
  'tache-relancee': { tone: 'ok', words: 'Tâche relancée.' },
  'tache-absente': { tone: 'warn', words: 'Cette tâche n’est plus en échec.' },
  'reponse-envoyee': { tone: 'ok', words: 'La réponse repart.' },
  'reponse-abandonnee': { tone: 'ok', words: 'La réponse ne partira pas.' },
  'reponse-partie': { tone: 'warn', words: 'Cette réponse n’attendait plus.' },
  regle: { tone: 'ok', words: 'Noté : ce message n’attend plus personne.' },
  ordre: { tone: 'ok', words: 'C’est noté.' },
  annule: { tone: 'ok', words: 'Action annulée : rien n’est parti.' },
  'trop-tard': { tone: 'warn', words: 'Trop tard pour annuler : l’action a pris effet.' },
};

const REFERENCE_OR_ID = /^[A-Za-z0-9-]{1,40}$/;

export function noticeOf(query: Query): Notice | null {
  const told = words[query.text('fait')];
  if (told === undefined) return null;
  const ids = query
    .texts('action')
    .filter((id) => REFERENCE_OR_ID.test(id))
    .slice(0, 100);
  const left = query
    .texts('reste')
    .filter((one) => REFERENCE_OR_ID.test(one))
    .slice(0, 40);
  const details = left.length === 0 ? [] : [`Laissés tels quels : ${left.join(', ')}.`];
  return { ...told, details, undo: ids.length === 0 ? null : { ids, until: null } };
}
