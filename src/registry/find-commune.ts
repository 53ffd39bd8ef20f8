import type { Commune, CommuneMatch } from './commune.js';
import { type CommuneName, communeNames } from './commune-names.js';
import { communes } from './data/communes.js';
import { editDistance } from './edit-distance.js';
import { type CommuneText, readCommuneText } from './read-commune-text.js';

const byInsee = new Map(
  communes.flatMap((commune) =>
    [commune.insee, ...commune.formerInsee].map((code) => [code, commune] as const),
  ),
);

/** The commune that an INSEE code means today: its own code, a former one, or an arrondissement's. */
export function communeByInsee(insee: string): Commune | undefined {
  return byInsee.get(insee);
}

/**
 * The commune of the Métropole that a text names, as a clerk writes it: official, former or short name, post code in
 * front or behind, « Mairie de », abbreviations, arrondissements of Lyon. A misspelt name is accepted only when the
 * post code says the same; alone, it is `none` with the nearest name as a suggestion.
 */
export function findCommune(text: string): CommuneMatch {
  const said = readCommuneText(text);
  if (said.names.length === 0) return only(sharingCode(said.codes));

  const whole = communeNames.get(said.names.join(''));
  const named = whole ? [whole] : said.names.map((name) => communeNames.get(name));
  if (named.every((name) => name !== undefined)) return agreeing(named, said);
  return misspelt(said);
}

function only(candidates: readonly Commune[]): CommuneMatch {
  if (candidates.length === 1) return { kind: 'one', commune: candidates[0]! };
  if (candidates.length > 1) return { kind: 'ambiguous', candidates };
  return { kind: 'none', nearest: null };
}

/** Communes of these post codes; a number that is no post code is read as an INSEE code. */
function sharingCode(codes: readonly string[]): Commune[] {
  return unique(
    codes.flatMap((code) => {
      const sharing = communes.filter(({ postCodes }) => postCodes.includes(code));
      return sharing.length > 0 ? sharing : [byInsee.get(code)].filter((commune) => commune !== undefined);
    }),
  );
}

/** The communes named, when the codes written beside say the same. */
function agreeing(named: readonly CommuneName[], said: CommuneText): CommuneMatch {
  const candidates = unique(named.flatMap((name) => name.communes));
  if (said.codes.length === 0) return only(candidates);

  const confirmed = candidates.filter((commune) => said.codes.every((code) => hasCode(commune, code)));
  if (confirmed.length > 0) return only(confirmed);

  const others = said.isCedex ? [] : sharingCode(said.codes);
  if (others.length > 0) return only(unique([...candidates, ...others]));
  return isHiddenCode(named, said) ? only(candidates) : none(candidates);
}

/** An unknown code of the département is a CEDEX, or a slip beside a full name: it contradicts nothing. */
function isHiddenCode(named: readonly CommuneName[], said: CommuneText): boolean {
  const isOfRhone = said.codes.every((code) => code.startsWith('69'));
  return isOfRhone && (said.isCedex || named.every((name) => name.full));
}

function hasCode(commune: Commune, code: string): boolean {
  return commune.postCodes.includes(code) || byInsee.get(code) === commune;
}

function misspelt(said: CommuneText): CommuneMatch {
  const near = nearestTo(said.names.join(''));
  const confirmed = near.filter((commune) => said.codes.every((code) => hasCode(commune, code)));
  if (said.codes.length > 0 && confirmed.length > 0) return only(confirmed);
  return said.codes.length === 0 && near.length > 1 ? only(near) : none(near);
}

function none(near: readonly Commune[]): CommuneMatch {
  return { kind: 'none', nearest: near.length === 1 ? near[0]! : null };
}

/** The communes whose name is at the smallest distance, at most one letter in five. */
function nearestTo(key: string): Commune[] {
  let limit = Math.min(3, Math.floor(key.length / 5));
  let nearest: Commune[] = [];
  if (limit === 0) return nearest;
  for (const name of communeNames.values()) {
    const distance = editDistance(key, name.key, limit);
    if (distance > limit) continue;
    if (distance < limit) nearest = [];
    limit = distance;
    nearest.push(...name.communes);
  }
  return unique(nearest);
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}
