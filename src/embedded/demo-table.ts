/** One column: its heading and its width in characters; longer texts go on below, broken between words. */
export type Column = { heading: string; width: number };

/** A table for a terminal: headings, a line, then the rows, each as high as its longest cell. */
export function tableOf(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const rule = columns.map(({ width }) => '─'.repeat(width)).join('─┼─');
  const headings = columns.map(({ heading }) => heading);
  return [rowOf(columns, headings), rule, rows.map((row) => rowOf(columns, row)).join(`\n${rule}\n`)].join(
    '\n',
  );
}

function rowOf(columns: readonly Column[], cells: readonly string[]): string {
  const wrapped = columns.map(({ width }, index) => wrap(cells[index] ?? '', width));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map(({ width }, index) => (wrapped[index]![line] ?? '').padEnd(width))
      .join(' │ ')
      .trimEnd(),
  ).join('\n');
}

/** Lines of `width` characters at most; a word longer than that is cut. */
function wrap(text: string, width: number): string[] {
  const words = text.split(/\s+/).flatMap((word) => word.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []);
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length === 0 ? [''] : lines;
}
