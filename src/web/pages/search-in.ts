import type { Queries } from '../../store/database.js';

/** The requests that these words mean; null when nothing was typed. */
export async function searchIn(_db: Queries, words: string): Promise<string[] | null> {
  return words === '' ? null : [];
}
