/** A run of text where a page shows it, in points from its lower left corner. */
export type Word = { text: string; from: number; to: number; y: number; size: number };

export type TextItem = { str?: string; transform?: number[]; width?: number; height?: number };

/** The words of a page, from top to bottom, then from left to right. */
export function wordsOf(items: readonly TextItem[]): Word[] {
  return items
    .filter((item) => item.str !== undefined && item.str.trim() !== '')
    .map(({ str, transform, width, height }) => ({
      text: str!,
      from: transform![4]!,
      to: transform![4]! + (width ?? 0),
      y: transform![5]!,
      size: Math.abs(transform![3]!) || height || 10,
    }))
    .sort((a, b) => b.y - a.y || a.from - b.from);
}

/** Words of one line share their height, nearly. */
export function rowsOf(words: readonly Word[]): Word[][] {
  const rows: Word[][] = [];
  for (const word of words) {
    const row = rows.at(-1);
    if (row !== undefined && Math.abs(row[0]!.y - word.y) < word.size * 0.45) row.push(word);
    else rows.push([word]);
  }
  return rows.map((row) => row.sort((a, b) => a.from - b.from));
}

/** Whole words of one to three letters: none of them is the end of a word cut in two. */
const LITTLE = /^(?:à|a|au|aux|ce|ces|d|de|des|du|e|en|et|l|la|le|les|ou|par|sa|se|son|sur|un|une|y)$/;

/** An address folded in the middle has no space where it is folded; `full`: the last line of `above`, when it had no room left. */
export function joinFolded(above: string, below: string, full: string | null = null): string {
  const last = above.slice(above.lastIndexOf(' ') + 1);
  const first = below.split(' ')[0]!.replace(/[,;)>]+$/, '');
  const mayBeAddress = (last + first).includes('@') && /^[\w.@+-]+$/.test(last + first);
  const isBroken =
    (last.includes('@') && !/@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,3}$/i.test(last)) ||
    /[-._@]$/.test(last) ||
    (last === full && !/^[+\d]/.test(first));
  const isCutWord =
    last === full && /^\p{L}{7,}$/u.test(last) && /^\p{Ll}{1,3}$/u.test(first) && !LITTLE.test(first);
  const isCompound = /\p{L}{2}-$/u.test(last) && /^\p{L}{2}/u.test(first);
  return (mayBeAddress && isBroken) || isCutWord || isCompound ? above + below : `${above} ${below}`;
}
