import { foldWords } from './fold-words.js';
import { isBlank } from './tidy.js';

const NOTHING =
  /^(?:neant|aucune?|nc|n a|na|sans|sans objet|(?:votre )?(?:prenoms?|noms?)(?: (?:et )?(?:prenoms?|noms?))?|(?:non|pas) (?:concernee?|applicable|attribuee?|nommee?|designee?|affectee?)|non (?:renseignee?|communiquee?|connue?|defini)|(?:poste )?a (?:definir|demander|completer|venir|preciser|designer|nommer|renseigner|determiner|remplir|pourvoir|recruter)|en (?:attente|cours)(?: .{1,40})?|pas encore .{1,30}|(?:nomination|recrutement|remplacement|mutation|affectation)s? en .{1,40}|inconnue?|x{1,12}|pas (?:de|d) .{1,20}|(?:choisir|choisissez|selectionner|selectionnez|cliquez|saisissez|saisir)\b.{0,40}|poste vacant|vacant|non pourvu|inchangee?s?|(?:sans|aucun|aucune|pas de) (?:changement|modification)s?|reconduite?|(?:(?:comme|meme|identique|idem|voir)(?: que| a)? )?(?:l )?(?:an|annee) (?:derniere?|passee?|precedente?))$/;

/** What a spreadsheet shows where a formula has no result, in French and in English. */
const FAILED_FORMULA =
  /^\s*(?:#\s?(?:REF|N\/A|NOM|NAME|VALEUR|VALUE|DIV\/0|NUL|NULL|NOMBRE|NUM|ERREUR|FORMULE)\s?[!?]?|Err\s?:\s?\d{3})\s*$/i;

/** Words that stand for no answer: « néant », « à définir », « — », « #REF! ». */
export function isNoAnswer(text: string): boolean {
  return isBlank(text) || FAILED_FORMULA.test(text) || NOTHING.test(foldWords(text));
}

/** « idem », « " »: the answer of the line or block above. */
export function isIdem(text: string): boolean {
  if (/^\s*["”“〃«»][\s\u00a0]?["”“〃«»]?\s*$/.test(text)) return true;
  return /^(?:idem|id|ditto|identiques?|meme(?: personne| chose| contact| interlocuteur| interlocutrice)?|le meme|la meme(?: personne)?)(?: (?:que )?(?:ci dessus|au dessus|dessus|precedente?))?$|^(?:voir|cf) (?:ci dessus|plus haut)$|^idem (?:que )?(?:le |la |l )?(?:(?:personne|contact|responsable|referente?)(?: (?:charge[e]? )?d[ue] .{2,20})?|(?:charge[e]? du )?suivi(?: du projet)?|projet)$/.test(
    foldWords(text),
  );
}
