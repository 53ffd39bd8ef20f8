import { siteDomains } from './data/site-domains.js';
import { editDistance } from './edit-distance.js';

/** What an address looks like beside the sites of the communes: shown to an agent, and never more than that. */
export type SenderHint =
  | { kind: 'site'; domain: string }
  | { kind: 'other-commune'; domain: string; insee: string }
  | { kind: 'resembles'; domain: string }
  | { kind: 'site-elsewhere'; domain: string }
  | { kind: 'no-site' };

/** `ville-c0rbas.fr` is one letter away; further, names of communes resemble one another by themselves. */
const RESEMBLES = 1;

/** Every site, with the code of its commune. */
const all = Object.entries(siteDomains).flatMap(([code, domains]) =>
  domains.map((one) => [code, one] as const),
);

/**
 * Pure. Is `address` of the domain of the commune's own site, of another commune's, of one that only resembles it?
 * `insee` is null while no commune was read: then only a look-alike or a known site is told.
 */
export function senderHint(address: string, insee: string | null): SenderHint {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  const own = insee === null ? [] : (siteDomains[insee] ?? []);
  const site = own.find((one) => isUnder(domain, one));
  if (site !== undefined) return { kind: 'site', domain: site };

  const other = all.find(([, one]) => isUnder(domain, one));
  if (other !== undefined) return { kind: 'other-commune', domain: other[1], insee: other[0] };
  const alike = [...own, ...all.map(([, one]) => one)].find(
    (one) => editDistance(domain, one, RESEMBLES) <= RESEMBLES,
  );
  if (alike !== undefined) return { kind: 'resembles', domain: alike };
  return own[0] === undefined ? { kind: 'no-site' } : { kind: 'site-elsewhere', domain: own[0] };
}

function isUnder(domain: string, site: string): boolean {
  return domain === site || domain.endsWith(`.${site}`);
}
