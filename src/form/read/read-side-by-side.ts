import { isGroupedHeader } from './find-grouped-header.js';
import { isHeaderRow } from './find-header.js';
import { looksLikeEmail, looksLikePhone, looksLikeSchool } from './guess-kind.js';
import { readSheet } from './read-sheet.js';
import type { Token } from './tokens.js';
import { SheetView, type View } from './view-sheet.js';

/**
 * The sheet read as blocks that stand side by side, cut at `column`. Blocks begin again on every row where both sides
 * announce somebody, so that schools keep their order.
 */
export function readSideBySide(sheet: SheetView, column: number): Token[] {
  const bands = cutInBands(sheet, column);
  return bands.flatMap(({ left, right }) =>
    [left, right].flatMap((views) => readSheet(new SheetView(sheet.name, views))),
  );
}

/** Columns, other than the first, where people or schools are announced: the sheet may be cut there. */
export function columnsOfBlocks(sheet: SheetView): number[] {
  const counts = new Map<number, { labels: number; heads: number }>();
  let first = Number.POSITIVE_INFINITY;
  for (const { views } of sheet.rows) {
    for (const { cell, label, pieces } of views) {
      first = Math.min(first, cell.column);
      if (pieces[0]?.kind !== 'label') continue;
      const count = counts.get(cell.column) ?? { labels: 0, heads: 0 };
      count.labels++;
      if ((label !== null && isHead(label.label)) || namesSchool(pieces)) count.heads++;
      counts.set(cell.column, count);
    }
  }
  return [...counts]
    .filter(
      ([column, { labels, heads }]) =>
        column > first &&
        heads >= 1 &&
        (labels >= 3 || standsBeside(sheet, first, column) || beginsTable(sheet, column)),
    )
    .map(([column]) => column)
    .sort((a, b) => a - b);
}

/** The header of a table of schools that begins here, with room between it and what stands on its left. */
function beginsTable(sheet: SheetView, column: number): boolean {
  return sheet.rows.some(({ views }) => {
    const left = views.filter(({ cell }) => cell.column < column);
    const right = views.filter(({ cell }) => cell.column >= column);
    const before = left.at(-1)?.cell;
    return (
      before !== undefined &&
      before.column + before.columnSpan < column &&
      right[0]?.cell.column === column &&
      right[0].label?.label.field === 'schoolName' &&
      right.length >= 3 &&
      right.every(({ label }) => label !== null)
    );
  });
}

/** Two columns that go down together, one cell each on nearly every row, with room between them. */
function standsBeside(sheet: SheetView, first: number, column: number): boolean {
  const pairs = sheet.rows.filter(
    ({ views }) => views.length === 2 && views[0]!.cell.column === first && views[1]!.cell.column === column,
  );
  return pairs.length >= 4 && pairs.length >= sheet.rows.length * 0.7 && column > first + 1;
}

function isHead({ role, field, announcesSchools }: NonNullable<View['label']>['label']): boolean {
  return (field === null && role !== null) || field === 'schoolName' || announcesSchools;
}

/** An administrator goes on with his school; anybody else begins something. */
function isBeginning(label: NonNullable<View['label']>['label']): boolean {
  return (
    isHead(label) && label.role !== 'administrator' && label.role !== 'director' && label.role !== 'contact'
  );
}

function begins([first]: readonly View[]): boolean {
  return (
    (first?.label != null && isBeginning(first.label.label)) ||
    (first !== undefined && namesSchool(first.pieces))
  );
}

/** « École : Jean Jaurès », in one cell. */
function namesSchool([first, ...more]: View['pieces']): boolean {
  return first?.kind === 'label' && first.label.field === 'schoolName' && more.length > 0;
}

