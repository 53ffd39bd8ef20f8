import { foldWords } from './fold-words.js';

const PAST =
  /^(?:pour (?:memoire|rappel)|rappel|archives?|historique)\b|^(?:[0-9]+ )?(?:(?:liste|rappel|pour (?:memoire|rappel)) )?(?:(?:des|de|d|les|l) )*(?:ancien(?:ne)?s?|precedente?s?|sortante?s?)\b|\b(?:administrat\w+|referente?s?|contacts?|directeurs?|directrices?|ecoles?|etablissements?|comptes?|personnes?)\b.*\b(?:sortante?s?|partante?s?|partie?s|precedente?s?|(?:a|sont|a ete|ont ete) (?:supprim\w+|retir\w+|desactiv\w+|fermer|radi\w+)|supprime\w*|retire\w*|radie\w*|desactive\w*|qui (?:quitte\w*|part\w*|ferme\w*))\b|^(?:radiations?|suppressions?|retraits?|departs?|fermetures?)\b/;

/**
 * « Anciens administrateurs (à supprimer) », « Écoles à retirer »: what follows is of those who leave. None of it is asked
 * for, and all of it is for a person to read.
 */
export function announcesPast(text: string): boolean {
  return text.length < 90 && !/@|\d{2}[ .]\d{2}[ .]\d{2}/.test(text) && PAST.test(foldWords(text));
}
