import type { Commune } from './commune.js';
import { communes } from './data/communes.js';
import { fold } from './fold.js';
import { linkWords } from './link-words.js';

/** Beginnings that name nothing by themselves. */
const tooVague = new Set(['SAINT', 'SAINTE', 'TOUR', 'PIERRE', 'DEMI']);

/** Names in use that are neither official, former, nor a beginning of these. */
const usualNames: Record<string, readonly string[]> = {
  '69244': ['La Demi-Lune'],
};

/** What remains of a name for comparing: its meaningful words, glued (`SAINT CYR AU MONT D'OR` → `SAINTCYRMONTOR`). */
export function nameKey(words: readonly string[]): string {
  return words.filter((word) => !linkWords.has(word)).join('');
}

/** A spelling that stands for one or more communes. A full one is a name of the commune; a short one its beginning. */
export type CommuneName = { key: string; full: boolean; communes: readonly Commune[] };

/** Every known name by its key: official, former, usual, and the beginnings of these (`Vaulx`, `Saint-Genis`). */
export const communeNames: ReadonlyMap<string, CommuneName> = collectNames();

function collectNames(): Map<string, CommuneName> {
  const names = new Map<string, CommuneName>();
  for (const commune of communes) {
    for (const { key, full } of spellings(commune)) {
      const known = names.get(key);
      if (known === undefined || (full && !known.full)) names.set(key, { key, full, communes: [commune] });
      else if (full === known.full && !known.communes.includes(commune)) {
        names.set(key, { ...known, communes: [...known.communes, commune] });
      }
    }
  }
  return names;
}

function spellings(commune: Commune): { key: string; full: boolean }[] {
  const fullNames = [commune.name, ...commune.formerNames, ...(usualNames[commune.insee] ?? [])];
  return fullNames.flatMap((name) => {
    const words = fold(name).split(' ');
    const glued = { key: nameKey([words.join('')]), full: true };
    return [...beginnings(words), glued];
  });
}

function beginnings(words: readonly string[]): { key: string; full: boolean }[] {
  const meaningful = words.filter((word) => !linkWords.has(word));
  return meaningful
    .map((_, last) => meaningful.slice(0, last + 1))
    .filter((kept) => kept.at(-1) !== 'MONT' && !tooVague.has(kept.join(' ')))
    .map((kept) => ({ key: kept.join(''), full: kept.length === meaningful.length }));
}
