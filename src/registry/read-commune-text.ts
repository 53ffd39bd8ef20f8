import { nameKey } from './commune-names.js';
import { fold } from './fold.js';
import { linkWords } from './link-words.js';

/** What a text says of a commune: its codes, the keys of the names it writes, and whether a CEDEX hides the post code. */
export type CommuneText = { codes: readonly string[]; names: readonly string[]; isCedex: boolean };

/** Words around a commune's name that say nothing of which commune it is. */
const around = new Set(
  'MAIRIE MAIRIES VILLE COMMUNE MUNICIPALITE HOTEL NOUVELLE DELEGUEE NOM MAIRE MONSIEUR MADAME M MME'.split(
    ' ',
  ),
);

/** Parts of a text that are about where or who, not about which commune. */
const besideThePoint = [
  /^(LA )?METROPOLE( DE LYON)?$/,
  /^GRAND LYON$/,
  /^(LE )?RHONE$/,
  /^FRANCE$/,
  /^69M?$/,
  /^(\d+ )?(BIS |TER )?(RUE|AVENUE|AV|PLACE|PL|BOULEVARD|BD|CHEMIN|ROUTE|ALLEE|IMPASSE|COURS|QUAI)\b/,
  /^(LA |LE |L )?(SERVICES?|DIRECTION|POLE|DEPARTEMENT|ECOLES|EDUCATION|DSI|DGS)\b/,
];

/** Reads a text such as « Mairie de St-Genis-Laval (69230) » without deciding which commune it is. */
export function readCommuneText(text: string): CommuneText {
  const isCedex = /\bCEDEX\b/.test(fold(text));
  const plain = text
    .replace(/\bs\s*\/\s*(?=\p{L})/giu, 'sur ')
    .replace(/\b(\d{2})\s(\d{3})\b/g, '$1$2')
    .replace(/\b1\s?\/\s?2\b|½/g, 'demi');
  const codes = [...new Set(plain.match(/(?<!\d)\d{5}(?!\d)/g) ?? [])];
  return { codes, names: readNames(plain), isCedex };
}

/** The whole text as one name when it has no part of its own, else each part that could be a name. */
function readNames(text: string): string[] {
  const parts = text.split(/\s[-–—/]+\s|[,;:|()[\]\n\t«»"]+|\s[-–—]|[-–—]\s/);
  const names = parts.map(partName).filter((name) => name !== '');
  return [...new Set(names)];
}

function partName(part: string): string {
  const key = spellOut(part);
  if (besideThePoint.some((pattern) => pattern.test(key))) return '';
  return nameKey(withoutSurroundings(withoutArrondissement(key).split(' ')));
}

/** Folded, without codes and boxes, abbreviations written in full. */
function spellOut(part: string): string {
  return fold(part)
    .replace(/(?<!\d)\d{5}(?!\d)/g, ' ')
    .replace(/\b(BP|CS|TSA) ?\d+\b/g, ' ')
    .replace(/\bCEDEX( \d{1,2})?\b/g, ' ')
    .replace(/\bS\s*\/\s*/g, 'SUR ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\bST\b/g, 'SAINT')
    .replace(/\bSTE\b/g, 'SAINTE')
    .replace(/\bMT\b/g, 'MONT')
    .replace(/\bDOR\b/g, 'D OR')
    .replace(/\bS (?=SAONE|RHONE)/g, 'SUR ')
    .replace(/ (METROPOLE DE LYON|69M?)$/, '')
    .trim();
}

const NUMBER = '(?:0?[1-9]|I{1,3}|IV|VI{0,3}|IX)(?: ?(?:ER|RE|ND|NDE|E|EME|IEME))?';
const arrondissement = new RegExp(`^(.*\\b)?(?:LYON ${NUMBER}(?: ARR\\w*)?|${NUMBER} ARR\\w*(?: DE)? LYON)$`);

function withoutArrondissement(key: string): string {
  const found = arrondissement.exec(key);
  return found === null ? key : `${found[1] ?? ''}LYON`;
}

function withoutSurroundings(words: readonly string[]): string[] {
  const first = words.findIndex((word) => !around.has(word) && !linkWords.has(word));
  if (first === -1) return [];
  const after = words.findIndex((word, place) => place > first && /^(SERVICES?|DIRECTION)$/.test(word));
  return words.slice(first, after === -1 ? undefined : after);
}
