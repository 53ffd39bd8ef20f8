import type { Grid } from '../open/grid.js';
import { Assembler } from './assemble.js';
import type { Draft } from './draft.js';
import { readSheet } from './read-sheet.js';
import { type SheetView, viewSheet } from './view-sheet.js';

/** What a grid says, before any value is judged. */
export function readGrid(grid: Grid): { draft: Draft; sheets: SheetView[] } {
  const sheets = grid.sheets.filter(({ hidden }) => !hidden).map(viewSheet);
  const assembler = new Assembler();
  for (const sheet of sheets) {
    assembler.startSheet(sheet.name);
    for (const token of readSheet(sheet)) assembler.take(token);
  }
  return { draft: assembler.draft, sheets };
}
