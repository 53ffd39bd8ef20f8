const isAscii = /^[\x20-\x7e\t\n\r]*$/;

/** The texts of the form being read: each is folded many times over. */
const folded = new Map<string, string>();

/** What a stranger wrote is not kept once the form is read. */
export function forgetFolded(): void {
  folded.clear();
}

/** Letters only: no accents, lower case, everything else a space. `N° de tél.` is `n de tel`. */
export function foldWords(text: string): string {
  const known = folded.get(text);
  if (known !== undefined) return known;
  const words = fold(text);
  if (text.length <= LONGEST_KEPT && folded.size < MOST_KEPT) folded.set(text, words);
  return words;
}

const LONGEST_KEPT = 200;
const MOST_KEPT = 5_000;

function fold(text: string): string {
  if (isAscii.test(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
