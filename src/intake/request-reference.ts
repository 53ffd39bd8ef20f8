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
  if (places.some((place) => campaignReference.test(place)))
    return { isWritten: true, believed: null, reasons: ['campaign-reference'] };
  const answersUs = message.references.some((id) => isOfOurDomain(id, settings));
  return { isWritten: answersUs, believed: null, reasons: answersUs ? ['answers-our-domain'] : [] };
}

/** `RC-2027-69273`: the letters of the yearly campaign bear it, before there is any request; it proves nothing. */
const campaignReference = /(?<![A-Z0-9])RC-\d{4}-\d{5}(?!\d)/i;

/** A Message-ID given by our mail software, agents' included: which request it belongs to, the ledger knows. */
function isOfOurDomain(messageId: string, { ownAddresses, aliases = [] }: SortSettings): boolean {
  const domain = messageId.slice(messageId.lastIndexOf('@') + 1, -1).toLowerCase();
  return ownAddresses.some((address) => !aliases.includes(address) && address.endsWith(`@${domain}`));
}
