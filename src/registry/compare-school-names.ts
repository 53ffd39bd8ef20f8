import { editDistance } from './edit-distance.js';
import type { SchoolName } from './school-name.js';

/**
 * How a written name stands to a listed one. `same`: nothing but spelling differs; `short`: initials or first names
 * left out; `typo`: a letter or two; `unmarked`: the letter or number of a twin is left out on one side;
 * `part`: some words in common, which proves nothing; `other`: another name.
 */
export type Nearness = 'same' | 'short' | 'typo' | 'unmarked' | 'part' | 'other';

export function compareSchoolNames(written: SchoolName, listed: SchoolName): Nearness {
  const nearness = compareBases(written, listed);
  if (nearness === 'other' || nearness === 'part' || written.suffix === listed.suffix) return nearness;
  if (written.suffix !== null && listed.suffix !== null) return 'other';
  return nearness === 'same' ? 'unmarked' : 'part';
}

export function haveSameBase(a: SchoolName, b: SchoolName): boolean {
  return a.words.length > 0 && (a.glued === b.glued || a.key === b.key);
}

/** Letters between two names, whichever way their words are glued; `limit + 1` when there are more. */
export function lettersApart(a: SchoolName, b: SchoolName, limit: number): number {
  const apart = spellingsApart('key', a, b, limit);
  const sameSpelling = a.key === a.glued && b.key === b.glued;
  return sameSpelling ? apart : Math.min(apart, spellingsApart('glued', a, b, limit));
}

/** A wrong letter brings in one letter of the alphabet and takes away another, at most: most pairs stop there. */
function spellingsApart(spelling: 'key' | 'glued', a: SchoolName, b: SchoolName, limit: number): number {
  let differing = a.letters[spelling] ^ b.letters[spelling];
  let count = 0;
  for (; differing !== 0; differing &= differing - 1) count++;
  return count > 2 * limit ? limit + 1 : editDistance(a[spelling], b[spelling], limit);
}

/** How many wrong letters a name may have: none in a short one, two in a long one. */
export function typosAllowed(name: SchoolName): number {
  const letters = name.key.length;
  return letters >= 9 ? 2 : letters >= 5 ? 1 : 0;
}

function compareBases(written: SchoolName, listed: SchoolName): Nearness {
  if (haveSameBase(written, listed)) return 'same';
  if (isShortFor(written.words, listed.words) || isReordered(written, listed)) return 'short';
  const limit = Math.min(typosAllowed(written), typosAllowed(listed));
  const apart = lettersApart(written, listed, limit + 1);
  if (limit > 0 && apart <= limit) return 'typo';
  const isNear = apart <= limit + 1 && Math.min(written.glued.length, listed.glued.length) >= 3;
  return isNear || isCutShort(written, listed) || shareWords(written.words, listed.words) ? 'part' : 'other';
}

/** « JAURES Jean ». */
function isReordered(written: SchoolName, listed: SchoolName): boolean {
  if (written.letters.key !== listed.letters.key || listed.words.length < 2) return false;
  return [...written.words].sort().join(' ') === [...listed.words].sort().join(' ');
}

/** A name that a narrow cell has cut. */
function isCutShort(written: SchoolName, listed: SchoolName): boolean {
  return written.glued.length >= 3 && listed.glued.startsWith(written.glued);
}

/** « J. Jaurès » or « Jaurès » for `JEAN JAURES`: the last word in full, the others in order, in full or by their initial. */
function isShortFor(written: readonly string[], listed: readonly string[]): boolean {
  const surname = written.at(-1);
  if (surname === undefined || surname.length < 3 || surname !== listed.at(-1)) return false;
  let place = 0;
  for (const word of written) {
    while (place < listed.length && !standsFor(word, listed[place]!)) place++;
    if (place++ >= listed.length) return false;
  }
  return true;
}

function standsFor(written: string, listed: string): boolean {
  if (written === listed) return true;
  return (written.length === 1 || listed.length === 1) && written[0] === listed[0];
}

/** Every meaningful word of one is in the other. */
function shareWords(written: readonly string[], listed: readonly string[]): boolean {
  if (written.length === 0 || listed.length === 0) return false;
  const contains = (all: readonly string[], some: readonly string[]) =>
    some.every((word) => all.includes(word));
  return contains(listed, written) || contains(written, listed);
}
