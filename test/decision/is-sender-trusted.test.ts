import { isSharedDomain } from '../../src/decision/agent/is-shared-domain.js';
import { isSenderTrusted } from '../../src/decision/is-sender-trusted.js';

const shared = [
  'gmail.com',
  'orange.fr',
  'laposte.net',
  'ac-lyon.fr',
  'ac-grenoble.fr',
  'x.free.fr',
  'ville.onmicrosoft.com',
  'fr',
];

test.each(shared)(
  '%s is a domain of everybody: no commune is trusted by it, even were it written down',
  (domain) => {
    expect(isSharedDomain(domain)).toBe(true);
    const trusted = { addresses: new Set<string>(), domains: new Set([domain]) };
    expect(isSenderTrusted(`mairie@${domain}`, trusted)).toBe(false);
    expect(
      isSenderTrusted(`mairie@${domain}`, { ...trusted, addresses: new Set([`mairie@${domain}`]) }),
    ).toBe(true);
  },
);

test.each(['ville-corbas.fr', 'mairie-lyon.fr', 'orange-ville.fr', 'notgmail.com', 'ac-corbas.com'])(
  '%s may be confirmed',
  (domain) => {
    expect(isSharedDomain(domain)).toBe(false);
    const trusted = { addresses: new Set<string>(), domains: new Set([domain]) };
    expect(isSenderTrusted(`mairie@${domain}`, trusted)).toBe(true);
    expect(isSenderTrusted(`mairie@x.${domain}`, trusted)).toBe(false);
  },
);
