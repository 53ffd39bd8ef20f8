import { searchRequests } from '../../desk/search-requests.js';
import type { Database } from '../../store/database.js';

/** The requests that these words mean; null when nothing was typed. */
export async function searchIn(db: Database, words: string, year: number): Promise<string[] | null> {
  return words === '' ? null : searchRequests(db, words, { year });
}
