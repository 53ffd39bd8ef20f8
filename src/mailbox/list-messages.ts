import type { FetchMessageObject, ImapFlow } from 'imapflow';
import { ServerMisbehaved } from './failure.js';

/** What is known of a message before it is downloaded. */
export type ListedMessage = {
  uid: number;
  /** RFC822.SIZE as the server announces it, in bytes. */
  sizeBytes: number;
  /** INTERNALDATE; undefined when the server's date cannot be read. */
  receivedAt: Date | undefined;
};

const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * Every UID of the selected mailbox, ascending. With `since` the search leaves out what is certainly older: SEARCH
 * SINCE knows only days, in the server's own zone, so a day of margin is asked for and the caller looks at the instant.
 */
export async function listUids(client: ImapFlow, since: Date | undefined): Promise<number[]> {
  const query = since === undefined ? { all: true } : { since: new Date(since.getTime() - DAY_MS) };
  const uids = await client.search(query, { uid: true });
  if (!Array.isArray(uids)) throw new ServerMisbehaved('SEARCH was refused');
  return uids;
}

/** Size and date of the messages of a UID set such as `1:3,7` or `120:*`. Messages gone meanwhile are missing. */
export async function describeMessages(client: ImapFlow, set: string): Promise<ListedMessage[]> {
  const rows = await client.fetchAll(set, { uid: true, size: true, internalDate: true }, { uid: true });
  const listed = new Map<number, ListedMessage>();
  for (const row of rows) {
    if (row.size === undefined) continue; // a flag somebody changed meanwhile, told in passing
    listed.set(row.uid, { uid: row.uid, sizeBytes: row.size, receivedAt: dateOf(row) });
  }
  return [...listed.values()].sort((a, b) => a.uid - b.uid);
}

function dateOf({ internalDate }: FetchMessageObject): Date | undefined {
  const date = internalDate instanceof Date ? internalDate : new Date(internalDate ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** A message whose date cannot be read counts as recent: better seen by an agent than overlooked. */
export function isWithin(since: Date | undefined, { receivedAt }: ListedMessage): boolean {
  return since === undefined || receivedAt === undefined || receivedAt >= since;
}
