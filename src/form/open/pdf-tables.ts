import { looksLikePerson } from '../read/guess-kind.js';
import { looksLikeJob } from '../read/job-words.js';
import type { Rule } from './pdf-rules.js';
import { holdsColumns } from './pdf-shades.js';
import { joinFolded, rowsOf, type Word } from './pdf-words.js';

export type TableCell = { row: number; column: number; rowSpan: number; columnSpan: number; text: string };
export type DrawnTable = { top: number; rows: number; cells: TableCell[] };

/** Room between the border of a cell and its words, in points; more is an alignment. */
const MOST_MARGIN = 15;

/** Lines closer than this are one border, in points. */
const NEAR = 3;

/** The tables that lines draw on a page, with the words each holds; `rest` is the words outside of any. */
export function tablesOf(
  rules: readonly Rule[],
  words: readonly Word[],
): { tables: DrawnTable[]; rest: Word[] } {
  const frames = frameGroups(rules)
    .map(frameOf)
    .filter((frame) => frame.xs.length >= 3 && frame.ys.length >= 2);
  let rest = [...words];
  const tables: DrawnTable[] = [];
  for (const frame of frames) {
    const inside = rest.filter((word) => isInside(frame, word));
    if (inside.length === 0) continue;
    const held = heldIn(frame, inside);
    const around = rest.filter((word) => !inside.includes(word));
    if (holdsColumns([...held.values()], around)) continue;
    rest = around;
    tables.push(fill(frame, held));
  }
  return { tables, rest };
}

/** Abscissas from left to right, heights from top to bottom, and the borders between. */
type Frame = { xs: number[]; ys: number[]; across: Rule[]; down: Rule[] };

/** Lines that touch, directly or through others, draw one table. */
function frameGroups(rules: readonly Rule[]): Rule[][] {
  const groups: { rules: Rule[]; box: Box }[] = [];
  for (const rule of [...rules].sort((a, b) => topOf(b) - topOf(a))) {
    const box = boxOf(rule);
    const touched = groups.filter(
      (group) => overlap(group.box, box) && group.rules.some((one) => touch(one, rule)),
    );
    const [first, ...others] = touched;
    if (first === undefined) {
      groups.push({ rules: [rule], box });
      continue;
    }
    first.rules.push(rule);
    first.box = union(first.box, box);
    for (const other of others) {
      first.rules.push(...other.rules);
      first.box = union(first.box, other.box);
      groups.splice(groups.indexOf(other), 1);
    }
  }
  return groups.map((group) => group.rules);
}

type Box = { left: number; right: number; bottom: number; top: number };

function boxOf({ isAcross, at, from, to }: Rule): Box {
  return isAcross
    ? { left: from - NEAR, right: to + NEAR, bottom: at - NEAR, top: at + NEAR }
    : { left: at - NEAR, right: at + NEAR, bottom: from - NEAR, top: to + NEAR };
}

const topOf = (rule: Rule) => boxOf(rule).top;
const touch = (a: Rule, b: Rule) => overlap(boxOf(a), boxOf(b));

function overlap(a: Box, b: Box): boolean {
  return a.left <= b.right && b.left <= a.right && a.bottom <= b.top && b.bottom <= a.top;
}

function union(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
    top: Math.max(a.top, b.top),
  };
}

function frameOf(rules: readonly Rule[]): Frame {
  const across = rules.filter(({ isAcross }) => isAcross);
  const down = rules.filter(({ isAcross }) => !isAcross);
  return {
    xs: clustered(down.map(({ at }) => at)),
    ys: clustered(across.map(({ at }) => at)).reverse(),
    across,
    down,
  };
}

function clustered(values: readonly number[]): number[] {
  const found: number[] = [];
  for (const value of [...values].sort((a, b) => a - b))
    if (found.length === 0 || value - found.at(-1)! > NEAR) found.push(value);
  return found;
}

const middleOf = ({ y, size }: Word) => y + size * 0.3;

function isInside({ xs, ys }: Frame, word: Word): boolean {
  const y = middleOf(word);
  return word.from > xs[0]! - NEAR && word.from < xs.at(-1)! && y < ys[0]! + NEAR && y > ys.at(-1)! - NEAR;
}

