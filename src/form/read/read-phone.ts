import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Written } from './tokens.js';

/** A number in E.164, with what was beside it; or why there is none. */
export type PhoneAnswer =
  | { phone: string; extension: string | null; second: string | null }
  | { phone: null; suggestion: string | null };

/** Reads a French number however a spreadsheet or a clerk wrote it. */
export function readPhone(written: Written): PhoneAnswer {
  const { number, extension, second } = partsOf(written);
  const phone = parse(number);
  if (phone !== null) return { phone, extension, second: second === null ? null : (parse(second) ?? second) };
  const stored = written.number === null ? null : parse(String(written.number));
  if (stored !== null) return { phone: stored, extension, second: null };
  return { phone: null, suggestion: suggest(number) };
}

/** Which line a number is: « Fixe : 04… Port. : 06… », « 04… (ligne directe) ou standard 04… ». */
const LINE =
  /(?<![\p{L}\d])(?:t[ée]l(?:[ée]phone)?|t|port(?:able)?|mobile|fixe|bureau|standard|std|accueil|[ée]cole|mairie|secr[ée]tariat|(?:l(?:igne|\.) )?directe?|n°|num[ée]ro)(?![\p{L}\d])[\s.:]*/giu;

function partsOf({ text }: Written): { number: string; extension: string | null; second: string | null } {
  const plain = text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
  const extension = /(?:poste|p\.|(?<=[\s–-])p(?=\s?\d)|ext\.?|extension|#)\s*:?\s*(\d{1,6})/i.exec(plain);
  const bare = plain
    .replace(/[\s/,;|-]*(?:fax|télécopie|telecopie)\s*[.:]*\s*[+\d][\d\s.()/-]{7,}\d/gi, '')
    .replace(/(?<=\d)\s*\(\s*[\p{L}\s.'’-]{3,}\)/gu, '')
    .replace(/\(?\s*(?:poste|p\.|(?<=[\s–-])p(?=\s?\d)|ext\.?|extension|#)\s*:?\s*\d{1,6}\s*\)?/i, ' ')
    .replace(LINE, ' / ');
  const numbers = bare
    .split(/\s*(?:\/|;|,|\||\bou\b|\bet\b|\bpuis\b|&|\s-\s|\s–\s|\s\+\s(?=0)|\n)\s*/i)
    .filter((part) => /\d/.test(part));
  const [first = bare, second = null] = nextLine(bare) ??
    (numbers.length === 1 ? twoGlued(numbers[0]!) : null) ??
    wholeNumbers(numbers) ?? [bare];
  return { number: first, extension: extension?.[1] ?? null, second };
}

/** Slashes also separate pairs of digits (04/72/90/03/18): parts are numbers only when each is long enough. */
function wholeNumbers(parts: readonly string[]): readonly string[] | null {
  if (parts.length === 0) return null;
  return parts.every((part) => part.replace(/\D/g, '').length >= 8) ? parts : null;
}

/** « 04 72 90 03 18/19 »: two lines of one switchboard. */
function nextLine(text: string): readonly string[] | null {
  const [, number, ending] = /^\s*(0[\d .-]{9,13}\d)\s?\/\s?(\d\d)\s*$/.exec(text) ?? [];
  if (number === undefined || number.replace(/\D/g, '').length !== 10) return null;
  return [number, `${number.replace(/\D/g, '').slice(0, -2)}${ending}`];
}

/** « 04 72 90 03 18 06 12 34 56 78 »: two whole numbers in a row. */
function twoGlued(text: string): readonly string[] | null {
  const digits = text.replace(/[^\d+]/g, '');
  const match = /^(0\d{9})(0\d{9})$/.exec(digits);
  return match === null ? null : [match[1]!, match[2]!];
}

function parse(text: string): string | null {
  const bare = text
    .replace(/[()[\]]?\(?0\)/g, (found) => (found.includes('(') ? '' : found))
    .replace(/[^\d+\s.()-/\u2010-\u2015_]/g, (letter) => (/\p{L}/u.test(letter) ? letter : ' '));
  if (/\p{L}/u.test(bare) || /^\s*[?*]\s?\d/.test(text)) return null;
  const digits = international(bare.replace(/[^\d+]/g, ''));
  for (const region of REGIONS) {
    const parsed = parsePhoneNumberFromString(digits, region);
    if (parsed?.isValid() === true) return parsed.number;
    if (!/^0\d{9}$/.test(digits)) return null;
  }
  return null;
}

/** Ten digits are dialled alike from anywhere in France, but 0262… and 0639… have their own country codes. */
const REGIONS = ['FR', 'RE', 'YT', 'GP', 'MQ', 'GF'] as const;

function international(digits: string): string {
  if (digits.startsWith('00')) return `+${digits.slice(2)}`;
  if (/^33\d{9}$/.test(digits)) return `+${digits}`;
  if (/^330\d{9}$/.test(digits) || /^\+330\d{9}$/.test(digits)) return `+33${digits.slice(-9)}`;
  return digits;
}

/** Letters that stand for digits: proposed, never applied. */
function suggest(text: string): string | null {
  const mended = text.replace(/[oO]/g, '0').replace(/[lI]/g, '1').replace(/[sS]/g, '5').replace(/B/g, '8');
  if (mended === text) return null;
  const phone = parse(mended);
  return phone === null ? null : displayPhone(phone);
}

/** As the French write it: `04 72 90 03 18`. */
export function displayPhone(phone: string): string {
  return phone.startsWith('+33') ? `0${phone.slice(3)}`.replace(/(\d\d)(?=\d)/g, '$1 ') : phone;
}
