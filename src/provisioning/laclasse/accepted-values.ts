import { fold } from '../../registry/fold.js';

/**
 * What laclasse.com's own rules accept (reference: Directory/Users.cs, Emails.cs, Phones.cs of its 2019 source). The
 * value as the commune wrote it stays in the registry; only what is sent takes this form. Null: a person must look.
 */
const NAME = /^[-'0-9A-Za-z ÀÁÂÄÇÈÉÊËÎÏÔÖŒÙÛÜàâãäçèéêëîïôöœùûüÿ]+$/;
const NAME_LETTER = /[-'0-9A-Za-z ÀÁÂÄÇÈÉÊËÎÏÔÖŒÙÛÜàâãäçèéêëîïôöœùûüÿ]/;
const EMAIL = /^[-_a-zA-Z.0-9]+@[-_a-zA-Z.0-9]+$/;
const E164 = /^\+[1-9]\d{5,14}$/;

/** Letters that no accent explains. */
const transliterations: Record<string, string> = {
  ...{ ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'AE', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ð: 'd', Ð: 'D' },
  ...{ þ: 'th', Þ: 'Th', ı: 'i', ħ: 'h', Ħ: 'H', ŋ: 'n', Ŋ: 'N', ŧ: 't', Ŧ: 'T', ĳ: 'ij', Ĳ: 'IJ', '.': '' },
};

/** `D’Angelo` → `D'Angelo`, `Muñoz` → `Munoz`, `J.-P.` → `J-P`. Null for what has no Latin equivalent. */
export function acceptedName(written: string): string | null {
  const tidy = written
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[’‘‛ʼʹ′`´＇]/g, "'")
    .replace(/\p{Pd}/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();
  const name = [...tidy].map(acceptedLetter).join('').replace(/ +/g, ' ').trim();
  return NAME.test(name) && /\p{L}/u.test(name) ? name : null;
}

/** A character left as it is when nothing stands for it: the whole name is then refused. */
function acceptedLetter(letter: string): string {
  if (NAME_LETTER.test(letter)) return letter;
  const known = transliterations[letter];
  if (known !== undefined) return known;
  const bare = letter.normalize('NFKD').replace(/\p{M}/gu, '');
  return [...bare].map((part) => transliterations[part] ?? part).join('');
}

/** Refused: `+`, apostrophes, accents. Another address of the person must be found. */
export function acceptedEmail(address: string): string | null {
  return EMAIL.test(address) ? address : null;
}

/** `+33472112233` → `04 72 11 22 33`; a foreign number keeps its prefix. */
export function acceptedPhone(phone: string): { number: string; type: 'TRAVAIL' | 'PORTABLE' } | null {
  if (!E164.test(phone)) return null;
  const french = /^\+33([1-9])(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(phone);
  if (french === null) return { number: phone, type: 'TRAVAIL' };
  const [, first, ...pairs] = french;
  return {
    number: `0${first} ${pairs.join(' ')}`,
    type: first === '6' || first === '7' ? 'PORTABLE' : 'TRAVAIL',
  };
}

/** Two writings of one number: `04 72…`, `0472…`, `+33 4 72…`, `0033 4…`. */
export function isSamePhone(one: string, other: string): boolean {
  return digitsOf(one) === digitsOf(other);
}

function digitsOf(phone: string): string {
  const digits = phone.replace(/[^+\d]/g, '').replace(/^00/, '+');
  return (digits.startsWith('+') ? digits : digits.replace(/^0/, '+33')).replace(/^\+330/, '+33');
}

/** One address, whatever its case. */
export function isSameAddress(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

export type Name = { firstName: string; lastName: string };

/** The same two names once accents, hyphens and what we transliterate no longer count, in either order. */
export function isSameName(one: Name, other: Name): boolean {
  const [first, last] = [nameKey(one.firstName), nameKey(one.lastName)];
  const [otherFirst, otherLast] = [nameKey(other.firstName), nameKey(other.lastName)];
  return (first === otherFirst && last === otherLast) || (first === otherLast && last === otherFirst);
}

function nameKey(name: string): string {
  return fold(acceptedName(name) ?? name);
}
