import type { ProblemCode } from '../../form/problem-codes.js';
import type { CellAddress, Problem, Reading } from '../../form/reading.js';

const details: Record<string, string> = {
  firstName: 'Le prénom',
  lastName: 'Le nom de famille',
  jobTitle: 'La fonction',
  email: 'L’adresse e-mail',
  phone: 'Le numéro de téléphone',
};

/** What is wrong with a value, as the letter may print it. */
export function editProblem(
  field: string,
  code: ProblemCode,
  where: CellAddress | null,
  suggestion: string | null,
  reading: Reading,
): Problem {
  const message = `${whatOf(field, reading)} ${faults[code] ?? 'est à vérifier'}.`;
  return { field, code, severity: 'error', where, message, suggestion };
}

const faults: Partial<Record<ProblemCode, string>> = {
  missing: 'manque',
  invalid_email: 'n’est pas valable',
  invalid_phone: 'n’est pas valable',
  invalid_name: 'n’est pas valable',
  invalid_uai: 'n’est pas valable',
  not_in_list: 'n’est pas dans la liste',
  ambiguous: 'peut désigner plusieurs choses',
};

function whatOf(field: string, reading: Reading): string {
  if (field === 'commune') return 'Le nom de la commune';
  const school = /^schools\[(\d+)\](?:\.(.+))?$/.exec(field);
  if (school === null) {
    const whose = field.startsWith('contacts.technical')
      ? 'du responsable technique'
      : 'de la personne chargée du suivi du projet';
    const detail = details[field.split('.')[2] ?? ''];
    return detail === undefined ? `La désignation ${whose}` : `${detail} ${whose}`;
  }
  const position = Number(school[1]);
  const name = reading.schools[position]?.name?.value;
  const whose = `de l’école ${name === undefined ? `n° ${position + 1}` : `« ${name} »`}`;
  const part = school[2] ?? '';
  if (part === 'name') return 'Le nom de l’école';
  if (part === 'uai') return `Le code UAI ${whose}`;
  if (part === 'action') return `L’action demandée pour l’inscription ${whose}`;
  const detail = details[part.split('.')[1] ?? ''];
  return detail === undefined
    ? `La désignation de l’administrateur ${whose}`
    : `${detail} de l’administrateur ${whose}`;
}