/** The words of each cell, by its upper left corner: its row in thousands and its column. */
function heldIn(frame: Frame, words: readonly Word[]): Map<number, Word[]> {
  const { xs, ys } = frame;
  const [columns, rows] = [xs.length - 1, ys.length - 1];
  const held = new Map<number, Word[]>();
  for (const word of words) {
    const column = Math.max(
      0,
      xs.findLastIndex((x) => x <= word.from + NEAR),
    );
    const row = Math.max(
      0,
      ys.findLastIndex((y) => y >= middleOf(word)),
    );
    const place = rootOf(frame, Math.min(row, rows - 1), Math.min(column, columns - 1));
    held.set(place, [...(held.get(place) ?? []), word]);
  }
  return held;
}

function fill(frame: Frame, held: ReadonlyMap<number, readonly Word[]>): DrawnTable {
  const { xs, ys } = frame;
  const cells = [...held].map(([place, texts]) => {
    const [row, column] = [Math.floor(place / 1_000), place % 1_000];
    const spans = spansOf(frame, row, column);
    return { row, column, ...spans, text: textOf(texts, xs[column]!, xs[column + spans.columnSpan]!) };
  });
  return {
    top: ys[0]!,
    rows: ys.length - 1,
    cells: cells.sort((a, b) => a.row - b.row || a.column - b.column),
  };
}

/** The upper left corner of the merged cell that holds this place. */
function rootOf(frame: Frame, row: number, column: number): number {
  let [top, left] = [row, column];
  while (left > 0 && !hasBorder(frame.down, frame.xs[left]!, middle(frame.ys, row))) left--;
  while (top > 0 && !hasBorder(frame.across, frame.ys[top]!, middle(frame.xs, left))) top--;
  return top * 1_000 + left;
}

function spansOf(frame: Frame, row: number, column: number): { rowSpan: number; columnSpan: number } {
  let [right, bottom] = [column + 1, row + 1];
  while (right < frame.xs.length - 1 && !hasBorder(frame.down, frame.xs[right]!, middle(frame.ys, row)))
    right++;
  while (
    bottom < frame.ys.length - 1 &&
    !hasBorder(frame.across, frame.ys[bottom]!, middle(frame.xs, column))
  )
    bottom++;
  return { rowSpan: bottom - row, columnSpan: right - column };
}

function middle(edges: readonly number[], index: number): number {
  return (edges[index]! + edges[index + 1]!) / 2;
}

function hasBorder(rules: readonly Rule[], at: number, over: number): boolean {
  return rules.some((rule) => Math.abs(rule.at - at) <= NEAR && rule.from <= over && over <= rule.to);
}

/**
 * A line goes on with the next one when that one's first word had no room left on it; otherwise it ends there. The cell keeps
 * as much room on its right as before its first word.
 */
function textOf(words: readonly Word[], left: number, edge: number): string {
  const margin = Math.min(...words.map(({ from }) => from)) - left;
  const right = edge - (margin > 0 && margin < MOST_MARGIN ? margin : 0);
  const rows = rowsOf([...words].sort((a, b) => b.y - a.y || a.from - b.from));
  return rows
    .map((row) => ({ text: lineOf(row), to: row.at(-1)!.to, words: row }))
    .reduce((above, below) => {
      const first = below.words[0]!;
      const word = first.text.trim().split(/\s/)[0]!;
      const room = (word.length / Math.max(1, first.text.length)) * (first.to - first.from);
      const isTight = above.words[0]!.y - first.y < first.size * 1.35;
      const isFull = isTight && above.to + first.size * 0.25 + room > right - NEAR;
      // An address or a word is cut only where the line had no room for one more letter.
      const isCut = above.to + first.size * 0.6 > right - NEAR;
      const isOther = !isCut && beginsOther(above.text, below.text, word);
      const text =
        isFull && !isOther
          ? joinFolded(above.text, below.text, isCut ? lineOf(above.words) : null)
          : `${above.text}\n${below.text}`;
      return { ...below, text };
    }).text;
}

/** The words of a line; a ligature (« ff », « fi ») is drawn apart, yet touches its word. */
function lineOf(row: readonly Word[]): string {
  return row.reduce((line, { text, from, size }, index) => {
    const before = row[index - 1];
    const touches =
      before !== undefined && from - before.to < size * 0.12 && !/\s$/.test(before.text) && !/^\s/.test(text);
    return line + (index === 0 || touches ? '' : ' ') + text.trim();
  }, '');
}

/** A whole address, a number after words, a job after a name: another line of the cell, even where it had no room above. */
function beginsOther(above: string, below: string, word: string): boolean {
  const isAddress = /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i.test(word) && !/[-._@+]$/.test(above);
  const isJob = looksLikeJob(below) && looksLikePerson(above);
  return isAddress || isJob || (/^[+(]?\d/.test(word) && /[\p{L}.]$/u.test(above));
}
