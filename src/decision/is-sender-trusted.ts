import { isSharedDomain } from './agent/is-shared-domain.js';

/**
 * Pure: the address itself, or its whole domain, was confirmed by an agent. A domain of everybody is nobody's, however it
 * came to be written down. `address` is lower case.
 */
export function isSenderTrusted(
  address: string | null,
  trusted: { addresses: ReadonlySet<string>; domains: ReadonlySet<string> },
): boolean {
  if (address === null) return false;
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return trusted.addresses.has(address) || (trusted.domains.has(domain) && !isSharedDomain(domain));
}
