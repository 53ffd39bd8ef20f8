/**
 * Letters to add, drop, change, or swap with their neighbour, to go from one word to the other (optimal string
 * alignment). Stops counting past `limit` and answers `limit + 1`: only the diagonal band that can matter is computed.
 */
export function editDistance(a: string, b: string, limit = Math.max(a.length, b.length)): number {
  if (a === b) return 0;
  const tooMany = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return tooMany;

  let beforeLast = new Uint16Array(b.length + 1);
  let last = Uint16Array.from(beforeLast, (_, column) => column);
  let current = new Uint16Array(b.length + 1);
  for (let row = 1; row <= a.length; row++) {
    const least = fillRow({ a, b, row, limit, current, last, beforeLast });
    if (least >= tooMany) return tooMany;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return Math.min(last[b.length]!, tooMany);
}

type Row = {
  a: string;
  b: string;
  row: number;
  limit: number;
  current: Uint16Array;
  last: Uint16Array;
  beforeLast: Uint16Array;
};

/** Fills the band of one row, its two edges walled off, and answers the least cost in it. */
function fillRow({ a, b, row, limit, current, last, beforeLast }: Row): number {
  const from = Math.max(1, row - limit);
  const to = Math.min(b.length, row + limit);
  current[from - 1] = from === 1 ? row : limit + 1;
  let least = current[from - 1]!;
  for (let column = from; column <= to; column++) {
    const change = a[row - 1] === b[column - 1] ? 0 : 1;
    let cost = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + change);
    const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
    if (isSwap) cost = Math.min(cost, beforeLast[column - 2]! + 1);
    current[column] = cost;
    if (cost < least) least = cost;
  }
  if (to < b.length) current[to + 1] = limit + 1;
  return least;
}
