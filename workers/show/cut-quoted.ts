const HEADS = [
  /^-{2,} ?(message d.origine|original message|message transf[eé]r[eé]|forwarded message)/i,
  /^(le|on) .{4,200}(a [eé]crit|wrote) ?:$/i,
  /^_{20,}$/,
];

/** What a person wrote, and what their mail software put below it; only for showing, both are on the page. */
export function cutQuoted(text: string): { text: string; quoted: string } {
  const lines = text.split('\n');
  const start = lines.findIndex((line, index) => {
    const two = `${line} ${lines[index + 1] ?? ''}`.trim();
    return HEADS.some((head) => head.test(line.trim()) || head.test(two)) || isQuotedToTheEnd(lines, index);
  });
  if (start <= 0) return { text, quoted: '' };
  return { text: lines.slice(0, start).join('\n').trim(), quoted: lines.slice(start).join('\n').trim() };
}

function isQuotedToTheEnd(lines: readonly string[], index: number): boolean {
  return (
    lines[index]!.startsWith('>') &&
    lines.slice(index).every((line) => line.startsWith('>') || line.trim() === '')
  );
}
