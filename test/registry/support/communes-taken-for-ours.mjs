/** Prints, as JSON, the communes of the rest of France that are taken for one of ours, with and without their post code. */
import { createRequire } from 'node:module';
import { communeByInsee, findCommune } from '../../../dist/src/registry/find-commune.js';

const everyCommune = createRequire(import.meta.url)('@etalab/decoupage-administratif/data/communes.json');
const elsewhere = everyCommune.filter(
  ({ code, type }) => type === 'commune-actuelle' && communeByInsee(code) === undefined,
);
const isTaken = (text) => findCommune(text).kind === 'one';
const names = new Set(elsewhere.map(({ nom }) => nom));
const withPostCode = elsewhere.flatMap(({ nom, codesPostaux = [] }) =>
  codesPostaux.map((code) => `${code} ${nom}`),
);
console.log(
  JSON.stringify({
    tried: withPostCode.length,
    withPostCode: withPostCode.filter(isTaken),
    withoutPostCode: [...names].filter(isTaken).sort(),
  }),
);
