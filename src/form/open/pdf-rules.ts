/** A straight line drawn on a page, across or down. `at` is its height or its abscissa, in points. */
export type Rule = { isAcross: boolean; at: number; from: number; to: number };

type Matrix = readonly [number, number, number, number, number, number];
type Operators = { fnArray: readonly number[]; argsArray: readonly unknown[] };
type Codes = Record<'save' | 'restore' | 'transform' | 'constructPath' | 'endPath', number>;

/** More lines than any table has: the rest of such a drawing is not looked at. */
const MOST_RULES = 20_000;
/** How far from straight a line may be, and how short a border may be, in points. */
const SLANT = 1.2;
const SHORTEST = 3;

/** The lines of a page, edges of filled boxes included: what shows the cells of a table. */
export function rulesOf({ fnArray, argsArray }: Operators, codes: Codes): Rule[] {
  const rules: Rule[] = [];
  const saved: Matrix[] = [];
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  for (let index = 0; index < fnArray.length && rules.length < MOST_RULES; index++) {
    const code = fnArray[index];
    const args = argsArray[index] as unknown[] | null;
    if (code === codes.save) saved.push(matrix);
    else if (code === codes.restore) matrix = saved.pop() ?? matrix;
    else if (code === codes.transform) matrix = times(matrix, args as unknown as Matrix);
    else if (code === codes.constructPath && args?.[0] !== codes.endPath)
      rules.push(...segmentsOf((args?.[1] as [ArrayLike<number>])?.[0] ?? [], matrix));
  }
  return rules;
}

/** A path is a list of numbers: 0 moves, 1 draws a line, 2 a curve of three points, 3 closes. */
function segmentsOf(path: ArrayLike<number>, matrix: Matrix): Rule[] {
  const rules: Rule[] = [];
  let [start, here]: [Point, Point] = [
    [0, 0],
    [0, 0],
  ];
  for (let at = 0; at < path.length; ) {
    const step = path[at];
    if (step === 3) {
      push(rules, here, start);
      here = start;
      at += 1;
      continue;
    }
    const size = step === 2 ? 6 : 2;
    const next = through(matrix, path[at + size - 1]!, path[at + size]!);
    if (step === 0) start = next;
    if (step === 1) push(rules, here, next);
    here = next;
    at += size + 1;
  }
  return rules;
}

type Point = readonly [number, number];

function push(rules: Rule[], [x, y]: Point, [toX, toY]: Point): void {
  const [width, height] = [Math.abs(toX - x), Math.abs(toY - y)];
  if (height < SLANT && width > SHORTEST)
    rules.push({ isAcross: true, at: (y + toY) / 2, from: Math.min(x, toX), to: Math.max(x, toX) });
  if (width < SLANT && height > SHORTEST)
    rules.push({ isAcross: false, at: (x + toX) / 2, from: Math.min(y, toY), to: Math.max(y, toY) });
}

function through([a, b, c, d, e, f]: Matrix, x: number, y: number): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}

function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}
