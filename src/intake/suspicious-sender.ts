import type { AuthenticityReason } from './authenticity-reasons.js';
import { decodeWords } from './decode-words.js';
import { allHeaders, type HeaderField } from './header-field.js';
import type { MailboxAddress } from './mailbox-address.js';

const addressInName = /[^\s<>()"',;:@]+\s?@\s?[^\s<>()"',;:@]+\.[a-z\u00a1-\uffff]{2,}/giu;
/** Signs that nobody sees: they would cut an address in two for a rule and not for a reader. */
const invisible = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD\\]/g;

/**
 * What makes a From unfit to prove anything, whatever the signatures: several of them, an address dressed as a name or hidden in a
 * comment, a domain whose letters only look like those of another. Empty for an honest sender.
 */
export function suspiciousSender(
  from: readonly MailboxAddress[],
  headers: readonly HeaderField[],
): AuthenticityReason[] {
  const reasons: AuthenticityReason[] = [];
  const fields = allHeaders(headers, 'from');
  const addresses = new Set(from.map(({ address }) => address).filter((address) => address !== ''));
  if (fields.length > 1 || addresses.size > 1) reasons.push('several-from');
  if (addresses.size === 0) return [...reasons, 'no-from'];
  if (fields.some(hidesAddress)) reasons.push('encoded-address');
  if (fields.some((field) => /<\s*@/.test(field))) reasons.push('routed-address');
  if (fields.flatMap(addressesShown).some((shown) => !addresses.has(shown)))
    reasons.push('display-name-address');
  for (const address of addresses) {
    const at = address.lastIndexOf('@');
    if (isInternational(address.slice(at + 1))) reasons.push('look-alike-domain');
    if (/[^\x21-\x7e]/.test(address.slice(0, at))) reasons.push('look-alike-address');
  }
  return [...new Set(reasons)];
}

/** The address itself is an encoded word: those who judge From did not see it. */
function hidesAddress(field: string): boolean {
  return !field.replace(/=\?[^?]{1,60}\?[bq]\?[^?]*\?=/gi, '').includes('@');
}

/** Every address a reader of this field may see, in the name, in a comment, in brackets. */
function addressesShown(field: string): string[] {
  const shown = decodeWords(field).normalize('NFKC').replace(invisible, '').slice(0, 10_000);
  return (shown.match(addressInName) ?? []).map((one) => one.replace(/\s/g, '').toLowerCase());
}

/**
 * A domain with a letter beyond ASCII, or in punycode. Town halls send no mail from such a domain, and `à` passes for `a` as well as a
 * Cyrillic one does: what it proves is worth a look.
 */
function isInternational(domain: string): boolean {
  return /[^\x21-\x7e]/.test(domain) || /(^|\.)xn--/i.test(domain);
}
