import { fits } from './fits.js';
import { looksLikeEmail, looksLikePhone, looksLikeUai } from './guess-kind.js';
import type { LabelField } from './recognise-label.js';
import type { SheetView, View } from './view-sheet.js';

/**
 * Whether this row of labels is answered below (a table's header) rather than beside. Both hypotheses are weighed on
 * what the neighbouring cells contain.
 */
export function isHeaderRow(sheet: SheetView, index: number): boolean {
  const { views } = sheet.rows[index]!;
  const labels = views.filter(({ label }) => label !== null && !label.hasLeaders);
  if (labels.length < 2 || !labels.some(({ label }) => label!.label.field !== null)) return false;
  if (isDataRow(views, labels) || isAboveLabels(sheet, index, labels)) return false;
  if (views.some((view) => view.label === null && view.pieces.some(({ kind }) => kind === 'label')))
    return false;
  if (
    labels.filter(({ label }) => label!.label.field !== null).length < 2 &&
    labels.length < 3 &&
    !isPairOfNames(labels)
  ) {
    return false;
  }

  const beside = labels.map((view) => besideScore(views, view)).reduce(sum, 0);
  const below = labels.map((view) => belowScore(sheet, index, view)).reduce(sum, 0);
  if (beside !== below) return below > beside;
  return (
    below === 0 && labels.length >= 3 && labels.every(({ label }) => !label!.hasColon) && areAdjacent(labels)
  );
}

/** « Jean Jaurès | Maternelle | Claire Durand | Directrice | … »: answers made of the words of labels, among others. */
function isDataRow(views: readonly View[], labels: readonly View[]): boolean {
  const texts = views.filter(({ label }) => label === null);
  if (texts.some((view) => looksLikeUai(textOf(view)))) return true;
  const isSure = labels.some(({ label }) => !label!.label.mayBeValue);
  return (
    !isSure &&
    (texts.length > labels.length ||
      texts.some((view) => looksLikeEmail(textOf(view)) || looksLikePhone(textOf(view))))
  );
}

/** « Suivi | Technique | École 1 » over « Nom | … », « Prénom | … »: heads of columns whose questions stand on the left. */
function isAboveLabels(sheet: SheetView, index: number, labels: readonly View[]): boolean {
  const left = Math.min(...labels.map(({ cell }) => cell.column));
  const firsts: View[] = [];
  for (const { views } of sheet.rows.slice(index + 1, index + 6)) {
    const [first] = views;
    if (first!.cell.column >= left || first!.label?.label.field == null) break;
    firsts.push(first!);
  }
  return firsts.length >= 2 && firsts.some(({ label }) => !label!.label.mayBeValue);
}

/** A table nobody filled has its labels side by side; room between them is room for answers. */
function areAdjacent(labels: readonly View[]): boolean {
  return labels.every(({ cell }, index) => {
    const before = labels[index - 1]?.cell;
    return before === undefined || before.column + before.columnSpan >= cell.column;
  });
}

function isPairOfNames(labels: readonly View[]): boolean {
  const [a, b] = labels;
  return a!.label!.label.field === 'schoolName' || b!.label!.label.field === 'schoolName';
}

const sum = (a: number, b: number) => a + b;

function besideScore(views: readonly View[], view: View): number {
  const next = views[views.indexOf(view) + 1];
  if (next === undefined || next.isSentence) return 0;
  if (next.label !== null) {
    if (views.length === 2 && isOnlyALevel(view, next)) return 1;
    const mayAnswer = next.label.label.mayBeValue && !next.label.hasColon && next.label.label.field === null;
    return mayAnswer && view.label!.label.field === 'jobTitle' ? 1 : 0;
  }
  return fits(view.label!.label.field, textOf(next));
}

/** « Nom de l’école | École primaire »: in a small commune, that is how the school is called. */
function isOnlyALevel({ label: asked }: View, { label: told }: View): boolean {
  return (
    asked!.label.field === 'schoolName' &&
    !asked!.label.mayBeValue &&
    told!.label.field === 'schoolName' &&
    told!.label.mayBeValue &&
    !told!.hasColon
  );
}

/** Answers that use the words of labels: « Directrice », « École maternelle ». */
const MAY_BE_ANSWERED_BY_LABELS: ReadonlySet<LabelField | null> = new Set([
  'jobTitle',
  'schoolName',
  'level',
  'role',
  null,
]);

function belowScore(sheet: SheetView, index: number, view: View): number {
  const { row, column, columnSpan } = view.cell;
  for (let next = index + 1; next < Math.min(index + 4, sheet.rows.length); next++) {
    const { views } = sheet.rows[next]!;
    if (views.some(({ label }) => label !== null && (label.hasColon || !label.label.mayBeValue))) return 0;
    if (numbersColumns(views)) continue;
    const below = views.find(({ cell }) => cell.column >= column && cell.column < column + columnSpan);
    if (below === undefined) continue;
    if (below.cell.row - row > 4 || below.isSentence) return 0;
    if (below.label !== null) return MAY_BE_ANSWERED_BY_LABELS.has(view.label!.label.field) ? 0.5 : 0;
    if (below.pieces.some(({ kind }) => kind === 'label')) return 0;
    return isSwapped(view.label!.label.field, textOf(below))
      ? 1
      : fits(view.label!.label.field, textOf(below));
  }
  return 0;
}

/** « (1) | (2) | (3) » under a header, as official tables have it. */
function numbersColumns(views: readonly View[]): boolean {
  return views.length >= 3 && views.every((view) => /^\W*\d{1,2}\W*$/.test(textOf(view)));
}

/** An address under « Tél. », a telephone under « Mail »: the wrong answer, but an answer. */
function isSwapped(field: LabelField | null, text: string): boolean {
  return (field === 'email' && looksLikePhone(text)) || (field === 'phone' && looksLikeEmail(text));
}

export function textOf(view: View): string {
  return view.pieces.map((piece) => piece.text).join('\n');
}
