import type { Grid, GridSheet } from '../open/grid.js';
import { correctionSheetState } from '../write/correction-sheet.js';
import { Assembler } from './assemble.js';
import type { Draft } from './draft.js';
import { findForgotten } from './find-forgotten.js';
import { joinLists } from './join-lists.js';
import { readSheet } from './read-sheet.js';
import { columnsOfBlocks, readSideBySide } from './read-side-by-side.js';
import { resolveIdem } from './resolve-idem.js';
import { scoreDraft } from './score-draft.js';
import type { Token } from './tokens.js';
import { SheetView, viewSheet } from './view-sheet.js';

/** What a grid says, before any value is judged: of several ways to read it, the one that explains it best. */
export function readGrid(grid: Grid): Draft {
  const sheets = grid.sheets.filter((sheet) => !sheet.hidden && !isOurs(sheet)).map(viewSheet);
  const chosen: { name: string; tokens: Token[] }[] = [];
  for (const sheet of sheets) {
    const ways = waysToRead(sheet);
    const [plain, ...others] = ways.map((tokens) => ({
      tokens,
      score: ways.length === 1 ? 0 : scoreDraft(assemble([...chosen, { name: sheet.name, tokens }])),
    }));
    let best = plain!;
    for (const other of others) if (other.score > best.score) best = other;
    chosen.push({ name: sheet.name, tokens: best.tokens });
  }
  const draft = assemble(chosen);
  const tokens = chosen.flatMap((one) => one.tokens);
  joinLists(draft);
  draft.loose.push(...findForgotten(sheets, tokens, draft));
  resolveIdem(draft);
  return draft;
}

/** The sheet « À corriger » that we sent back with an earlier form: nothing to read in it, unless it was changed. */
function isOurs({ cells }: GridSheet): boolean {
  if (!cells.some(({ text }) => /feuille de corrections/i.test(text))) return false;
  return correctionSheetState(cells.map(({ text }) => text)) === 'ours';
}

function waysToRead(sheet: SheetView): Token[][] {
  const ways = columnsOfBlocks(sheet)
    .slice(0, 4)
    .map((column) => readSideBySide(afresh(sheet), column));
  return [readSheet(afresh(sheet)), ...ways];
}

/** The same sheet, nothing in it read yet. */
function afresh(sheet: SheetView): SheetView {
  return new SheetView(
    sheet.name,
    sheet.rows.flatMap(({ views }) => views.map((view) => ({ ...view, isRead: false }))),
  );
}

function assemble(sheets: readonly { name: string; tokens: readonly Token[] }[]): Draft {
  const assembler = new Assembler();
  for (const { name, tokens } of sheets) {
    assembler.startSheet(name);
    for (const token of tokens) assembler.take(token);
  }
  return assembler.draft;
}
