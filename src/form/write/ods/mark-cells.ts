import type { Problem } from '../../reading.js';
import { cellName, isWithin, type Place, placeOf, type Range } from '../cell-name.js';
import { marks } from '../looks.js';
import { noteText, startsOurNote, withoutOurNote } from '../note-text.js';
import { element, type XmlElement } from '../xml-tree.js';
import {
  attribute,
  childElement,
  childElements,
  descendants,
  removeChildren,
  setAttribute,
  textOf,
} from '../xml-walk.js';
import { annotation } from './annotation.js';
import { markedStyle, type OdsStyles } from './styles.js';
import { cellAt, cellsOf, rowsOf, styleAt } from './table-cells.js';
import { paragraphs } from './text.js';

/** Colours, frames and notes each wrong cell, empty ones too; in a merge, the cell that shows. */
export function markCells(table: XmlElement, styles: OdsStyles, problems: readonly Problem[]): void {
  const merges = mergesOf(table);
  const byCell = new Map<string, { place: Place; problems: Problem[] }>();
  for (const problem of problems) {
    const named = placeOf(problem.where?.cell ?? '');
    if (named === null) continue;
    const place = merges.find((merge) => isWithin(named, merge))?.from ?? named;
    const known = byCell.get(cellName(place));
    if (known !== undefined) known.problems.push(problem);
    else byCell.set(cellName(place), { place, problems: [problem] });
  }
  for (const { place, problems: here } of byCell.values()) {
    const isError = here.some(({ severity }) => severity === 'error');
    const cell = cellAt(table, place);
    const style = markedStyle(styles, styleAt(table, cell, place), isError ? marks.error : marks.warning);
    setAttribute(cell, 'table:style-name', style);
    addNote(cell, noteText(here));
  }
}

function addNote(cell: XmlElement, text: string): void {
  const old = childElement(cell, 'annotation');
  if (old === undefined) cell.children.unshift(element(annotation(text)));
  else old.children.push(...element(`<x>${paragraphs(`\n${text}`)}</x>`).children);
}

/** Takes back the notes of a former correction; those of the commune stay. */
export function removeOurNotes(table: XmlElement): void {
  for (const cell of descendants(table)) {
    const note = childElement(cell, 'annotation');
    if (note === undefined) continue;
    const lines = childElements(note, 'p').map(textOf);
    const text = lines.join('\n');
    if (!startsOurNote(text)) continue;
    const kept = withoutOurNote(text);
    removeChildren(note, (child) => child.name === 'text:p');
    if (kept === '') removeChildren(cell, (child) => child === note);
    else note.children.push(...element(`<x>${paragraphs(kept)}</x>`).children);
  }
}

function mergesOf(table: XmlElement): Range[] {
  const merges: Range[] = [];
  for (const { row, from: number } of rowsOf(table)) {
    for (const { cell, from: column } of cellsOf(row)) {
      const columns = Number(attribute(cell, 'table:number-columns-spanned') ?? 1);
      const rows = Number(attribute(cell, 'table:number-rows-spanned') ?? 1);
      if (columns * rows === 1) continue;
      merges.push({
        from: { row: number, column },
        to: { row: number + rows - 1, column: column + columns - 1 },
      });
    }
  }
  return merges;
}
