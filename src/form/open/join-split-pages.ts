import type { Rule } from './pdf-rules.js';
import type { Word } from './pdf-words.js';

export type PdfPage = { words: Word[]; rules: Rule[]; width: number; height: number };

/**
 * A sheet too wide for its page is printed on several, side by side: a page whose lines all stand at the heights of an
 * earlier one, and say other things, is its right-hand part.
 */
export function joinSplitPages(pages: readonly PdfPage[]): PdfPage[] {
  const joined: PdfPage[] = [];
  for (const page of pages) {
    const isSplit = joined.some(({ width }) => width > page.width * 1.5);
    const [left] = joined
      .filter((earlier) => goesOnToTheRight(earlier, page, isSplit))
      .sort((a, b) => a.width - b.width);
    if (left === undefined) {
      joined.push({ ...page, words: [...page.words], rules: [...page.rules] });
      continue;
    }
    const { width } = left;
    const margins = new Set(left.words.filter(isInMargin(left)).map(placed));
    const words = page.words.filter((word) => !margins.has(placed(word)));
    left.words.push(...words.map((word) => ({ ...word, from: word.from + width, to: word.to + width })));
    left.words.sort((a, b) => b.y - a.y || a.from - b.from);
    left.rules.push(...page.rules.map((rule) => moved(rule, width)));
    left.width += page.width;
  }
  return joined;
}

function moved(rule: Rule, width: number): Rule {
  return rule.isAcross
    ? { ...rule, from: rule.from + width, to: rule.to + width }
    : { ...rule, at: rule.at + width };
}

/** `isSplit`: other pages already go on so, and a line or two left for the last pages are enough. */
function goesOnToTheRight(left: PdfPage, right: PdfPage, isSplit: boolean): boolean {
  if (right.words.length < (isSplit ? 1 : 3) || left.words.length < right.words.length * 0.7) return false;
  const heights = new Set(left.words.map(({ y }) => Math.round(y * 2)));
  const isAligned = ({ y }: Word) => [-1, 0, 1].some((off) => heights.has(Math.round(y * 2) + off));
  const said = new Set(left.words.map(placed));
  const inner = right.words.filter((word) => !isInMargin(right)(word));
  const same = inner.filter((word) => said.has(placed(word))).length;
  const isOther = inner.length === 0 ? isSplit : same < inner.length * 0.2;
  return right.words.every(isAligned) && isOther;
}

/** The first and the last line of a page: where its header and its number stand, the same on each. */
function isInMargin({ words }: PdfPage): (word: Word) => boolean {
  const heights = words.map(({ y }) => y);
  const [top, bottom] = [Math.max(...heights), Math.min(...heights)];
  return ({ y }) => y === top || y === bottom;
}

const placed = ({ text, from, y }: Word) => `${Math.round(from)} ${Math.round(y)} ${text}`;
