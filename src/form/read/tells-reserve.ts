import { foldWords } from './fold-words.js';
import { isStreet } from './guess-kind.js';

/**
 * Words that take back, put off or doubt what stands beside them: a departure, a refusal, a draft, another list. None of
 * them says what to do, and all of them change what is asked: a person reads them. Folded.
 */
const RESERVES = new RegExp(
  [
    // Who leaves, or is not there yet.
    'mutee?s?|deced\\w+|(?<!maison de )retraite\\w*|en conges?|conge (?:maternite|paternite|parental|maladie|longue)|(?<!(?:date|annee) de )nomination|anciens?|anciennes?|precedents?|sortante?s?|predecesseu\\w+|successeurs?|jusqu (?:au?|en|a)|fin (?:de|des) (?:fonctions?|contrat|mission|poste)|(?:date|jour) de (?:depart|fin)|quitt\\w+',
    // What is not asked, or not for sure.
    '(?:non|pas) concernee?s?|pour (?:info|information|memoire)|en option|optionnel\\w*|sous reserve|sous condition|a valider|non validee?s?|(?:en attente|attente) (?:de|d)|annul\\w+|refus\\w*|desinscri\\w+|resili\\w+|doublon|errone\\w*|erreurs?|brouillon|(?:document|version|copie) de travail|pour archives?|demonstration|simulation|sans suite|caduc\\w*|obsolete\\w*|perimee?s?|hors (?:convention|perimetre|dispositif|commune)|transferee?s?|inverser|intervertir|changement de direct\\w+ (?:a|au|en|le|pour)|lecture seule|consultation seule|sauf(?! (?:le |les )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|matin|apres|vacances|week))|fusion\\w*|(?<!la )ferme(?:e|es|ra|ront|ture)',
    '(?:ne|n) (?:\\w+ ){1,3}(?:pas|plus|aucun\\w*|jamais)|ne (?:pas|plus)(?! (?:modifier|remplir|ecrire|toucher|deplacer|ajouter de|inserer|renseigner|imprimer|depasser)\\b)',
    // Who is no administrator.
    'rempla[cç]ante?s?|suppleante?s?|parents? (?:elue?s?|deleguee?s?|d eleves?)|delegues? (?:des )?parents|representante?s? (?:des |de )?parents',
  ]
    .map((words) => `\\b(?:${words})\\b`)
    .concat([
      '^si (?:le|la|l|les|nous|on|elle|il)\\b',
      '^(?:voir|cf)\\b.*\\b(?:avec|mail|ligne|courriel|onglet|feuille)\\b',
      '\\b(?:voir avec|puis)\\b',
      '^departs?$|^departs? (?:le|en|au|fin|prevus?|debut|de)\\b',
      '^partie?s? (?:en|le|au|fin|a la|depuis|debut)\\b',
      '^(?:mail|mel|courriels?|adresse)\\b.*\\b(?:secretariat|elue?s?)\\b',
      '^nouve(?:au|l|lle) (?:direct\\w+|administrat\\w+) (?:en|au|a|des|le)\\b',
      '^(?:ecoles privees|en attente)$',
      '\\bplutot\\b',
      '^(?:partie?s?|stop|ex|oui mais\\b.*|faux nom|a (?:enlever|oter|barrer|exclure))$',
      '^(?:direct\\w+|administrat\\w+) partie?s?$',
      '^exemples?$|^exemple (?:de|d) formulaire\\b',
    ])
    .join('|'),
);

/** True when a text takes back, puts off or doubts what it stands beside. */
export function tellsReserve(text: string): boolean {
  if (text.length > LONGEST) return false;
  if (isStreet(text) || HOURS.test(text)) return false;
  const words = foldWords(text.replace(HOW_TO, ' ')).replace(COURTESY, ' ');
  return RESERVES.test(words) || SIGNS.test(text);
}

/** « → Luc Arnaud », « École Victor Hugo (exemple) », « ex-Claire Petit ». */
const SIGNS = /[[(]\s*parti(?:e|s|es)?\s*[\])]|^ex[\s-]+(?=\p{L}{3})|→|=>|->|\(\s*exemple\s*\)/iu;

/** « (pas d’adresse personnelle) », « Portable (optionnel) », « (*) optionnel »: how to fill the form. */
const HOW_TO =
  /\((?:ne )?pas (?!concern|inscri)[^)]*\)|(?:t[ée]l\S*|portable|mobile|fixe|mail|courriel|champs?|\(\*\)|\*)[\s(:]*(?:optionnel|facultatif)\S*|(?:retourner|renvoyer)\b.{0,40}jusqu.{0,20}/giu;

/** When an office is open. */
const HOURS = /\b\d{1,2}\s?h\b|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi)\b/i;

/** What closes a letter takes nothing back: « n’hésitez pas à… », « dans l’attente de votre retour ». */
const COURTESY =
  /\b(?:(?:et )?n hesitez (?:surtout )?pas|(?:dans l |en )?attente de (?:votre|vos|vous)|n imprimez|sauf erreur (?:de notre part|ou omission)|si vous n etes pas)\b/g;

/** A letter's paragraphs are judged as sentences elsewhere. */
const LONGEST = 160;
