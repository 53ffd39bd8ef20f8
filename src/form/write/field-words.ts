import type { Reading } from '../reading.js';
import { followUpLabel, technicalLabel } from './model-words.js';

/** Where in the form a problem lies, in the clerk's words. */
export type FieldWords = { section: string; what: string };

const PARTS: Record<string, string> = {
  firstName: 'Prénom',
  lastName: 'Nom',
  jobTitle: 'Fonction',
  email: 'Mail',
  phone: 'Téléphone',
  name: 'Nom de l’école',
  uai: 'Code UAI',
  action: 'Action',
  administrator: 'Administrateur',
};

/** `schools[2].administrator.email` is the « Mail de l’administrateur » of « École n° 3 : Jean Jaurès ». */
export function fieldWords(field: string, schools: Reading['schools']): FieldWords {
  const [head = '', ...rest] = field.split('.');
  const school = /^schools\[(\d+)\]$/.exec(head);
  if (school !== null) return { section: schoolTitle(Number(school[1]), schools), what: schoolPart(rest) };
  if (head === 'commune') return { section: 'Commune', what: 'Nom de la commune' };
  if (head === 'contacts' && rest[0] === 'followUp')
    return { section: followUpLabel, what: personPart(rest) };
  if (head === 'contacts' && rest[0] === 'technical')
    return { section: technicalLabel, what: personPart(rest) };
  if (head === 'schools') return { section: 'Liste des écoles', what: 'Écoles' };
  return { section: 'Document', what: 'Document' };
}

function schoolTitle(index: number, schools: Reading['schools']): string {
  const name = schools[index]?.name?.writtenAs.trim();
  return name ? `École n° ${index + 1} : ${name}` : `École n° ${index + 1}`;
}

function personPart(rest: readonly string[]): string {
  return PARTS[rest[1] ?? ''] ?? 'Coordonnées';
}

function schoolPart(rest: readonly string[]): string {
  const [part = '', detail] = rest;
  if (part === 'administrator' && detail !== undefined)
    return `${PARTS[detail] ?? detail} de l’administrateur`;
  return PARTS[part] ?? 'École';
}
