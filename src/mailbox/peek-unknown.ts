import { withConnection } from './connection.js';
import { ServerMisbehaved } from './failure.js';
import { fetchSources } from './fetch-sources.js';
import { describeMessages, isWithin, type ListedMessage, listUids } from './list-messages.js';
import type { Ledger } from './ports.js';
import type { MailboxSettings } from './settings.js';
import { uidSet, uidsOutside } from './uid-ranges.js';

/** A message the watcher would take in. */
export type PeekedMessage = ListedMessage & {
  /** Its bytes; undefined when it is too large to be downloaded. */
  raw: Buffer | undefined;
};

export type Peeked = {
  uidValidity: number;
  /** Messages in the mailbox (those SEARCH SINCE lets through when `since` is set). */
  listed: number;
  /** Of those, known to the ledger already. */
  known: number;
  /** Of those, received before `since`. */
  tooOld: number;
  unknown: number;
};

/**
 * The dry run: shows `look` each message that the watcher would take in, one at a time, oldest first, and writes
 * nothing anywhere (the mailbox is opened read-only, no lease is taken, the ledger is only read).
 */
export async function peekUnknown(
  settings: MailboxSettings,
  ledger: Pick<Ledger, 'knownUids'>,
  look: (message: PeekedMessage) => Promise<void> | void,
  signal: AbortSignal = new AbortController().signal,
): Promise<Peeked> {
  const { patience, since, mailbox } = settings;
  return await withConnection(settings.server, patience, signal, async (client) => {
    const selected = await client.mailboxOpen(mailbox, { readOnly: true });
    const uidValidity = Number(selected.uidValidity ?? 0);
    if (uidValidity === 0) throw new ServerMisbehaved('The server gave no UIDVALIDITY');
    const uids = await listUids(client, since);
    const unknown = uidsOutside(uids, await ledger.knownUids({ mailbox, uidValidity }));
    const peeked = {
      uidValidity,
      listed: uids.length,
      known: uids.length - unknown.length,
      tooOld: 0,
      unknown: 0,
    };
    for (const uid of unknown) {
      const [message] = await describeMessages(client, uidSet([uid]));
      if (message === undefined) continue;
      if (!isWithin(since, message)) {
        peeked.tooOld += 1;
        continue;
      }
      peeked.unknown += 1;
      const isTooLarge = message.sizeBytes > patience.maxMessageBytes;
      const raw = isTooLarge ? undefined : (await fetchSources(client, [uid])).get(uid);
      await look({ ...message, raw });
    }
    return peeked;
  });
}
