import type { SchoolLine } from '../../../decision/agent/judge.js';
import type { OpenCase } from '../../../desk/open-case.js';
import { displayPhone } from '../../../form/read/read-phone.js';
import type { CellAddress, Field, Problem, Reading, ReadPerson } from '../../../form/reading.js';
import type { ReadingEdit } from '../../../store/desk/request-parts.js';
import { shortInstant } from '../../view/short-dates.js';

/** One value of the form, as an agent may write over it, next to its cell. */
export type Box = {
  field: string;
  id: string;
  label: string;
  /** Takes two places of three: a name of a school, an address. */
  isWide: boolean;
  value: string;
  cell: string;
  cellId: string | null;
  tone: 'right' | 'wrong' | 'doubtful';
  says: string;
  suggestion: string | null;
  /** Who wrote over it, and what the commune had written. */
  edited: { by: string; before: string } | null;
};

export type PersonView = { title: string; boxes: Box[] };
export type SchoolView = {
  position: number;
  title: string;
  match: { tone: string; words: string };
  boxes: Box[];
  /** Schools of the directory it may be. */
  choice: { field: string; chosen: string; options: { value: string; name: string }[] } | null;
  effect: string;
};

export type FormView = { commune: Box; people: PersonView[]; schools: SchoolView[]; others: Problem[] };

type Where = { cellId(at: CellAddress | null): string | null; cellText(at: CellAddress | null): string };

const labels = {
  firstName: 'Prénom',
  lastName: 'Nom',
  jobTitle: 'Fonction',
  email: 'E-mail',
  phone: 'Téléphone',
} as const;

/** Pure: the form as read, what agents wrote over it, and the rules' word on each value. */
export function formView(opened: OpenCase, where: Where): FormView {
  const original = opened.form.reading;
  const box = boxMaker(opened, where);
  const shown = new Set<string>();
  const make = (field: string, label: string, kept: Field<unknown> | null | undefined, value: string) => {
    shown.add(field);
    return box(field, label, kept ?? null, value);
  };
  const personBoxes = (
    path: string,
    now: ReadPerson | null | undefined,
    before: ReadPerson | null | undefined,
  ) =>
    (Object.keys(labels) as (keyof typeof labels)[]).map((detail) => {
      const value = now?.[detail]?.value ?? '';
      return make(
        `${path}.${detail}`,
        labels[detail],
        before?.[detail],
        detail === 'phone' ? phoneShown(value) : value,
      );
    });
  const { reading } = opened.edited;
  const people: PersonView[] = [
    {
      title: 'Personne chargée du suivi',
      boxes: personBoxes('contacts.followUp', reading.contacts.followUp, original.contacts.followUp),
    },
    {
      title: 'Responsable technique',
      boxes: personBoxes('contacts.technical', reading.contacts.technical, original.contacts.technical),
    },
  ];
  const schools = opened.judgement.lines.map((line, index): SchoolView => {
    const path = `schools[${line.position}]`;
    const now = reading.schools[index];
    const before = original.schools[line.position];
    return {
      position: line.position,
      title: line.name ?? `École n° ${line.position + 1}`,
      match: matchWords(line),
      boxes: [
        make(`${path}.name`, 'École', before?.name, now?.name?.value ?? ''),
        make(`${path}.uai`, 'UAI', before?.uai, now?.uai?.value ?? ''),
        ...personBoxes(`${path}.administrator`, now?.administrator, before?.administrator),
      ],
      choice: choiceOf(line),
      effect: line.effect === null ? '' : effects[line.effect],
    };
  });
  const commune = make('commune', 'Commune', original.commune, reading.commune?.value.name ?? '');
  return { commune, people, schools, others: reading.problems.filter(({ field }) => !shown.has(field)) };
}

function boxMaker(opened: OpenCase, { cellId, cellText }: Where) {
  const problems = new Map<string, Problem>();
  for (const problem of opened.judgement.reading.problems) {
    const known = problems.get(problem.field);
    if (known === undefined || (known.severity === 'warning' && problem.severity === 'error')) {
      problems.set(problem.field, problem);
    }
  }
  const edits = lastEdits(opened.form.edits);
  const written = writtenProblems(opened.form.reading);
  return (field: string, label: string, kept: Field<unknown> | null, value: string): Box => {
    const problem = problems.get(field);
    const edit = edits.get(field);
    const at = kept?.at ?? written.get(field)?.where ?? null;
    const before = kept?.writtenAs ?? cellText(at);
    return {
      field,
      id: idOf(field),
      label,
      isWide: /(^commune|\.name|\.email)$/.test(field),
      value: edit === undefined ? value || (kept === null ? cellText(at) : '') : (edit.value ?? ''),
      cell: at?.cell ?? '',
      cellId: cellId(at),
      tone: problem === undefined ? 'right' : problem.severity === 'error' ? 'wrong' : 'doubtful',
      says: problem?.message ?? '',
      suggestion: problem?.suggestion ?? null,
      edited:
        edit === undefined
          ? null
          : { by: `${edit.agent.name}, ${shortInstant(new Date(edit.editedAt))}`, before },
    };
  };
}

/** `schools[2].administrator.email` → `f-schools-2-administrator-email`. */
export function idOf(field: string): string {
  return `f-${field.replace(/[^A-Za-z0-9]+/g, '-')}`;
}

function writtenProblems(reading: Reading): Map<string, Problem> {
  return new Map(reading.problems.map((problem) => [problem.field, problem]));
}

function lastEdits(edits: readonly ReadingEdit[]): Map<string, ReadingEdit> {
  const last = new Map<string, ReadingEdit>();
  for (const edit of edits) {
    if (edit.isWithdrawn) last.delete(edit.field);
    else last.set(edit.field, edit);
  }
  return last;
}

function phoneShown(value: string): string {
  return /^\+\d{6,15}$/.test(value) ? displayPhone(value) : value;
}

/** Which school of the directory a line is, in words. */
export function matchWords({ match, school, isRemoval }: SchoolLine): { tone: string; words: string } {
  if (isRemoval) return { tone: 'bad', words: 'Radiation demandée' };
  if (match === 'one' || match === 'chosen') {
    const closing = school!.state === 'open' ? '' : ', école fermée ou qui va fermer';
    return {
      tone: closing === '' ? 'ok' : 'warn',
      words: `${school!.uai}${match === 'chosen' ? ', choisie par un agent' : ''}${closing}`,
    };
  }
  return match === 'ambiguous'
    ? { tone: 'warn', words: 'Plusieurs écoles possibles' }
    : { tone: 'bad', words: 'Introuvable dans l’annuaire' };
}

const effects: Record<NonNullable<SchoolLine['effect']>, string> = {
  'add-school': 'École ajoutée à la liste',
  'replace-administrator': 'Administrateur remplacé',
  'update-administrator': 'Coordonnées de l’administrateur mises à jour',
  'remove-school': 'École radiée de la liste',
  nothing: 'Déjà dans la liste, sans changement',
};

function choiceOf({ match, candidates, school, position }: SchoolLine): SchoolView['choice'] {
  if (match === 'one' || (candidates.length === 0 && match !== 'chosen')) return null;
  const all = school !== null && !candidates.includes(school) ? [school, ...candidates] : candidates;
  return {
    field: `schools[${position}].choice`,
    chosen: match === 'chosen' ? school!.uai : '',
    options: all.map(({ uai, name }) => ({ value: uai, name: `${name} (${uai})` })),
  };
}
