import type { CellAddress, Problem, Reading, ReadPerson, ReadSchool, SchoolAction } from '../form/reading.js';
import { toldOnce } from '../form/told-once.js';

/** The printed reading other programs rely on. A problem whose `severity` is `warning` refuses nothing. */
export function printedReading(reading: Reading) {
  return {
    kind: reading.kind,
    commune: reading.commune?.value.name ?? null,
    communeInsee: reading.commune?.value.insee ?? null,
    contacts: {
      followUp: printedPerson(reading.contacts.followUp),
      technical: printedPerson(reading.contacts.technical),
    },
    schools: reading.schools.map(printedSchool),
    problems: reading.problems.map(printedProblem),
    unread: reading.unread.map(({ sheet, cell, text }) => ({ sheet, cell, text })),
  };
}

function printedPerson(person: ReadPerson | null) {
  if (person === null) return null;
  return {
    firstName: person.firstName?.value ?? null,
    lastName: person.lastName?.value ?? null,
    jobTitle: person.jobTitle?.value ?? null,
    email: person.email?.value ?? null,
    phone: person.phone?.value ?? null,
  };
}

function printedSchool({ name, uai, administrator }: ReadSchool) {
  return { name: name?.value ?? null, uai: uai?.value ?? null, administrator: printedPerson(administrator) };
}

function printedProblem({ field, code, severity, where, message, suggestion }: Problem) {
  return { field, code, severity, where, message, suggestion };
}

/** The same for people. */
export function readingForPeople(file: string, reading: Reading): string {
  const { commune, contacts, schools, unread } = reading;
  const problems = toldOnce(reading.problems);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  const verdict =
    errors.length === 0
      ? 'formulaire complet'
      : `${errors.length} point${errors.length > 1 ? 's' : ''} à corriger`;
  const lines = [`${file} : ${verdict}`, ''];
  if (commune !== null) lines.push(`Commune      ${commune.value.name} (${commune.value.insee})`);
  lines.push(
    `Suivi        ${personLine(contacts.followUp)}`,
    `Technique    ${personLine(contacts.technical)}`,
    '',
  );
  schools.forEach((school, index) => {
    lines.push(
      `École ${String(index + 1).padEnd(6)} ${school.name?.value ?? '(sans nom)'}${school.uai ? ` · ${school.uai.value}` : ''}${school.action ? ` · ${actionWords[school.action.value]}` : ''}`,
    );
    lines.push(`             ${personLine(school.administrator)}`);
  });
  if (errors.length > 0) lines.push('', 'À corriger', ...errors.map(problemLine));
  if (warnings.length > 0) lines.push('', 'À vérifier', ...warnings.map(problemLine));
  if (unread.length > 0)
    lines.push('', 'Non lu', ...unread.map((cell) => `  ${placeOf(cell)}  « ${cell.text} »`));
  return lines.join('\n');
}

/** What the form asks to do with a school, when it says so. */
const actionWords: Record<SchoolAction, string> = {
  keep: 'maintien',
  add: 'ajout',
  remove: 'à retirer',
  change_administrator: 'changement d’administrateur',
};

function personLine(person: ReadPerson | null): string {
  if (person === null) return '—';
  const { firstName, lastName, jobTitle, email, phone } = person;
  const name = [firstName?.value, lastName?.value].filter(Boolean).join(' ') || '(sans nom)';
  return [name, jobTitle?.value, email?.value, phone?.value].filter(Boolean).join(' · ');
}

function problemLine({ where, message, suggestion }: Problem): string {
  const hint = suggestion === null ? '' : ` Vouliez-vous dire « ${suggestion} » ?`;
  return `  ${where === null ? '' : `${placeOf(where)}  `}${message}${hint}`;
}

function placeOf({ sheet, cell }: CellAddress): string {
  return `${sheet} ${cell}`;
}
