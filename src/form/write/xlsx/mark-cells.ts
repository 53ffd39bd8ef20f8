import type { Problem } from '../../reading.js';
import { cellName, isWithin, type Place, placeOf, type Range } from '../cell-name.js';
import { marks } from '../looks.js';
import { noteText } from '../note-text.js';
import { attribute, setAttribute } from '../xml-walk.js';
import type { Note } from './notes.js';
import { cellAt, mergesOf, type SheetRows } from './sheet-rows.js';
import { markedFormat, type StyleSheet } from './style-sheet.js';

/** A merge wider than this is marked on its first cell alone. */
const LARGEST_MERGE = 500;

/** Colours and frames each wrong cell, empty ones too, and gives the note each must carry. */
export function markCells(sheet: SheetRows, styles: StyleSheet, problems: readonly Problem[]): Note[] {
  const merges = mergesOf(sheet.worksheet);
  const byCell = new Map<string, { range: Range; problems: Problem[] }>();
  for (const problem of problems) {
    const place = placeOf(problem.where?.cell ?? '');
    if (place === null) continue;
    const range = merges.find((merge) => isWithin(place, merge)) ?? { from: place, to: place };
    const name = cellName(range.from);
    const known = byCell.get(name);
    if (known !== undefined) known.problems.push(problem);
    else byCell.set(name, { range, problems: [problem] });
  }
  return [...byCell.values()].map(({ range, problems: here }) => {
    const isError = here.some(({ severity }) => severity === 'error');
    for (const place of placesOf(range)) mark(sheet, styles, place, isError ? marks.error : marks.warning);
    return { place: range.from, text: noteText(here) };
  });
}

function mark(
  sheet: SheetRows,
  styles: StyleSheet,
  place: Place,
  look: (typeof marks)['error' | 'warning'],
): void {
  const cell = cellAt(sheet, place);
  setAttribute(cell, 's', String(markedFormat(styles, Number(attribute(cell, 's') ?? 0), look)));
}

function placesOf({ from, to }: Range): Place[] {
  const columns = to.column - from.column + 1;
  const size = columns * (to.row - from.row + 1);
  if (size > LARGEST_MERGE) return [from];
  return Array.from({ length: size }, (_, index) => ({
    row: from.row + Math.floor(index / columns),
    column: from.column + (index % columns),
  }));
}
