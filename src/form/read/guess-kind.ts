import { foldWords } from './fold-words.js';

/** What a text looks like by itself, whatever its label says. */
export function looksLikeEmail(text: string): boolean {
  return /@|\b(?:arobase|\[at\]|\(at\))\b/i.test(text) || /^mailto:/i.test(text);
}

export function looksLikePhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  const others = text.replace(/[\d\s\u00a0\u202f.()+/-]/g, '').length;
  return (
    digits >= 8 &&
    digits <= 26 &&
    others <= Math.max(12, digits / 2) &&
    !/@/.test(text) &&
    !looksLikeDate(text)
  );
}

export function looksLikeUai(text: string): boolean {
  return /^\s*0?\d{2}[\s.-]?\d{4}[\s.-]?[a-z]\s*$/i.test(text);
}

export function looksLikeDate(text: string): boolean {
  return /^\s*(?:le\s+)?\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\s*$/i.test(text);
}

const SCHOOL_WORDS =
  /\b(?:ecoles?|maternelles?|elementaires?|primaires?|groupes? scolaires?|gs|em|ee|ep|eepu|empu|eppu)\b|^ec (?=\w{2})/;

export function looksLikeSchool(text: string): boolean {
  return SCHOOL_WORDS.test(foldWords(text)) && text.length < 100 && !looksLikeSentence(text);
}

/** « École Jean Jaurès », not « Directeur de l'école ». */
export function beginsWithSchool(text: string): boolean {
  return /^(?:l )?(?:ecole(?!s)|ec|maternelle|elementaire|primaire|groupe scolaire|gs|em|ee|ep|eepu|empu|eppu)\b.{2,}/.test(
    foldWords(text),
  );
}

/** « Écoles de Bron », « Total : 2 écoles »: several schools, so the name of none. */
export function speaksOfSchools(text: string): boolean {
  return /^(?:les |liste des |nos |total )?(?:[0-9]+ )?(?:ecoles|etablissements)\b/.test(foldWords(text));
}

/** Two to five words, each capitalised or a particle, without digits. */
export function looksLikePerson(text: string): boolean {
  const bare = text
    .replace(/^(?:m|mr|mme|mlle|monsieur|madame|mademoiselle|dr)\.?\s+/i, '')
    .replaceAll(',', ' ')
    .trim();
  const words = bare.split(/\s+/);
  if (words.length < 2 || words.length > 6 || /[\d@:;!?/]/.test(bare)) return false;
  if (words.some((word) => /^(?:ENT|UAI|RNE|INSEE|SIRET|ULIS|REP|CP)$/.test(word))) return false;
  return words.every(
    (word) =>
      /^\p{Lu}[\p{L}'’.-]*$/u.test(word) ||
      /^(?:de|du|des|la|le|d['’]\p{L}+|van|von|ben|el|da|dos|di)$/u.test(word),
  );
}

const VERBS =
  /\b(?:est|sont|sera|seront|ferme|fermera|fermeront|ouvre|ouvrira|ouvriront|souhaitons|souhaite|merci|veuillez|prions|avons|nous|vous|quitte|remplace|remplacera|change|part|arrive|supprimer|retirer|ajouter|reprendra|attention|doit|doivent|desire|demande(?= (?:a|que|qu|de|d|l|la|le|les|son|sa|une?)\b)|demandons)\b/;

/** A remark rather than a value: a verb, an end of sentence, or too many words. */
export function looksLikeSentence(text: string): boolean {
  const folded = foldWords(text);
  return VERBS.test(folded) || folded.split(' ').length > 11;
}

/** « Bien cordialement, »: the words before a signature. */
export function isClosing(text: string): boolean {
  return /^\s*(?:bien\s+)?(?:cordialement|salutations|respectueusement|bien à vous|sincères)/i.test(text);
}

const ADDRESS =
  /^(?:\d{1,4}(?:,| bis| ter)?,? )?(?:rue|avenue|av\.?|place|pl\.?|boulevard|bd|chemin|route|allée|impasse|cours|quai|square|montée|esplanade|bp|cs) [^@:\d]{2,60}(?:,? ?69\d{3} [^@:\d]{2,40})?$/i;

/** « 70 place de la Mairie », with its post code or not. */
export function isStreet(text: string): boolean {
  return ADDRESS.test(text);
}

/** A cell that tells a whole person: a name or a job beside an address or a telephone. */
export function tellsPerson(text: string): boolean {
  return (
    /\p{L}{2}[^@]*(?:\n|,|;|\s[-–/]\s)/u.test(text) &&
    (text.includes('@') || /\d{2}.?\d{2}.?\d{2}/.test(text))
  );
}
