import { compareSchoolNames } from './compare-school-names.js';
import { isOpposite } from './keep-level.js';
import { matchSchoolName } from './match-school-name.js';
import type { DirectorySchool, SchoolLevel, SchoolMatch } from './school.js';
import { readSchoolName, type SchoolName } from './school-name.js';
import { type ListedSchool, listSchools, type SchoolsOfCommune } from './schools-of-commune.js';
import type { Uai } from './uai.js';

/** A school as a form writes it. `level` when a column of its own says it. */
export type WrittenSchool = { name: string | null; uai: Uai | null; level?: SchoolLevel | null };

/**
 * The school of the commune's directory that was written. Its UAI comes first and must agree with the name; then level
 * and name, accents, abbreviations, initials and small typing errors forgiven. Whenever two schools are possible, or the
 * only possible one is not quite what was written, the answer is `ambiguous`: wrong is worse than asking.
 */
export function matchSchool(written: WrittenSchool, directory: readonly DirectorySchool[]): SchoolMatch {
  const schools = listSchools(directory);
  const byName = written.name === null ? nothing : matchByName(written.name, written.level ?? null, schools);
  if (written.uai === null) return byName;

  const listed = schools.byUai.get(written.uai);
  if (listed === undefined) return contradicted(byName, []);
  const isNamedElsewhere = byName.kind === 'one' && byName.school !== listed.school;
  return !isNamedElsewhere && agrees(written, listed, schools)
    ? { kind: 'one', school: listed.school }
    : contradicted(byName, [listed]);
}

const nothing: SchoolMatch = { kind: 'none', nearest: [] };

/** A UAI that says another school than the name: whatever each of them says is a candidate. */
function contradicted(byName: SchoolMatch, byUai: readonly ListedSchool[]): SchoolMatch {
  const named =
    byName.kind === 'one' ? [byName.school] : byName.kind === 'ambiguous' ? byName.candidates : [];
  const candidates = [...new Set([...byUai.map(({ school }) => school), ...named])];
  return candidates.length > 0 ? { kind: 'ambiguous', candidates } : byName;
}

function agrees(
  written: WrittenSchool,
  { school, name: listedName }: ListedSchool,
  schools: SchoolsOfCommune,
): boolean {
  return readings(written.name ?? '', schools).some((name) => {
    const level = name.level ?? written.level ?? null;
    if (level !== null && isOpposite(level, school.level)) return false;
    return name.words.length === 0 || compareSchoolNames(name, listedName) !== 'other';
  });
}

/** A shorter reading of the text may settle what the whole one leaves open, but not point elsewhere. */
function matchByName(text: string, level: SchoolLevel | null, schools: SchoolsOfCommune): SchoolMatch {
  const [whole, ...shorter] = readings(text, schools).map((name) => matchSchoolName(name, level, schools));
  if (whole!.kind === 'one') return whole!;

  const settled = shorter.find((match) => match.kind === 'one' && isWithin(match.school, whole!));
  return settled ?? [whole!, ...shorter].find(({ kind }) => kind === 'ambiguous') ?? whole!;
}

function isWithin(school: DirectorySchool, whole: SchoolMatch): boolean {
  return whole.kind !== 'ambiguous' || whole.candidates.includes(school);
}

/** The name as it is written, then without the commune's name or the address behind (« École Jean Jaurès de Corbas »). */
function readings(text: string, schools: SchoolsOfCommune): SchoolName[] {
  return [text, ...schools.shorterNames(text)].map(readSchoolName);
}
