/** Controls, line breaks, halves of characters, and the invisible signs that turn text around (CVE-2021-42574): never printed. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+/gu;

/** Mail clients turn these into links by themselves: a reply carries no link but ours. */
const ADDRESS_OF_A_PAGE = /\b(?:[a-z][a-z0-9+.-]*:\/\/|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\/\S*/giu;

const SPACES = /[^\S\u00a0\u202f]+/gu;

/** A stranger's text made fit to print on one line: no control sign, no link, at most `longest` characters. */
export function plainWords(text: string, longest = 160): string {
  const words = text
    .slice(0, longest * 2)
    .replace(UNPRINTABLE, ' ')
    .replace(ADDRESS_OF_A_PAGE, '[lien retiré]')
    .replace(SPACES, ' ')
    .trim();
  const signs = [...words];
  const isWhole = signs.length <= longest && text.length <= longest * 2;
  return isWhole ? words : `${signs.slice(0, longest - 1).join('')}…`;
}
