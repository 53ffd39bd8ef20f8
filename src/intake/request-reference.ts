import type { ParsedMessage } from './parsed-message.js';
import { findReference, findWrittenReferences } from './read-reference.js';
import type { SortSettings } from './sort-settings.js';

/** The request a message says it belongs to. `believed` is its reference, when its check is ours. */
export type FoundReference = { isWritten: boolean; believed: string | null; reasons: string[] };

/** The subject first, then the Message-IDs we gave to our replies, the latest first. */
export function readRequestReference(message: ParsedMessage, settings: SortSettings): FoundReference {
  const places = [message.subject, ...message.references.toReversed()];
  const written = places.flatMap(findWrittenReferences);
  const secret = settings.referenceSecret;
  const believed =
    secret === null
      ? (written[0]?.reference ?? null)
      : (places.map((place) => findReference(place, secret)).find((reference) => reference !== null) ?? null);
  if (written.length > 0)
    return {
      isWritten: true,
      believed,
      reasons: [believed === null ? 'reference-not-proven' : 'known-reference'],
    };
  const answersUs = message.references.some((id) => isOfOurDomain(id, settings));
  return { isWritten: answersUs, believed: null, reasons: answersUs ? ['answers-our-domain'] : [] };
}

/** A Message-ID given by our mail software, agents' included: which request it belongs to, the ledger knows. */
function isOfOurDomain(messageId: string, { ownAddresses, aliases = [] }: SortSettings): boolean {
  const domain = messageId.slice(messageId.lastIndexOf('@') + 1, -1).toLowerCase();
  return ownAddresses.some((address) => !aliases.includes(address) && address.endsWith(`@${domain}`));
}
