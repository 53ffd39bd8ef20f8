import { foldWords } from './fold-words.js';
import { givenNames } from './given-names.js';
import { beginsWithSchool, looksLikeSchool, looksLikeSentence } from './guess-kind.js';
import { looksLikeJob } from './job-words.js';
import { recogniseLabel } from './recognise-label.js';

const OF_SCHOOL =
  /^(.{3,40}?)\s*(?:[–—:,(-]\s*)?(?<!\p{L})(?:de\s+)?(?:l['’]\s*)?((?:école|ecole|groupe scolaire)\s[^()]+)\)?$/iu;

/**
 * The name of a school written where a line of a table says of whom it speaks, under « Rôle ou école » or under nothing:
 * « École La Tour », « Administrateur – école Reverchon ». `isGuess`: only its place says that it is a school's. Null when
 * the text says something else.
 */
export function nameInLine(text: string): { name: string; isGuess: boolean } | null {
  if (looksLikeSentence(text) || recogniseLabel(text) !== null) return null;
  const [, part = '', name = text] = OF_SCHOOL.exec(text) ?? [];
  const isTheirs = part === '' || recogniseLabel(part)?.role === 'administrator';
  if (isTheirs && (beginsWithSchool(name) || (part === '' && looksLikeSchool(name) && !looksLikeJob(name))))
    return { name, isGuess: false };
  const dashed = /^(.{3,40}?)\s+[–—:-]\s+(\p{Lu}[^@:\d]{2,50})$/u.exec(text);
  if (
    dashed !== null &&
    recogniseLabel(dashed[1]!)?.role === 'administrator' &&
    !givenNames.has(foldWords(dashed[2]!.split(' ')[0]!))
  )
    return { name: dashed[2]!, isGuess: false };
  const mayBeName = /^\p{Lu}[^@:\d]{2,50}$/u.test(text) && !looksLikeJob(text);
  return mayBeName ? { name: text, isGuess: true } : null;
}
