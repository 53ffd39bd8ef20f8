/**
 * Writes src/registry/data/site-domains.ts: where the web sites of the communes were seen, from a CSV with the columns `code_insee` and
 * `domaines_sites_vus_2024` (made from etalab/noms-de-domaine-organismes-secteur-public, December 2024, Licence Ouverte 2.0):
 * `node scripts/extract-site-domains.mjs communes-metropole-lyon.csv`. A domain that was only guessed (`?`) is left out.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const [heading, ...lines] = readFileSync(process.argv[2], 'utf8')
  .replace(/^\uFEFF/, '')
  .trim()
  .split(/\r?\n/);
const column = (name) => heading.split(';').indexOf(name);
const rows = lines
  .map((line) => line.split(';'))
  .flatMap((cells) => {
    const domains = cells[column('domaines_sites_vus_2024')]
      .split(' ')
      .filter((one) => /^[a-z0-9.-]+$/.test(one));
    return domains.length === 0 ? [] : [[cells[column('code_insee')], domains]];
  });
writeFileSync(
  new URL('../src/registry/data/site-domains.ts', import.meta.url),
  `// Written by scripts/extract-site-domains.mjs: do not edit.
// Data: etalab/noms-de-domaine-organismes-secteur-public, December 2024, Licence Ouverte 2.0.

/** The domains of the communes' web sites, by INSEE code: hints shown to agents, never trust. A site says nothing of who writes. */
export const siteDomains: Readonly<Record<string, readonly string[]>> = ${JSON.stringify(Object.fromEntries(rows), null, 2)};
`,
);
console.log(`${rows.length} communes have a site.`);
