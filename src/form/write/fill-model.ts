import type { Field, Problem, Reading, ReadPerson, ReadSchool } from '../reading.js';
import { cellName } from './cell-name.js';
import { correctionGroups } from './correction-groups.js';
import type { DraftCell, WorkbookDraft } from './draft.js';
import { draftCorrectionSheet } from './draft-correction-sheet.js';
import { type DraftedModel, draftModel } from './draft-model.js';
import { type FormPerson, type FormSchool, nobody } from './form-content.js';
import { marks } from './looks.js';
import { modelTitle } from './model-words.js';
import { noteText } from './note-text.js';

/**
 * The model form filled with what was read in a document that is no workbook, its wrong cells as they were typed, marked
 * and noted, with
 * the sheet « À corriger » in front. What was not read has no cell here: it is listed, with its text.
 */
export function fillModel(reading: Reading, year: number): WorkbookDraft {
  const model = draftModel({
    commune: reading.commune?.writtenAs ?? '',
    insee: reading.commune?.value.insee ?? null,
    followUp: personOf(reading.contacts.followUp),
    technical: personOf(reading.contacts.technical),
    schools: reading.schools.map(schoolOf),
    year,
  });
  const problems = reading.problems.map((problem) => moved(problem, model));
  const groups = correctionGroups({ ...reading, problems });
  const sheet = { ...model.sheet, cells: markedCells(model.sheet.cells, problems) };
  return { title: modelTitle, sheets: [draftCorrectionSheet(groups, [sheet.name], 'model'), sheet] };
}

/** A problem points at the model's cell; one that speaks of no single cell of it points nowhere. */
function moved(problem: Problem, { sheet, places }: DraftedModel): Problem {
  const place =
    places.get(problem.field) ?? places.get(FIRST_PART[problem.field] ?? firstPart(problem.field));
  return { ...problem, where: place === undefined ? null : { sheet: sheet.name, cell: cellName(place) } };
}

const FIRST_PART: Record<string, string> = { schools: 'schools[0].name' };

/** `schools[1].administrator` as a whole is pointed at by its first name; `schools[1]` by its name. */
function firstPart(field: string): string {
  return /^schools\[\d+\]$/.test(field) ? `${field}.name` : `${field}.firstName`;
}

function markedCells(cells: readonly DraftCell[], problems: readonly Problem[]): DraftCell[] {
  const byCell = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (problem.where === null) continue;
    byCell.set(problem.where.cell, [...(byCell.get(problem.where.cell) ?? []), problem]);
  }
  return cells.map((cell) => {
    const here = byCell.get(cellName(cell));
    if (here === undefined) return cell;
    const isError = here.some(({ severity }) => severity === 'error');
    const typed = here.flatMap(({ writtenAs = '' }) => writtenAs.trim() || [])[0] ?? '';
    return {
      ...cell,
      text: cell.text || typed,
      look: { ...cell.look, ...marks[isError ? 'error' : 'warning'] },
      note: noteText(here),
    };
  });
}

function schoolOf({ action = null, name, uai, administrator }: ReadSchool): FormSchool {
  return {
    action: typed(action),
    name: typed(name),
    uai: typed(uai),
    administrator: personOf(administrator),
  };
}

function personOf(person: ReadPerson | null): FormPerson {
  if (person === null) return nobody;
  const { firstName, lastName, jobTitle, email, phone } = person;
  return {
    firstName: part(firstName),
    lastName: part(lastName),
    jobTitle: typed(jobTitle),
    email: part(email),
    phone: typed(phone),
  };
}

function typed(field: Field<string> | null): string {
  return field?.writtenAs.trim() ?? '';
}

/** First and last names, or an address with its owner, may come from one cell: the part read is what we write. */
function part(field: Field<string> | null): string {
  return field?.value ?? '';
}
