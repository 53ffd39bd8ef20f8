import { communes } from '../../src/registry/data/communes.js';
import { siteDomains } from '../../src/registry/data/site-domains.js';
import { senderHint } from '../../src/registry/sender-hint.js';

const BRON = '69029';
const CORBAS = '69273';

test.each([
  ['the commune’s own site', 'scolaire@ville-bron.fr', BRON, { kind: 'site', domain: 'ville-bron.fr' }],
  ['a name under it', 'a@mail.ville-bron.fr', BRON, { kind: 'site', domain: 'ville-bron.fr' }],
  ['capitals', 'A@Ville-Bron.FR', BRON, { kind: 'site', domain: 'ville-bron.fr' }],
  ['one letter away', 'a@vi1le-bron.fr', BRON, { kind: 'resembles', domain: 'ville-bron.fr' }],
  ['two letters swapped', 'a@vlile-bron.fr', BRON, { kind: 'resembles', domain: 'ville-bron.fr' }],
  ['a letter more', 'a@ville-brons.fr', null, { kind: 'resembles', domain: 'ville-bron.fr' }],
  ['another commune', 'a@givors.fr', BRON, { kind: 'other-commune', domain: 'givors.fr', insee: '69091' }],
  [
    'a site put before another domain',
    'a@ville-bron.fr.evil.example',
    BRON,
    { kind: 'site-elsewhere', domain: 'ville-bron.fr' },
  ],
  ['free mail', 'mairie@orange.fr', BRON, { kind: 'site-elsewhere', domain: 'ville-bron.fr' }],
  ['a commune whose site nobody saw', 'a@mairie-corbas.fr', CORBAS, { kind: 'no-site' }],
])('%s', (_title, address, insee, hint) => {
  expect(senderHint(address, insee)).toEqual(hint);
});

test('every site is one of a commune of the Métropole, and no two communes share one', () => {
  const known = new Set(communes.map(({ insee }) => insee));
  expect(Object.keys(siteDomains).filter((insee) => !known.has(insee))).toEqual([]);
  const all = Object.values(siteDomains).flat();
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBeGreaterThan(50);
});
