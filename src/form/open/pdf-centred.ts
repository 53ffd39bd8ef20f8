/** A line of a page: its height in points, the size of its letters, and its pieces of text from left to right. */
type Line = { y: number; size: number; chunks: { text: string; from: number; to: number }[] };

/** Lines of one paragraph are never so near, in letter heights: one of them stands in the middle of a merged cell. */
const NEARER_THAN_LINES = 0.85;

/**
 * A cell merged over an even number of rows shows its text between two of them: it is put back on the first of its rows,
 * where the cell begins. Its rows are as many above as below, tight, and leave its column empty.
 */
export function raiseCentred<One extends Line>(lines: readonly One[]): One[] {
  const raised = lines.map((line) => ({ ...line, chunks: [...line.chunks] }));
  const moved = new Set<number>();
  const taken = new Set<number>();
  raised.forEach((title, index) => {
    if (!isCentred(raised, index)) return;
    const pitch = (raised[index - 1]!.y - raised[index + 1]!.y) * 1.3;
    const edge = title.chunks[0]!.to;
    const count = (step: 1 | -1) => {
      let rows = 0;
      for (let at = index + step; rowAt(at); at += step) {
        const before = rows === 0 ? null : raised[at - step]!;
        if (before !== null && Math.abs(before.y - raised[at]!.y) > pitch) break;
        rows++;
      }
      return rows;
    };
    const rowAt = (at: number) =>
      raised[at] !== undefined && !taken.has(at) && raised[at]!.chunks[0]!.from > edge;
    const half = Math.min(count(-1), count(1));
    if (half === 0) return;
    for (let at = index - half; at <= index + half; at++) taken.add(at);
    raised[index - half]!.chunks.unshift(title.chunks[0]!);
    moved.add(index);
  });
  return raised.filter((_, index) => !moved.has(index));
}

function isCentred(lines: readonly Line[], index: number): boolean {
  const [above, line, below] = [lines[index - 1], lines[index]!, lines[index + 1]];
  if (above === undefined || below === undefined || line.chunks.length !== 1) return false;
  const near = line.size * NEARER_THAN_LINES;
  const { to } = line.chunks[0]!;
  return (
    above.y - line.y < near &&
    line.y - below.y < near &&
    above.chunks[0]!.from > to &&
    below.chunks[0]!.from > to
  );
}
