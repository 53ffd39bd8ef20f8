import {
  compareSchoolNames,
  haveSameBase,
  lettersApart,
  type Nearness,
  typosAllowed,
} from './compare-school-names.js';
import { isOpposite, keepLevel } from './keep-level.js';
import type { DirectorySchool, SchoolLevel, SchoolMatch } from './school.js';
import type { SchoolName } from './school-name.js';
import type { ListedSchool, SchoolsOfCommune } from './schools-of-commune.js';

type Candidate = { listed: ListedSchool; nearness: Nearness };

/** The school that a name means in its commune. `column`: the level, when a column of its own says it. */
export function matchSchoolName(
  name: SchoolName,
  column: SchoolLevel | null,
  schools: SchoolsOfCommune,
): SchoolMatch {
  const level = name.isGroup ? null : (name.level ?? column);
  if (name.words.length === 0) return matchNameless(level, schools.open);

  const exact = decide(
    name,
    level,
    compareAll(
      name,
      schools.all.filter((listed) => haveSameBase(name, listed.name)),
    ),
  );
  if (exact !== null) return exact;

  const candidates = compareAll(name, schools.all);
  for (const nearness of ['short', 'typo'] as const) {
    if (!candidates.some((candidate) => candidate.nearness === nearness)) continue;
    const found = decide(name, level, poolOf(nearness, candidates, name));
    if (found !== null) return found;
  }
  return unproven(name, level, candidates, schools);
}

/** Every school whose name is near; a closed one only when no open one is. */
function compareAll(name: SchoolName, all: readonly ListedSchool[]): Candidate[] {
  const near = all
    .map((listed) => ({ listed, nearness: compareSchoolNames(name, listed.name) }))
    .filter(({ nearness }) => nearness !== 'other');
  const open = near.filter(({ listed }) => listed.school.state !== 'closed');
  return open.length > 0 ? open : near;
}

const alsoPossible = {
  short: ['short', 'unmarked', 'typo', 'part'],
  typo: ['typo', 'unmarked', 'part'],
} as const satisfies Record<string, readonly Nearness[]>;

/** The schools to choose among: those as near as this, and those that a slip of the clerk could have meant. */
function poolOf(nearness: 'short' | 'typo', candidates: readonly Candidate[], name: SchoolName): Candidate[] {
  const possible: readonly Nearness[] = alsoPossible[nearness];
  const pool = candidates.filter((candidate) => possible.includes(candidate.nearness));
  return nearness === 'typo' ? withinOneMoreLetter(pool, name) : pool;
}

function withinOneMoreLetter(pool: readonly Candidate[], name: SchoolName): Candidate[] {
  const limit = typosAllowed(name) + 1;
  const apart = pool.map(({ listed }) => lettersApart(name, listed.name, limit));
  const fewest = Math.min(...apart);
  return pool.filter((candidate, place) => candidate.nearness === 'part' || apart[place]! <= fewest + 1);
}

/** One school, several, or null when no level of the pool can be meant. */
function decide(name: SchoolName, level: SchoolLevel | null, pool: readonly Candidate[]): SchoolMatch | null {
  const kept = keepLevel(level, pool);
  if (kept.length === 0) return null;

  const [only] = kept;
  const isCertain =
    kept.length === 1 &&
    only!.nearness !== 'unmarked' &&
    only!.nearness !== 'part' &&
    !(level === 'maternelle' && only!.listed.school.level === 'primaire') &&
    !(name.isGroup && only!.listed.school.level !== 'primaire') &&
    (only!.nearness === 'same' || pool.every(({ listed }) => haveSameBase(listed.name, only!.listed.name)));
  return isCertain
    ? { kind: 'one', school: only!.listed.school }
    : several([...new Set([...kept, ...(kept.length === 1 ? pool : [])])]);
}

/** « Ecole primaire » alone names a school only where there is no other. */
function matchNameless(level: SchoolLevel | null, open: readonly ListedSchool[]): SchoolMatch {
  const possible = open.filter(({ school }) => level === null || !isOpposite(level, school.level));
  if (
    open.length === 1 &&
    possible.length === 1 &&
    !(level === 'maternelle' && possible[0]!.school.level !== 'maternelle')
  ) {
    return { kind: 'one', school: possible[0]!.school };
  }
  if (possible.length === 0)
    return { kind: 'none', nearest: open.map(({ school }) => school).slice(0, MOST) };
  const nameless = possible.filter(({ name }) => name.words.length === 0);
  return several(
    [...nameless, ...possible.filter((listed) => !nameless.includes(listed))].map((listed) => ({ listed })),
  );
}

/** Nothing certain: what has the name's words is offered to choose from, else the nearest are only mentioned. */
function unproven(
  name: SchoolName,
  level: SchoolLevel | null,
  candidates: readonly Candidate[],
  schools: SchoolsOfCommune,
): SchoolMatch {
  const possible = candidates.filter(
    ({ listed }) => level === null || !isOpposite(level, listed.school.level),
  );
  if (possible.length > 0) return several(possible);

  const named = candidates.map(({ listed }) => listed.school);
  return { kind: 'none', nearest: named.length > 0 ? named.slice(0, MOST) : nearestSchools(name, schools) };
}

/** Candidates beyond this number help nobody to choose. */
const MOST = 12;

function several(candidates: readonly { listed: ListedSchool }[]): SchoolMatch {
  return { kind: 'ambiguous', candidates: candidates.slice(0, MOST).map(({ listed }) => listed.school) };
}

function nearestSchools(name: SchoolName, { open }: SchoolsOfCommune): DirectorySchool[] {
  const limit = Math.min(4, Math.floor(name.key.length / 4));
  return open
    .map(({ school, name: listed }) => ({ school, apart: lettersApart(name, listed, limit) }))
    .filter(({ apart }) => apart <= limit)
    .sort((a, b) => a.apart - b.apart)
    .slice(0, 3)
    .map(({ school }) => school);
}
