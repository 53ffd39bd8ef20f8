import { fold } from './fold.js';

/** What a few words say of a list: nothing changes, or perhaps: a person reads them. Null: they do not speak of it. */
export type NoChange = 'no-change' | 'no-change-unsure' | null;

/** Ways of saying it, folded, as clerks write them. Each must say that the whole list stays. */
const SAYINGS: readonly RegExp[] = [
  /\b(?:PAS|AUCUNE?|SANS|NI) (?:DE )?(?:CHANGEMENT|MODIFICATION)S?\b(?! (?:D|DE|DU|DES)\b)/,
  /\b(?:PAS|RIEN) (?:A|DE) (?:CHANGER|MODIFIER|SIGNALER)\b/,
  /\bRIEN NE CHANGE\b|\bRIEN (?:N A|N EST) CHANGE\b/,
  /\bLISTE (?:EST |RESTE |DEMEURE )?(?:BIEN )?(?:INCHANGEE|IDENTIQUE|LA MEME)\b/,
  /\bMEME LISTE (?:QUE|POUR)\b|\bLES MEMES ECOLES (?:QUE|POUR)\b/,
  /\b(?:RECONDUI(?:RE|SONS|T|TE)|RENOUVEL(?:ER|ONS|LE)|MAINTEN(?:IR|ONS))\b.{0,60}\b(?:A L IDENTIQUE|SANS CHANGEMENT|INCHANGEE)\b/,
  /\b(?:RECONDUCTION|RENOUVELLEMENT) (?:A L IDENTIQUE|SANS (?:CHANGEMENT|MODIFICATION))\b/,
  /\bA L IDENTIQUE\b/,
];

/** With one of these, the words may take back what they say: a person reads them. */
const DOUBTS =
  /\b(?:SAUF|MAIS|EXCEPTE|HORMIS|A PART|HORS|CEPENDANT|TOUTEFOIS|NEANMOINS|EN REVANCHE|AJOUT\w*|RETIR\w*|RETRAIT\w*|RADI\w+|SUPPRI\w+|FERM\w+|REMPLA\w+|QUITT\w*|DEPART\w*|ARRIV\w+|NOUVE(?:AU|L|LLE|AUX|LLES)(?! (?:ANNEE|RENTREE))|ECOLE|SI|QUAND|PEUT ETRE|A CONFIRMER|POUR L INSTANT|POUR LE MOMENT|A CE JOUR|NORMALEMENT|SEMBLE|PENSE|CROIS|UNE SEULE|UN SEUL|SEULEMENT|RESILI\w+|DENON\w+)\b|\?/;

/** A few words are few: a long mail is read by a person, whatever it says. */
const MOST_SIGNS = 700;

/** Pure. `text`: the sender’s own words, nothing quoted. */
export function readNoChange(text: string): NoChange {
  const folded = fold(text.slice(0, MOST_SIGNS * 4))
    .replace(/[^A-Z0-9?]+/g, ' ')
    .trim();
  if (!SAYINGS.some((saying) => saying.test(folded))) return null;
  return folded.length > MOST_SIGNS || DOUBTS.test(folded) ? 'no-change-unsure' : 'no-change';
}
