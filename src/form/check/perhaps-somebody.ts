import { findCommune } from '../../registry/find-commune.js';
import { foldWords } from '../read/fold-words.js';
import { givenNames } from '../read/given-names.js';
import { looksLikeEmail, looksLikePhone, looksLikeSchool } from '../read/guess-kind.js';
import { looksLikeJob } from '../read/job-words.js';
import { stripCivility } from '../read/read-person-name.js';

/**
 * What may be somebody, though nothing is sure: a given name that no list holds, before a surname in capitals. Such an
 * answer is kept, and a person looks; where a known given name makes it sure, report-foreign-answers refuses it.
 */

/** Words that jobs, services and schools are made of; in capitals they are nobody's surname. */
const NOBODY = new Set(
  `adjoint adjointe administratif administrative administration affaires animation bureau centre charge chargee chef cheffe college communal
  communale commune coordination culture departement directeur direction directrice education elementaire enfance enseignement enseignant
  enseignante environnement equipe etablissement famille familles finances formation general generale generaux generales groupe informatique informatiques
  informations innovation jeunesse logistique mairie maternelle maternelles mixte moyens municipal municipale numerique numeriques ouest est nord sud
  patrimoine periscolaire petite pole politique prefet primaire projet projets public publique publiques reseau reseaux responsable restauration
  ressources scolaire scolaires sante secretariat secteur securite service services site social sociale solidarite sport sports support systeme systemes
  technique techniques technologies telecom telecoms territoire transition urbanisme usages ville ecole ecoles vie`.split(
    /\s+/,
  ),
);

const isNobody = (word: string) =>
  foldWords(word)
    .split(' ')
    .every((part) => NOBODY.has(part) || part.length < 3);

/** What stands before « Zébulon QUATREMER » at the end of a text, or null; « Bron PARILLY » is a place. */
function beforePair(text: string): string | null {
  const [, before, given, surname] =
    /^(.*?)(?:^|[\s,;(-])(\p{Lu}\p{Ll}{2,}(?:-\p{Lu}\p{Ll}+)?)\s+(\p{Lu}[\p{Lu}'’-]{3,})\)?$/u.exec(text) ??
    [];
  if (given === undefined || givenNames.has(foldWords(given))) return null;
  if (isNobody(given) || isNobody(surname!) || looksLikeSchool(given)) return null;
  if (looksLikeJob(given) || findCommune(given)?.kind === 'one' || findCommune(surname!)?.kind === 'one')
    return null;
  return before!;
}

/** « Responsable informatique Zébulon QUATREMER », or « Zébulon QUATREMER » alone, as what somebody does. */
export function endsJobWithSomebody(text: string): boolean {
  const before = beforePair(text);
  return (
    before !== null &&
    !/\b(?:ecole|gs|groupe(?: scolaire)?|maternelle|elementaire|primaire)$/.test(foldWords(before))
  );
}

/** « École Jean Jaurès Zébulon QUATREMER »: a school's whole name stands before. */
export function endsSchoolWithSomebody(text: string): boolean {
  const named = (beforePair(text) ?? '')
    .split(/\s+/)
    .filter((word) => /^\p{Lu}.*\p{Ll}/u.test(word) && !looksLikeSchool(word) && !isNobody(word));
  return named.length >= 2;
}

/** « Garcia-Lopez, Zébulon QUATREMER », « d’Estaing - Zoé Petit » where one name is asked. */
export function namesAnother(text: string): boolean {
  return /\p{L}{2}(?:\s*[,;/]|\s[-–—])\s*\p{Lu}[\p{L}'’-]+\s+\p{Lu}/u.test(text);
}

/** « Mme 04 72 11 22 33 », « M. Zoé Petit » where a civility is asked; « Madame la Directrice » is one. */
export function holdsMoreThanCivility(text: string): boolean {
  const rest = stripCivility(text);
  return (
    looksLikePhone(text) || looksLikeEmail(text) || (/\p{L}{2}\s+\p{L}{2}/u.test(rest) && !looksLikeJob(rest))
  );
}
