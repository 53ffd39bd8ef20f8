import { Assembler } from './assemble.js';
import type { Draft } from './draft.js';
import { isGroupedHeader } from './find-grouped-header.js';
import { isHeaderRow } from './find-header.js';
import { isGroupRow } from './is-group-row.js';
import { readColumns } from './read-columns.js';
import { readHeads } from './read-heads.js';
import { readPastList } from './read-past-list.js';
import { readRow } from './read-row.js';
import { readTable } from './read-table.js';
import { readTwoStoreys } from './read-two-storeys.js';
import { scoreDraft } from './score-draft.js';
import type { Token } from './tokens.js';
import type { SheetView, View } from './view-sheet.js';

/** A sheet as labels, values and headings in reading order, whatever its layout. */
export function readSheet(sheet: SheetView): Token[] {
  const tokens: Token[] = [];
  for (let index = 0; index < sheet.rows.length; ) {
    const block = readBlock(sheet, index);
    tokens.push(...(block?.tokens ?? readRow(sheet, index)));
    index = block?.next ?? index + 1;
  }
  return tokens;
}

function readBlock(sheet: SheetView, index: number): { tokens: Token[]; next: number } | null {
  const past = readPastList(sheet, index);
  if (past !== null) return past;
  const heads = readHeads(sheet, index);
  if (heads !== null) return heads;
  const storeys = readTwoStoreys(sheet, index);
  if (storeys !== null) return storeys;
  if (isGroupedHeader(sheet, index)) return readTable(sheet, index + 1, sheet.rows[index]!.views);
  if (isHeaderRow(sheet, index)) return readTable(sheet, index, []);
  const { views, row } = sheet.rows[index]!;
  const first = views[0]!;
  if (first.label?.label.field != null && !first.isRead && views.some(({ label }) => label === null)) {
    const block = columnsUnlessRows(sheet, index);
    if (block !== null) return block;
  }
  const next = sheet.rows[index + 1];
  if (next !== undefined && next.row - row <= 2 && isGroupRow(views)) {
    if (isHeaderRow(sheet, index + 1) && startsBeyond(views, next.views))
      return readTable(sheet, index + 1, views);
    const heads = views.filter(({ cell }) => cell.column > next.views[0]!.cell.column);
    const block =
      next.views[0]!.label === null || heads.length < 2 ? null : readColumns(sheet, index + 1, heads);
    if (block !== null) {
      for (const view of views) view.isRead = true;
      return block;
    }
  }
  return views[0]!.label === null || views[0]!.isRead ? null : columnsUnlessRows(sheet, index);
}

type Block = { tokens: Token[]; next: number };

/**
 * Labels down one column, values in several others: one person per column, or one per row (« Suivi | Claire Durand |
 * Directrice | … »). Both are tried, and the one that explains the values better is kept.
 */
function columnsUnlessRows(sheet: SheetView, index: number): Block | null {
  const before = sheet.rows.map(({ views }) => views.map(({ isRead }) => isRead));
  const columns = readColumns(sheet, index, []);
  if (columns === null) return null;
  const areRoles = sheet.rows
    .slice(index, columns.next)
    .some(({ views }) => views[0]!.label?.label.field === null && views.length > 2);
  if (!areRoles) return columns;
  const after = sheet.rows.map(({ views }) => views.map(({ isRead }) => isRead));
  restore(sheet, before);
  const rows: Token[] = [];
  const next = firstHeader(sheet, index + 1, columns.next);
  for (let at = index; at < next; at++) rows.push(...readRow(sheet, at));
  const areRows = scoreDraft(draftOf(rows)) > scoreDraft(draftOf(columns.tokens));
  if (!areRows) restore(sheet, after);
  return areRows ? { tokens: rows, next } : columns;
}

/** Where rows of labels and answers end: at the header of a table, or at `to`. */
function firstHeader(sheet: SheetView, from: number, to: number): number {
  for (let at = from; at < to; at++) if (isGroupedHeader(sheet, at) || isHeaderRow(sheet, at)) return at;
  return to;
}

function restore(sheet: SheetView, read: readonly (readonly boolean[])[]): void {
  sheet.rows.forEach(({ views }, row) => {
    views.forEach((view, at) => {
      view.isRead = read[row]![at]!;
    });
  });
}

function draftOf(tokens: readonly Token[]): Draft {
  const assembler = new Assembler();
  for (const token of tokens) assembler.take(token);
  return assembler.draft;
}

/** Groups are named by labels; under a long header, some may be named in words nobody foresaw. */
function isMostlyLabels(above: readonly View[], header: readonly View[]): boolean {
  const texts = above.filter(({ label }) => label === null);
  if (texts.length === 0) return true;
  const speakOfPeople = texts.every((view) =>
    /administrat|personne|responsable|r[ée]f[ée]rent|contact|coordonn/i.test(view.cell.text),
  );
  return speakOfPeople && header.filter(({ label }) => label !== null).length >= 4;
}

/** One cell over the whole table is a title, not a group of columns. */
function startsBeyond(above: readonly View[], header: readonly View[]): boolean {
  return (
    isMostlyLabels(above, header) && (above.length > 1 || above[0]!.cell.column > header[0]!.cell.column)
  );
}
