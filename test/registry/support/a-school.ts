import type { DirectorySchool } from '../../../src/registry/school.js';
import { keyLetter, Uai } from '../../../src/registry/uai.js';

/** A valid UAI of the Rhône by its order number. */
export function aUai(order: number): Uai {
  const digits = `069${String(order).padStart(4, '0')}`;
  return Uai.parse(digits + keyLetter(digits));
}

let made = 0;

/** A school of Corbas, open, primaire, unless said otherwise. */
export function aSchool(school: Partial<DirectorySchool> & { name: string }): DirectorySchool {
  return { uai: aUai(++made), level: 'primaire', communeInsee: '69273', state: 'open', ...school };
}
