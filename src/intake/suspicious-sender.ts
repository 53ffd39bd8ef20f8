import { domainToUnicode } from 'node:url';
import { allHeaders, type HeaderField } from './header-field.js';
import type { MailboxAddress } from './mailbox-address.js';

const addressInName = /[^\s<>()"',;:@]+@([^\s<>()"',;:@]+\.[a-z\u00a1-\uffff]{2,})/iu;

/**
 * What makes a From unfit to prove anything, whatever the signatures: several of them, an address dressed as a name, a domain whose
 * letters only look Latin. Empty for an honest sender.
 */
export function suspiciousSender(from: readonly MailboxAddress[], headers: readonly HeaderField[]): string[] {
  const reasons: string[] = [];
  const fields = allHeaders(headers, 'from');
  if (fields.length > 1 || new Set(from.map(({ address }) => address)).size > 1) reasons.push('several-from');
  if (from.length === 0 || from.every(({ address }) => address === '')) return [...reasons, 'no-from'];
  if (fields.some(hidesAddress)) reasons.push('encoded-address');
  for (const { name, address } of from) {
    const domain = address.slice(address.lastIndexOf('@') + 1);
    const shown = addressInName.exec(name.normalize('NFKC'))?.[0]?.toLowerCase();
    if (shown !== undefined && shown !== address) reasons.push('display-name-address');
    if (hasForeignLetters(domain)) reasons.push('look-alike-domain');
    if (/[^\x21-\x7e]/.test(address.slice(0, address.lastIndexOf('@')))) reasons.push('look-alike-address');
  }
  return [...new Set(reasons)];
}

/** The address itself is an encoded word: those who judge From did not see it. */
function hidesAddress(field: string): boolean {
  return !field.replace(/=\?[^?]{1,60}\?[bq]\?[^?]*\?=/gi, '').includes('@');
}

/** French domains are written in Latin letters: any other alphabet, or a letter that is a compatibility form, is a disguise. */
function hasForeignLetters(domain: string): boolean {
  const shown = domainToUnicode(domain.toLowerCase()) || domain;
  if (shown !== shown.normalize('NFKC') || domain !== domain.normalize('NFKC')) return true;
  return [...shown].some((letter) => !/[a-z0-9.\-àâäæçéèêëîïôöœùûüÿ]/u.test(letter));
}
