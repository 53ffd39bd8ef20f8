import { textOf } from './find-header.js';
import { beginsWithSchool } from './guess-kind.js';
import { unlabelled } from './pair-words.js';
import { isOfContact, type Role, recogniseLabel } from './recognise-label.js';
import { isLevelOnly } from './school-group.js';
import { asksJob, type Column } from './table-columns.js';
import type { Pair } from './tokens.js';
import type { SheetView, View } from './view-sheet.js';

/**
 * « Suivi du projet », « Responsable technique », « École Jean Jaurès » down one column, headed « Rôle » or by nothing:
 * where the part of a contact stands, a school's name says whose administrator the line tells.
 */
export function standsForSchool(view: View, column: Column | undefined, columns: readonly Column[]): boolean {
  if (columns.some(({ field }) => field === 'schoolName') || view.pieces.length > 1) return false;
  const isBefore = columns.every(({ from }) => view.cell.column < from);
  const saysSchool =
    column?.field === 'role' &&
    (column.label.field === 'schoolName' || schoolAfterRole(textOf(view)) !== null);
  return (
    (isBefore || column?.field === 'role') &&
    view.label?.hasColon !== true &&
    (saysSchool || beginsWithSchool(textOf(view)) || isLevelOnly(textOf(view)))
  );
}

/** « SUIVI DU PROJET / Directrice » where a job is asked: the part of the person, then the job. */
export function partBeforeJob(
  view: View,
  { field, role }: Pick<Column, 'field' | 'role'>,
): { role: Role; job: string } | null {
  if (field !== 'jobTitle' || role !== null) return null;
  const [, part = '', job = ''] = /^([^/–:]{4,40}?)\s*(?:\s[/–-]|:)\s+(\S.*)$/u.exec(textOf(view)) ?? [];
  const said = part === '' ? null : recogniseLabel(part);
  const isPart = said !== null && (isOfContact(said.role) || said.role === 'administrator');
  return isPart && said.field === null ? { role: said.role!, job } : null;
}

/** « BARDIN Colette (suivi) » where a name is asked: the part of a contact, told beside. */
export function partInBrackets(view: View, { field, role }: Column): Role | null {
  if (role !== null && role !== 'contact') return null;
  if (field !== 'name' && field !== 'lastName' && field !== 'details') return null;
  const said = recogniseLabel(/\S\s*\(([^()]+)\)\s*$/.exec(textOf(view))?.[1] ?? '');
  return said !== null && isOfContact(said.role) && said.field === null ? said.role : null;
}

/** « administratrice école Bony-Aventurière », « Référent de l’école Pasteur » in a column of parts. */
function schoolAfterRole(text: string): string | null {
  const said =
    /^(?:administrat(?:eur|rice)|référente?|direct(?:eur|rice))(?:\s+ENT)?[\s:–-]+(?:de\s+l['’]|du\s|d['’])?\s*(\S.+)$/iu;
  const rest = said.exec(text)?.[1] ?? '';
  return beginsWithSchool(rest) ? rest : null;
}

export function nameOfSchool(
  sheet: SheetView,
  view: View,
  text = schoolAfterRole(textOf(view)) ?? textOf(view),
): Pair {
  return unlabelled('schoolName', { ...sheet.written(view), text });
}

/**
 * A column that may hold parts rather than names: « Contact », « Rôle », « Responsable ». No school is called « Suivi du
 * projet »: in the schools' column, it is a contact added below them.
 */
export function isForRoles({ field, role, text }: Column, said: Role): boolean {
  if (asksJob({ field, text })) return false;
  if (field === 'schoolName') return isOfContact(said);
  if (field === 'commune') return isOfContact(said) || said === 'contact';
  return field === 'role' || (field === 'details' && role !== 'administrator' && role !== 'director');
}
