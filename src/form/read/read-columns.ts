import { findCommune } from '../../registry/find-commune.js';
import { textOf } from './find-header.js';
import { looksLikeSchool } from './guess-kind.js';
import { unlabelled } from './pair-words.js';
import { isOfContact } from './recognise-label.js';
import type { Pair, Token } from './tokens.js';
import type { LabelPiece, SheetView, View } from './view-sheet.js';
import { withoutItsLabel } from './without-its-label.js';

type Line = { row: number; label: View; values: Map<number, View> };

/**
 * Reads a block turned on its side: labels down one column, and one person or school per column beside it. Null when
 * the rows from `index` on are no such block.
 */
export function readColumns(
  sheet: SheetView,
  index: number,
  above: readonly View[],
): { tokens: Token[]; next: number } | null {
  const lines = collectLines(sheet, index);
  const columns = sharedColumns(lines, above);
  if (columns.length < 2) return null;

  const tokens = columns.flatMap((column) => readColumn(sheet, lines, column, above));
  for (const { label, values } of lines) for (const view of [label, ...values.values()]) view.isRead = true;
  for (const view of above) view.isRead = true;
  return { tokens, next: index + lines.length };
}

function collectLines(sheet: SheetView, index: number): Line[] {
  const lines: Line[] = [];
  const start = sheet.rows[index]!.views[0]!.cell.column;
  for (let at = index; at < sheet.rows.length; at++) {
    const { row, views } = sheet.rows[at]!;
    const [label, ...values] = views;
    if (label!.label === null || label!.cell.column !== start) break;
    if (at > index && row - sheet.rows[at - 1]!.row > 2) break;
    if (
      values.some(
        (view) =>
          view.pieces.some(
            (piece) => piece.kind === 'label' && (piece.hasColon || !piece.label.mayBeValue),
          ) && withoutItsLabel(view, label!.label!.label.field) === null,
      )
    )
      break;
    lines.push({ row, label: label!, values: new Map(values.map((view) => [view.cell.column, view])) });
  }
  return lines;
}

/** The columns that answer at least two labels each, at least twice together. */
function sharedColumns(lines: readonly Line[], above: readonly View[]): number[] {
  const full = lines.filter(({ values }) => values.size >= 2);
  const [least = 0] = full.flatMap(({ values }) => [...values.keys()]).sort((a, b) => a - b);
  const beyond = lines.filter(({ values }) => [...values.keys()].some((column) => column > least)).length;
  if (full.length < 2)
    return full.length === 1 && beyond >= 3 && hasFields(full[0]!)
      ? [...full[0]!.values.keys()].sort((a, b) => a - b)
      : [];
  const columns = new Set(full.flatMap(({ values }) => [...values.keys()]));
  const shared = [...columns].filter((column) => full.filter(({ values }) => values.has(column)).length >= 2);
  const onlyNames = full.every(({ label }) => ['name', null].includes(label.label!.label.field));
  if (shared.length < 2 || (onlyNames && above.length === 0)) return [];
  return [...columns].sort((a, b) => a - b);
}

function hasFields({ label }: Line): boolean {
  return label.label!.label.field === 'schoolName' || label.label!.label.role !== null;
}

function readColumn(
  sheet: SheetView,
  lines: readonly Line[],
  column: number,
  above: readonly View[],
): Token[] {
  const head = above.find(({ cell }) => cell.column <= column && column < cell.column + cell.columnSpan);
  const tokens: Token[] = head === undefined ? [] : headTokens(sheet, head);
  for (const { row, label, values } of linesThatSpeakOf(column, lines)) {
    const said = label.label!.label;
    const value = values.get(column);
    const isOfSchool = said.field === 'schoolName' || said.field === 'uai' || said.field === 'level';
    if (value === undefined && isOfSchool && isContact(head)) continue;
    if (value !== undefined && isOfSchool && isContact(head) && namesCommune(value)) {
      tokens.push(communeOf(sheet, value));
      continue;
    }
    if (value === undefined && values.size === 0 && said.mayBeValue && said.field === null) {
      tokens.push({
        kind: 'heading',
        role: said.role,
        announces: null,
        text: label.label!.text,
        at: sheet.addressOf(label),
      });
      continue;
    }
    tokens.push(pairOf(sheet, row, column, label.label!, value));
  }
  return tokens;
}

/** The column of a contact has no school. */
function isContact(head: View | undefined): boolean {
  const role = head?.label?.label.role;
  return isOfContact(role);
}

/** « Établissement : Mairie de Genay » in the column of a contact says where he works, and so the commune. */
function communeOf(sheet: SheetView, value: View): Pair {
  return unlabelled('commune', sheet.written(value));
}

const namesCommune = (view: View) => findCommune(textOf(view)).kind === 'one';

/** The blocks of lines, cut by empty rows, in which this column says something; or that nobody answered at all. */
function linesThatSpeakOf(column: number, lines: readonly Line[]): Line[] {
  const blocks: Line[][] = [];
  for (const line of lines) {
    const last = blocks.at(-1);
    if (last !== undefined && line.row - last.at(-1)!.row <= 1) last.push(line);
    else blocks.push([line]);
  }
  return blocks
    .filter(
      (block) =>
        block.some(({ values }) => values.has(column)) || block.every(({ values }) => values.size === 0),
    )
    .flat();
}

function headTokens(sheet: SheetView, head: View): Token[] {
  const at = sheet.addressOf(head);
  if (head.label !== null) {
    return [
      {
        kind: 'heading',
        role: head.label.label.role,
        announces: head.label.label.field === 'schoolName' ? 'school' : null,
        text: head.label.text,
        at,
      },
    ];
  }
  if (!looksLikeSchool(textOf(head))) return [{ kind: 'loose', written: sheet.written(head) }];
  const pair: Pair = {
    kind: 'pair',
    field: 'schoolName',
    role: null,
    nameOrder: null,
    label: '',
    values: [sheet.written(head)],
    expectedAt: at,
  };
  return [pair];
}

function pairOf(
  sheet: SheetView,
  row: number,
  column: number,
  piece: LabelPiece,
  value: View | undefined,
): Pair {
  const { field, role, nameOrder } = piece.label;
  return {
    kind: 'pair',
    field: field ?? 'details',
    role,
    nameOrder,
    label: piece.text,
    values: value === undefined ? [] : [sheet.written(value, withoutItsLabel(value, field) ?? undefined)],
    expectedAt: sheet.address(row, column),
  };
}
