import { z } from 'zod';
import { notNow } from './interrupted.js';
import type { Answer, LaclasseServer } from './server.js';

const NOT_FOUND = 404;

/** One thing by its address; undefined when there is none. @throws Interrupted when that cannot be known now. */
export async function lookAt<Schema extends z.ZodType>(
  server: LaclasseServer,
  path: string,
  schema: Schema,
): Promise<z.infer<Schema> | undefined> {
  const answer = await server.ask('GET', path);
  if (answer.kind === 'answered' && answer.status === NOT_FOUND) return undefined;
  return parsed(answer, schema);
}

/**
 * Everything a search finds. No filter is trusted: the server ignores those it does not know and gives its whole table,
 * so the caller names again what it wants. Without `limit` the answer is whole; a server that pages all the same is
 * asked for every page.
 */
export async function search<Schema extends z.ZodType>(
  server: LaclasseServer,
  path: string,
  schema: Schema,
  isWanted: (item: z.infer<Schema>) => boolean,
): Promise<z.infer<Schema>[]> {
  const page = z.object({ total: z.number(), limit: z.number().min(1), data: z.array(schema) });
  const first = parsed(await server.ask('GET', path), z.union([z.array(schema), page]));
  if (Array.isArray(first)) return first.filter(isWanted);

  const items = [...first.data];
  for (let number = 2; items.length < first.total; number += 1) {
    const next = parsed(
      await server.ask('GET', `${path}${path.includes('?') ? '&' : '?'}limit=${first.limit}&page=${number}`),
      page,
    );
    if (next.data.length === 0) break;
    items.push(...next.data);
  }
  return items.filter(isWanted);
}

function parsed<Schema extends z.ZodType>(answer: Answer, schema: Schema): z.infer<Schema> {
  if (answer.kind === 'silent') throw notNow('server_unreachable');
  if (answer.status === 401 || answer.status === 403) throw notNow('not_authorised');
  if (answer.status !== 200) throw notNow('server_failed');
  const read = schema.safeParse(answer.json);
  if (!read.success) throw notNow('server_failed');
  return read.data;
}

/** `emails` and `{ address: 'a@b.fr' }` → `emails?address=a%40b.fr`. A value given as a list asks for any of them. */
export function searchFor(table: string, filter: Record<string, string | readonly string[]>): string {
  const terms = Object.entries(filter).flatMap(([field, value]) =>
    typeof value === 'string'
      ? [`${field}=${encodeURIComponent(value)}`]
      : value.map((one) => `${field}[]=${encodeURIComponent(one)}`),
  );
  return `${table}?${terms.join('&')}`;
}
