import { editDistance } from '../../registry/edit-distance.js';
import { foldWords } from './fold-words.js';
import { givenNames } from './given-names.js';
import type { Written } from './tokens.js';

/**
 * An address, with the other one that the cell's link leads to when it differs from what is written; or why there is
 * none: `suggestion` is what the clerk may confirm.
 */
export type EmailAnswer =
  | { email: string; linksTo: string | null }
  | { email: null; suggestion: string | null };

const ADDRESS = /^[a-z0-9](?:[a-z0-9._%+'-]*[a-z0-9_+-])?@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

/** « prenom.nom@ac-lyon.fr », left from an example: nobody's. */
const STAND_IN = /^(?:pr[ée]nom[._-]?nom|nom[._-]?pr[ée]nom|p[._-]?nom|votre[._-]?\w*|x{3,})@/;

/** Cleans what needs no guess (links, display names, spaces around @, case, invisible letters) and refuses the rest. */
export function readEmail(written: Written): EmailAnswer {
  const typed = clean(written.text);
  const linked = written.link !== null && /^mailto:/i.test(written.link) ? clean(written.link) : null;
  if (isAddress(typed))
    return {
      email: typed,
      linksTo: linked !== null && linked !== typed && isAddress(linked) ? linked : null,
    };
  if (linked !== null && isAddress(linked) && !typed.includes('@')) return { email: linked, linksTo: null };
  return {
    email: null,
    suggestion: suggest(typed) ?? (linked !== null && isAddress(linked) ? linked : null),
  };
}

function isAddress(text: string): boolean {
  return (
    ADDRESS.test(text) &&
    !STAND_IN.test(text) &&
    !text.includes('..') &&
    text.length <= 254 &&
    misspeltDomain(text) === null
  );
}

function clean(text: string): string {
  const visible = text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
  const bracketed = /<\s*([^<>]*@[^<>]*?)\s*>/.exec(visible)?.[1] ?? visible;
  return decode(bracketed)
    .replace(/^mailto\s*:\s*/i, '')
    .replace(/\?.*$/, '')
    .replace(/(?<=\S)\s*\((?:[\p{L} ’'-]|\.(?= |\)))*\)\s*$/u, '')
    .replace(/\s*@\s*/g, '@')
    .replace(/^[\s"'’«“”<([\p{So}]+|[\s"'’»“”.,;:>)\]!]+$/gu, '')
    .replaceAll('’', "'")
    .toLowerCase();
}

function decode(text: string): string {
  try {
    return /%[0-9a-f]{2}/i.test(text) ? decodeURIComponent(text) : text;
  } catch {
    return text;
  }
}

/** Domains everybody knows how to spell, except when typing fast. */
const KNOWN_DOMAINS = [
  'gmail.com',
  'orange.fr',
  'wanadoo.fr',
  'free.fr',
  'laposte.net',
  'hotmail.fr',
  'hotmail.com',
  'yahoo.fr',
  'yahoo.com',
  'outlook.fr',
  'outlook.com',
  'sfr.fr',
  'ac-lyon.fr',
  'grandlyon.com',
  'bbox.fr',
  'numericable.fr',
  'live.fr',
  'neuf.fr',
  'icloud.com',
  'protonmail.com',
];

/** Real domains one letter away from a known one. */
const NOT_TYPOS = new Set([
  'mail.com',
  'gmx.com',
  'gmx.fr',
  'ymail.com',
  'live.com',
  'me.com',
  'sfr.com',
  'hotmail.be',
  'yahoo.be',
  'ac-dijon.fr',
]);

/** Hosts that have one ending and no other: nobody is written to at `ac-lyon.com` or `gmail.fr`. */
const ONLY_ENDING = ['ac-lyon.fr', 'gmail.com', 'icloud.com'];

/** Names that belong to nobody (RFC 2606): the demonstration and the tests write to them, no clerk does by mistake. */
const RESERVED = /\.(?:example|test|invalid)$/;

function misspeltDomain(address: string): string | null {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  if (KNOWN_DOMAINS.includes(domain) || NOT_TYPOS.has(domain) || RESERVED.test(domain)) return null;
  const only = ONLY_ENDING.find((known) => domain.startsWith(known.slice(0, known.indexOf('.') + 1)));
  if (only !== undefined) return only;
  const near = KNOWN_DOMAINS.find((known) => known.length >= 7 && editDistance(domain, known, 1) === 1);
  if (near === undefined && /\.(fr|com|net|org)\.\1$/.test(domain)) return domain.replace(/\.[a-z]+$/, '');
  return near ?? (/\.(?:frr|f|comm|ocm|con|cmo|rf|fre)$/.test(domain) ? correctEnding(domain) : null);
}

function correctEnding(domain: string): string {
  return domain.replace(/\.(?:frr|f|rf|fre)$/, '.fr').replace(/\.(?:comm|ocm|con|cmo)$/, '.com');
}

/** The address they most likely meant; null when it cannot be told. */
function suggest(typed: string): string | null {
  const tries = [
    dotBetweenNames(typed),
    typed
      .replace(/\s*(?:[([{]\s*(?:at|a|arobase?|@)\s*[)\]}]|\barobase?\b|\bat\b)\s*/i, '@')
      .replace(/\s*(?:\(dot\)|\[dot\]|\bpoint\b)\s*/gi, '.'),
    typed.split(/[/;,\s]+/)[0]!,
    typed.replaceAll(' ', ''),
    typed.replace(/\s+[àa]\s+/, '@'),
    typed.replace(/\.f$/, '.fr'),
    typed.replaceAll(',', '.'),
    typed.replace(/[\u2010-\u2014]|_(?=[^@]*$)/g, '-'),
    typed
      .replace(/\.{2,}/g, '.')
      .replace(/@\./, '@')
      .replace(/\.@/, '@'),
    typed.replace(/@@+/, '@'),
    typed.replace(/;/g, '.'),
    typed.normalize('NFD').replace(/[\u0300-\u036f]/g, ''),
    typed.replace(/@([a-z0-9-]+)(fr|com|net|org)$/, '@$1.$2'),
    typed.replace(/\s+(?=(?:ac-lyon|grandlyon|gmail|orange|laposte|wanadoo|free|mairie|ville)[\w-]*\.)/, '@'),
    typed.replace(/[\sà]+/g, ''),
  ];
  for (const attempt of tries) {
    const compact = attempt.replace(/\s/g, '').replace(/\.{2,}/g, '.');
    const better = withKnownDomain(compact);
    if (better !== null) return better;
  }
  return missingEnding(typed) ?? missingAt(typed);
}

/** « karim benali@… »: the space stands for the dot between somebody's names, and elsewhere for nothing. */
function dotBetweenNames(typed: string): string {
  const names = /^([\p{L}-]+) ([\p{L}-]+)(?=@)/u.exec(typed);
  const areNames = names?.slice(1).some((name) => givenNames.has(foldWords(name).split(' ')[0]!));
  return areNames ? typed.replace(' ', '.') : typed;
}

function withKnownDomain(address: string): string | null {
  if (!ADDRESS.test(address) || STAND_IN.test(address) || address.includes('..')) return null;
  const domain = misspeltDomain(address);
  return domain === null ? address : `${address.slice(0, address.lastIndexOf('@'))}@${domain}`;
}

/** « j.petit@ac-lyon »: the beginning of one known domain. */
function missingEnding(typed: string): string | null {
  const [local = '', host = ''] = typed.replace(/\s/g, '').split('@');
  const domains = KNOWN_DOMAINS.filter((known) => known.slice(0, known.lastIndexOf('.')) === host);
  const address = `${local}@${domains[0]}`;
  return domains.length === 1 && ADDRESS.test(address) ? address : null;
}

/** « jean.dupontgmail.com »: a known domain at the end, without its @. */
function missingAt(typed: string): string | null {
  const domain = KNOWN_DOMAINS.find((known) => typed.endsWith(known) && typed.length > known.length + 2);
  if (domain === undefined || typed.includes('@')) return null;
  const address = `${typed.slice(0, -domain.length).replace(/[.\s]+$/, '')}@${domain}`;
  return ADDRESS.test(address) ? address : null;
}
