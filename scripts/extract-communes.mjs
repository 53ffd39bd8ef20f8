/**
 * Writes src/registry/data/communes.ts: the communes of the Métropole de Lyon, extracted from
 * @etalab/decoupage-administratif (Code officiel géographique of INSEE, post codes of La Poste, groupings of the DGCL).
 * Run it again when a new year of the package is out: `node scripts/extract-communes.mjs`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const METROPOLE_DE_LYON = '200046977';
const require = createRequire(import.meta.url);
const from = (file) =>
  JSON.parse(readFileSync(require.resolve(`@etalab/decoupage-administratif/data/${file}`), 'utf8'));
const { version } = from('../package.json');

/** Names that changed without a merger are not in the package: Grigny became Grigny-sur-Rhône. */
const renamed = { 69096: ['Grigny'] };

const everything = from('communes.json');
const members = from('epci.json').find(({ code }) => code === METROPOLE_DE_LYON).membres;
const ofType = (type) => everything.filter((entry) => entry.type === type);
const current = new Map(ofType('commune-actuelle').map((entry) => [entry.code, entry]));
const delegated = ofType('commune-deleguee');
const arrondissements = ofType('arrondissement-municipal');

function toCommune({ code, siren }) {
  const { nom, codesPostaux, anciensCodes = [] } = current.get(code);
  const parts = delegated.filter(({ chefLieu }) => chefLieu === code);
  const districts = arrondissements.filter(({ commune }) => commune === code).map((entry) => entry.code);
  return {
    insee: code,
    name: nom,
    siren,
    postCodes: [...codesPostaux].sort(),
    formerNames: [...parts.map((part) => part.nom), ...(renamed[code] ?? [])],
    formerInsee: [...new Set([...districts, ...anciensCodes])].sort(),
  };
}

const communes = members.map(toCommune).sort((a, b) => a.insee.localeCompare(b.insee));
const rows = communes.map((commune) => `  ${JSON.stringify(commune)},`).join('\n');
writeFileSync(
  new URL('../src/registry/data/communes.ts', import.meta.url),
  `// Written by scripts/extract-communes.mjs from @etalab/decoupage-administratif ${version}: do not edit.
// Data: INSEE (Code officiel géographique), La Poste (base officielle des codes postaux), DGCL; Licence Ouverte 2.0.
import type { Commune } from '../commune.js';

/** The communes of the Métropole de Lyon, by INSEE code. */
export const communes: readonly Commune[] = [
${rows}
];
`,
);
console.log(`${communes.length} communes written from @etalab/decoupage-administratif ${version}.`);
