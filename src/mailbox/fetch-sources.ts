import type { ImapFlow } from 'imapflow';
import { uidSet } from './uid-ranges.js';

/**
 * The exact bytes of these messages, by UID, in one command. BODY.PEEK: `\Seen` is neither read nor written.
 * A message gone meanwhile is missing from the answer. All rows are collected before returning, so nobody can
 * issue a command in the middle of a FETCH (which imapflow would never answer).
 */
export async function fetchSources(client: ImapFlow, uids: readonly number[]): Promise<Map<number, Buffer>> {
  const rows = await client.fetchAll(uidSet(uids), { uid: true, source: true }, { uid: true });
  const sources = new Map<number, Buffer>();
  for (const { uid, source } of rows) {
    if (source !== undefined && source !== null) sources.set(uid, source);
  }
  return sources;
}

const HEAD_BYTES = 64 * 1024;

/** What can be known of a message without downloading it. */
export async function fetchHead(client: ImapFlow, uid: number) {
  const query = { uid: true, envelope: true, source: { start: 0, maxLength: HEAD_BYTES } };
  const row = await client.fetchOne(`${uid}`, query, { uid: true });
  if (row === false) return undefined;
  const { envelope, source } = row;
  return {
    envelope: {
      ...present('from', envelope?.from?.[0]?.address),
      ...present('subject', envelope?.subject),
      ...present('messageId', envelope?.messageId),
    },
    head: source ?? Buffer.alloc(0),
  };
}

/** Postgres keeps no NUL in a text. */
function present<Key extends string>(key: Key, text: string | undefined) {
  return text === undefined ? {} : ({ [key]: text.replaceAll('\0', '') } as { [key in Key]: string });
}
