import { getDomain } from 'tldts';

/** The domain an organisation registered (`mail.ville-corbas.fr` → `ville-corbas.fr`), by the public suffix list; a bare suffix is itself. */
export function organisationalDomain(domain: string): string {
  return getDomain(domain, { allowPrivateDomains: false }) ?? domain;
}

/** DMARC's relaxed alignment (RFC 7489 §3.1): both belong to one organisation. */
export function isAligned(domain: string, fromDomain: string): boolean {
  return (
    domain !== '' &&
    organisationalDomain(domain.toLowerCase()) === organisationalDomain(fromDomain.toLowerCase())
  );
}
