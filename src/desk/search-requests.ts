import { findWrittenReferences } from '../intake/read-reference.js';
import type { Database } from '../store/database.js';
import { findByReferences, findByWords, loadStaleForSearch, saveForSearch } from '../store/desk/search.js';
import { searchedWords, searchWords } from './search-words.js';

/** Requests made ready at once. */
const AT_ONCE = 200;

/** Makes what changed findable: `most` requests at most. Running it twice at once is harmless. Answers how many. */
export async function indexForSearch(db: Database, most: number): Promise<number> {
  let done = 0;
  while (done < most) {
    const stale = await loadStaleForSearch(db, Math.min(AT_ONCE, most - done));
    await saveForSearch(
      db,
      stale.map((one) => ({ requestId: one.requestId, version: one.version, words: searchWords(one) })),
    );
    done += stale.length;
    if (stale.length < AT_ONCE) break;
  }
  return done;
}

/** What changed since is made findable first, as long as it is not a whole backlog. */
const INDEXED_WHILE_SEARCHING = 400;

/**
 * Requests by reference (`LC-2026-00042`, or its number alone), commune, school, person or address; accents, case and
 * typing errors forgiven. Best first, identifiers only: `listQueue` shows them.
 */
export async function searchRequests(
  db: Database,
  text: string,
  { year, limit = 200 }: { year: number; limit?: number },
): Promise<string[]> {
  await indexForSearch(db, INDEXED_WHILE_SEARCHING);
  const references = referencesIn(text, year);
  if (references.length > 0) {
    const found = await findByReferences(db, references);
    if (found.length > 0) return found;
  }
  return findByWords(db, searchedWords(text), limit);
}

function referencesIn(text: string, year: number): string[] {
  const written = findWrittenReferences(text).map(({ reference }) => reference);
  const number = /^\s*(\d{1,7})\s*$/.exec(text)?.[1];
  if (written.length > 0 || number === undefined) return written;
  return [year, year - 1].map((one) => `LC-${one}-${number.padStart(5, '0')}`);
}
