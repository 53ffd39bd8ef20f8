import { sql } from 'kysely';
import type { Reading } from '../../form/reading.js';
import type { Database, Queries, Tx } from '../database.js';

/** All that a request may be found by, as it was written. */
export type SearchMaterial = {
  requestId: string;
  version: number;
  reference: string;
  communeInsee: string | null;
  sender: string;
  messages: { from: string | null; subject: string | null; documents: string[] }[];
  readings: Reading[];
  edits: string[];
};

/** Requests that changed since they were last made ready for searching. At most `limit`. */
export async function loadStaleForSearch(db: Queries, limit: number): Promise<SearchMaterial[]> {
  const { rows } = await sql<SearchMaterial>`
    select request.id as "requestId", version, reference, commune_insee as "communeInsee", sender,
      coalesce((select jsonb_agg(jsonb_build_object('from', from_address, 'subject', subject,
          'documents', jsonb_path_query_array(documents, '$[*].name')))
        from message where request_id = request.id), '[]') as messages,
      coalesce((select jsonb_agg(reading.reading) from reading join message on message.id = reading.message_id
        where message.request_id = request.id), '[]') as readings,
      array(select value from reading_edit join reading on reading.id = reading_edit.reading_id
        join message on message.id = reading.message_id
        where message.request_id = request.id and value is not null) as edits
    from request where is_search_stale limit ${limit}`.execute(db);
  return rows;
}

/** One that changed again meanwhile stays to be done. */
export async function saveForSearch(
  db: Database,
  found: readonly { requestId: string; version: number; words: string }[],
): Promise<void> {
  if (found.length === 0) return;
  const json = JSON.stringify(found.map(({ requestId, ...rest }) => ({ request_id: requestId, ...rest })));
  await sql`
    with found as (
      select * from jsonb_to_recordset(${json}::jsonb) as found (request_id uuid, version integer, words text)
    ), saved as (
      insert into request_search (request_id, words) select request_id, words from found
      on conflict (request_id) do update set words = excluded.words
    )
    update request set is_search_stale = false from found
    where request.id = found.request_id and request.version = found.version`.execute(db);
}

/** How much of a word may be mistyped and still be it: shares of its groups of three letters. */
const LIKENESS = 0.4;

/** With this many that hold the very words, what is only like them is not looked for; an address or a number is itself. */
const ENOUGH = 5;

function enough(words: readonly string[]): number {
  return words.some((word) => /[@\d]/.test(word)) ? 1 : ENOUGH;
}

/** Beyond this many, words say nothing: these are ranked, whichever they are. */
const MOST_RANKED = 400;

/**
 * Requests in which every word is found, the latest first; when they are few, then those that hold words like them, the
 * most alike first. `words` are folded as the index is, and three letters long at least.
 */
export async function findByWords(db: Database, words: readonly string[], limit: number): Promise<string[]> {
  if (words.length === 0) return [];
  return db.transaction().execute(async (tx) => {
    // The planner would rather read everything until it has enough.
    await sql`select set_config('enable_seqscan', 'off', true),
      set_config('pg_trgm.word_similarity_threshold', ${String(LIKENESS)}, true)`.execute(tx);
    const exact = await find(tx, words.map(holds), sql`opened_at desc`, limit);
    if (exact.length >= Math.min(enough(words), limit)) return exact;
    const rank = sql`${sql.join(words.map(likeness), sql` + `)} desc, opened_at desc`;
    const alike = await find(tx, words.map(isLike), rank, limit);
    return [...new Set([...exact, ...alike])].slice(0, limit);
  });
}

type Part = ReturnType<typeof sql>;

async function find(tx: Tx, conditions: Part[], order: Part, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with found as materialized (
      select request_id, words from request_search where ${sql.join(conditions, sql` and `)} limit ${MOST_RANKED})
    select request.id from found join request on request.id = found.request_id
    order by ${order} limit ${limit}`.execute(tx);
  return rows.map(({ id }) => id);
}

function holds(word: string): Part {
  return sql`words like ${`%${word.replaceAll(/[\\%_]/g, '\\$&')}%`}`;
}

function isLike(word: string): Part {
  return sql`(${holds(word)} or ${word} <% words)`;
}

function likeness(word: string): Part {
  return sql`word_similarity(${word}, found.words)`;
}

export async function findByReferences(db: Queries, references: readonly string[]): Promise<string[]> {
  if (references.length === 0) return [];
  const rows = await db
    .selectFrom('request')
    .select('id')
    .where('reference', 'in', references)
    .orderBy('opened_at', 'desc')
    .execute();
  return rows.map(({ id }) => id);
}
