import { levelsIn, ownNameOf } from '../read/school-key.js';
import type { ReadSchool } from '../reading.js';
import type { ProblemList } from './problem-list.js';

/** The same school twice: same UAI, or same name and level. « Jean Jaurès » maternelle and élémentaire are two schools. */
export function reportRepeatedSchools(schools: readonly ReadSchool[], problems: ProblemList): void {
  schools.forEach((school, index) => {
    if (school.name === null) return;
    const first = schools.slice(0, index).find((before) => before.name !== null && areSame(before, school));
    if (first === undefined) return;
    const message = `L’école « ${school.name.value} » est déjà inscrite en ${first.name!.at.cell}. Gardez une seule ligne, ou écrivez ici le nom de l’autre école.`;
    problems.error(`schools[${index}]`, 'duplicate', school.name.at, message);
  });
}

function areSame(a: ReadSchool, b: ReadSchool): boolean {
  if (a.uai !== null && b.uai !== null) return a.uai.value === b.uai.value;
  if (ownNameOf(a.name!.value) !== ownNameOf(b.name!.value)) return false;
  const [one, other] = [a, b].map(({ name, level }) => levelsIn(name!.value, level?.value ?? ''));
  return one === other || ((one === '' || other === '') && haveSameAdministrator(a, b));
}

function haveSameAdministrator(a: ReadSchool, b: ReadSchool): boolean {
  const [one, other] = [a.administrator?.email, b.administrator?.email];
  return one != null && one.value === other?.value;
}
