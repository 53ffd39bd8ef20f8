import { cellName, type Grid, type GridSheet } from '../open/grid.js';
import { correctionSheetState } from '../write/correction-sheet.js';
import { Assembler } from './assemble.js';
import { type Draft, peopleOf, saysSomething } from './draft.js';
import { findForgotten } from './find-forgotten.js';
import { isListOfChoices } from './is-list-of-choices.js';
import { joinLists } from './join-lists.js';
import { readSheet } from './read-sheet.js';
import { columnsOfBlocks, readSideBySide } from './read-side-by-side.js';
import { resolveIdem } from './resolve-idem.js';
import { scoreDraft } from './score-draft.js';
import type { Token, Written } from './tokens.js';
import { SheetView, viewSheet } from './view-sheet.js';

/** What a grid says, before any value is judged: of several ways to read it, the one that explains it best. */
export function readGrid(grid: Grid): Draft {
  const visible = grid.sheets.filter((sheet) => !sheet.hidden && !isOurs(sheet) && !isListOfChoices(sheet));
  const [current, past] = splitYears(visible);
  const sheets = current.map(viewSheet);
  const chosen: { name: string; tokens: Token[] }[] = [];
  let draft = assemble(chosen);
  for (const sheet of sheets) {
    const { name } = sheet;
    const inRows = (tokens: Token[]) => ({ tokens, draft: assemble([...chosen, { name, tokens }]) });
    let best = inRows(readSheet(afresh(sheet)));
    for (const column of leavesNothing(best.draft) ? [] : columnsOfBlocks(sheet).slice(0, 4)) {
      const other = inRows(readSideBySide(afresh(sheet), column));
      if (scoreDraft(other.draft) > scoreDraft(best.draft)) best = other;
    }
    chosen.push({ name, tokens: best.tokens });
    draft = best.draft;
  }
  const tokens = chosen.flatMap((one) => one.tokens);
  joinLists(draft);
  draft.loose.push(...findForgotten(sheets, tokens, draft));
  draft.loose.push(...current.flatMap(struckThrough), ...past.flatMap(everyCell));
  resolveIdem(draft);
  return draft;
}

/** Sheets named for a school year (« 2025-2026 », « 2026-2027 »): the last one answers, and the others are remembered. */
function splitYears(sheets: readonly GridSheet[]): [current: GridSheet[], past: GridSheet[]] {
  const yearOf = ({ name }: GridSheet) =>
    Number(/(?<!\d)(20\d\d)\s?[-–_/]\s?(?:20)?\d\d(?!\d)/.exec(name)?.[1] ?? 0);
  const last = Math.max(...sheets.map(yearOf));
  const isPast = (sheet: GridSheet) => yearOf(sheet) > 0 && yearOf(sheet) < last;
  return [sheets.filter((sheet) => !isPast(sheet)), sheets.filter(isPast)];
}

function everyCell({ name, cells }: GridSheet): Written[] {
  return viewSheet({ name, hidden: false, cells }).rows.flatMap(({ views }) =>
    views
      .filter(({ label }) => label === null)
      .map(({ cell: { row, column, text } }) => ({
        text,
        number: null,
        link: null,
        at: { sheet: name, cell: cellName(row, column) },
      })),
  );
}

/** What a clerk struck through is no answer any more, and never vanishes: a person reads it. */
function struckThrough({ name, cells }: GridSheet): Written[] {
  return cells
    .filter(({ hidden, struck }) => !hidden && struck !== undefined)
    .map(({ row, column, struck }) => ({
      text: struck!,
      number: null,
      link: null,
      at: { sheet: name, cell: cellName(row, column) },
    }));
}

/** The sheet « À corriger » that we sent back with an earlier form: nothing to read in it, unless it was changed. */
function isOurs({ cells }: GridSheet): boolean {
  if (!cells.some(({ text }) => /feuille de corrections/i.test(text))) return false;
  return correctionSheetState(cells.map(({ text }) => text)) === 'ours';
}

/** Every person whole, told once, and nothing aside: no other way of reading could say more. */
function leavesNothing(draft: Draft): boolean {
  const { followUp, technical, both, schools, commune, loose, orphans } = draft;
  const administrators = schools.map(({ administrator, director }) =>
    saysSomething(administrator) ? administrator : director,
  );
  const isToldOnce = peopleOf(draft).every(({ others }) => others.length === 0);
  const areWhole = [followUp.at === null ? both : followUp, technical.at === null ? both : technical]
    .concat(administrators)
    .every(({ slots }) => slots.email?.written && slots.phone?.written && slots.jobTitle?.written);
  const areNamed = schools.length > 0 && schools.every(({ name }) => name?.written);
  return (
    areWhole && isToldOnce && areNamed && commune.length === 1 && loose.length === 0 && orphans.length === 0
  );
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
