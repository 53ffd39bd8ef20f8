import { foldWords } from '../read/fold-words.js';
import type { Field, ReadSchool } from '../reading.js';
import type { ProblemList } from './problem-list.js';

/** The same school twice: same UAI, or same name and level. « Jean Jaurès » maternelle and élémentaire are two schools. */
export function reportRepeatedSchools(schools: readonly ReadSchool[], problems: ProblemList): void {
  schools.forEach((school, index) => {
    if (school.name === null) return;
    const first = schools.slice(0, index).find((before) => before.name !== null && areSame(before, school));
    if (first === undefined) return;
    const message = `L’école « ${school.name.value} » est déjà inscrite en ${first.name!.at.cell}.`;
    problems.error(`schools[${index}]`, 'duplicate', school.name.at, message);
  });
}

function areSame(a: ReadSchool, b: ReadSchool): boolean {
  if (a.uai !== null && b.uai !== null) return a.uai.value === b.uai.value;
  if (ownName(a.name!) !== ownName(b.name!)) return false;
  const [one, other] = [levelsOf(a), levelsOf(b)];
  return one === other || ((one === '' || other === '') && haveSameAdministrator(a, b));
}

const GENERIC =
  /\b(?:ecole|groupe scolaire|gs|publique?|communale?|maternelle|elementaire|primaire|l|la|le|les|de|du)\b/g;

/** « École Les Tilleuls » is « Les Tilleuls »; a school without a name of its own keeps all its words. */
function ownName({ value }: Field<string>): string {
  const folded = foldWords(value);
  return folded.replace(GENERIC, ' ').replace(/\s+/g, ' ').trim() || folded;
}

function levelsOf({ name, level }: ReadSchool): string {
  const words = `${foldWords(name!.value)} ${level?.value ?? ''}`;
  return ['maternelle', 'elementaire', 'primaire'].filter((one) => words.includes(one)).join(' ');
}

function haveSameAdministrator(a: ReadSchool, b: ReadSchool): boolean {
  const [one, other] = [a.administrator?.email, b.administrator?.email];
  return one != null && one.value === other?.value;
}
