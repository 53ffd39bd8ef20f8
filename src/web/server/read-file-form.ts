import type { FastifyRequest } from 'fastify';
import type { Page, SentFile } from './page.js';

/** One file, as large as the settings allow; the rest of the form as small as any other. */
export function fileLimits(maxFileBytes: number) {
  return { files: 1, fileSize: maxFileBytes, fields: 50, fieldSize: 20_000, parts: 51, headerPairs: 50 };
}

export type Sent = { values: unknown; file: SentFile | null };

/**
 * What a form brings. A file is read here, after the session and the role: bytes of a stranger are never gathered. Null
 * when a page that takes none is sent one. A file over the limit throws, with status 413.
 */
export async function readSent({ takesFile }: Page, request: FastifyRequest): Promise<Sent | null> {
  if (!request.isMultipart()) return { values: request.body, file: null };
  if (takesFile !== true) return null;
  const values: Record<string, string> = Object.create(null);
  let file: SentFile | null = null;
  for await (const part of request.parts()) {
    if (part.type === 'field') values[part.fieldname] = String(part.value);
    else {
      const bytes = await part.toBuffer();
      if (bytes.length > 0) file = { name: part.filename ?? '', bytes };
    }
  }
  return { values, file };
}
