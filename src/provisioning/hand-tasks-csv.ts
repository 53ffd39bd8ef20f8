import type { Person } from '../registry/person.js';
import type { AccessTask } from './access-adapter.js';
import { acceptedEmail, acceptedName, acceptedPhone } from './laclasse/accepted-values.js';
import { whatWouldBeDone } from './record-only.js';

export type HandTask = AccessTask & { targetOn: string; dueOn: string };

const HEADINGS = [
  ...['Échéance', 'Limite', 'À faire', 'UAI', 'École'],
  ...[
    'Prénom',
    'Nom',
    'Fonction',
    'Courriel',
    'Téléphone',
    'Ancien administrateur',
    'Ancien courriel',
    'Ordre',
  ],
];

/**
 * What an agent carries out by hand, one line each, ready to copy: values in the form that laclasse.com accepts, or as
 * the commune wrote them when there is none. Opens in a spreadsheet as text: UTF-8 with its mark, `;`, no formula.
 */
export function handTasksCsv(tasks: readonly HandTask[]): string {
  const lines = [HEADINGS, ...tasks.map(lineOf)];
  return `\ufeff${lines.map((cells) => cells.map(cell).join(';')).join('\r\n')}\r\n`;
}

function lineOf(task: HandTask): string[] {
  const { administrator, former } = task;
  const { firstName, lastName, email, phone } = accepted(administrator);
  const formerName = former === null ? '' : `${former.firstName} ${former.lastName}`;
  return [
    ...[task.targetOn, task.dueOn, whatWouldBeDone(task), task.uai, task.schoolName],
    ...[firstName, lastName, administrator.jobTitle, email, phone],
    ...[formerName, former?.email ?? '', task.orderId],
  ];
}

function accepted({ firstName, lastName, email, phone }: Person) {
  return {
    firstName: acceptedName(firstName) ?? firstName,
    lastName: acceptedName(lastName) ?? lastName,
    email: acceptedEmail(email) ?? email,
    phone: acceptedPhone(phone)?.number ?? phone,
  };
}

/** A text that a spreadsheet would take for a formula, wherever it begins, is preceded by an apostrophe. */
function cell(text: string): string {
  const inert = /^\s*[=+\-@\t\r|]/.test(text) ? `'${text}` : text;
  return `"${inert.replaceAll('"', '""')}"`;
}
