/**
 * Letters to add, drop, change, or swap with their neighbour, to go from one word to the other (optimal string
 * alignment). Stops counting past `limit` and answers `limit + 1`: only the diagonal band that can matter is computed.
 */
export function editDistance(a: string, b: string, limit = Math.max(a.length, b.length)): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > limit) return limit + 1;

  const tooMany = limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => Math.min(column, tooMany));
  for (let row = 1; row <= a.length; row++) {
    const current = new Array<number>(b.length + 1).fill(tooMany);
    if (row <= limit) current[0] = row;
    fillBand({ a, b, row, limit, current, last, beforeLast });
    if (current.every((cost) => cost >= tooMany)) return tooMany;
    beforeLast = last;
    last = current;
  }
  return Math.min(last[b.length]!, tooMany);
}

type Band = {
  a: string;
  b: string;
  row: number;
  limit: number;
  current: number[];
  last: number[];
  beforeLast: number[];
};

function fillBand({ a, b, row, limit, current, last, beforeLast }: Band): void {
  const to = Math.min(b.length, row + limit);
  for (let column = Math.max(1, row - limit); column <= to; column++) {
    const change = a[row - 1] === b[column - 1] ? 0 : 1;
    let cost = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + change);
    const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
    if (isSwap) cost = Math.min(cost, beforeLast[column - 2]! + 1);
    current[column] = cost;
  }
}