/** « École Pasteur | École Jaurès » over « Nom | … | Nom | … »: two cards, each under the name of its school. */
function namesCards(sheet: SheetView, index: number, left: readonly View[], right: readonly View[]): boolean {
  const below = sheet.rows[index + 1]?.views;
  const column = right[0]?.cell.column;
  const isCard = (views: readonly View[] | undefined) =>
    views?.[0]?.label?.label.field != null || views?.[0]?.label?.label.role === 'administrator';
  return (
    below !== undefined &&
    column !== undefined &&
    [left, right].every(
      ([name, ...more]) => name?.label === null && more.length === 0 && looksLikeSchool(name.cell.text),
    ) &&
    [(c: number) => c < column, (c: number) => c >= column].every((isSide) =>
      isCard(below.filter(({ cell }) => isSide(cell.column))),
    )
  );
}

type Band = { left: View[]; right: View[]; startsBoth: boolean; isWhole: boolean };

function cutInBands(sheet: SheetView, column: number): Band[] {
  const bands: Band[] = [];
  /** Above the blocks, the rows are whole: « Suivi | Mme Petit | Directrice | … ». */
  let isLead = false;
  sheet.rows.forEach(({ views }, index) => {
    const left = views.filter(({ cell }) => cell.column < column);
    const right = views.filter(({ cell }) => cell.column >= column);
    const last = bands.at(-1);
    const isTable = isOneTable(sheet, index, left, right);
    const isLongHeader = isTable && left.length === 1 && right.length >= 3;
    const startsBoth =
      !isLongHeader &&
      !answersAsJob(right) &&
      ([left, right].every(begins) || namesCards(sheet, index, left, right));
    const startsAlone = last?.startsBoth === true && right.length === 0 && begins(left);
    const startsWhole =
      !startsBoth &&
      (last?.isWhole !== true || isLead) &&
      (isTable || (last?.startsBoth === true && isAnswered(left, right)));
    const startsRight = beginsWithLabel(right) && !answersAsJob(right);
    const endsLead = isLead && startsRight;
    isLead = bands.length === 0 ? !startsRight && !startsBoth : isLead && !startsBoth && !startsRight;
    if (last === undefined || startsBoth || startsAlone || startsWhole || endsLead)
      bands.push({ left: [], right: [], startsBoth, isWhole: startsWhole || isLead });
    const band = bands.at(-1)!;
    band.left.push(...(band.isWhole ? views : left));
    if (!band.isWhole) band.right.push(...right);
  });
  return bands;
}

/** « DSI | max.roux@… » right of « Responsable technique | M. Max ROUX »: a job, though « DSI » may announce somebody. */
function answersAsJob([first, second]: readonly View[]): boolean {
  if (first?.label == null || first.label.hasColon || first.label.label.field !== null) return false;
  return second !== undefined && (looksLikeEmail(second.cell.text) || looksLikePhone(second.cell.text));
}

function beginsWithLabel([first]: readonly View[]): boolean {
  const piece = first?.pieces[0];
  return piece?.kind === 'label' && (!piece.label.mayBeValue || piece.hasColon || begins([first!]));
}

/** « Nom de l’école : | Jean Raine » below two blocks: a label and its answer, not two blocks any more. */
function isAnswered(left: readonly View[], right: readonly View[]): boolean {
  const [label] = left;
  return (
    begins(left) &&
    left.length === 1 &&
    label!.label?.hasColon === true &&
    right.length === 1 &&
    right[0]!.label === null
  );
}

/** A header that runs over the cut, each side asking for other things: one table below two blocks. */
function isOneTable(sheet: SheetView, index: number, left: readonly View[], right: readonly View[]): boolean {
  const fields = (views: readonly View[]) => views.flatMap(({ label }) => label?.label.field ?? []);
  const [before, after] = [fields(left), fields(right)];
  if (isGroupedHeader(sheet, index)) return true;
  if (before.length === 0 || after.length === 0 || !isHeaderRow(sheet, index)) return false;
  return after.filter((field) => before.includes(field)).length < Math.min(2, after.length);
}
