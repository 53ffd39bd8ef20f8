import type { Person } from '../registry/person.js';

/** How the registry and laclasse.com may differ. Reported, never corrected by itself. */
export const driftCodes = [
  'school_not_there',
  'administrator_not_there',
  'administrator_not_here',
  'school_not_here',
  'profile_twice',
  'storage_exceeded',
] as const;
export type DriftCode = (typeof driftCodes)[number];

/** What an agent reads. */
export const driftSentences: Record<DriftCode, string> = {
  school_not_there: 'Inscrit ici, cet établissement n’existe pas à laclasse.com.',
  administrator_not_there: 'L’administrateur inscrit ici n’a pas de profil d’administrateur à laclasse.com.',
  administrator_not_here: 'Une personne administre cet établissement à laclasse.com sans être inscrite ici.',
  school_not_here:
    'Cet établissement a un administrateur à laclasse.com, mais aucune commune ne l’a inscrit ici.',
  profile_twice: 'La même personne a deux fois le même profil dans cet établissement.',
  storage_exceeded: 'Les documents de cet établissement dépassent le volume de la convention.',
};

/** `subject` is an identifier at laclasse.com (of a user), or empty. */
export type Drift = { code: DriftCode; uai: string; subject: string };

export type RegistrySchool = { uai: string; administrator: Person; knownUserIds: readonly string[] };

export type ThereProfile = { uai: string; userId: string; addresses: readonly string[] };

export type There = {
  /** Structures of the type we open. */
  structures: ReadonlySet<string>;
  /** Administrators' profiles of any structure. */
  profiles: readonly ThereProfile[];
};

/**
 * Pure: what the registry says against what laclasse.com says. Schools with an order still to carry out differ for a
 * good reason: they are left out by whoever loads the registry, and named in `awaited`.
 */
export function compareAccess(
  here: readonly RegistrySchool[],
  there: There,
  awaited: ReadonlySet<string>,
): Drift[] {
  const profilesByUai = groupedBySchool(there.profiles);
  const listed = groupedBySchool(here);
  const ours = [...listed].flatMap(([uai, schools]) =>
    awaited.has(uai) ? [] : driftsOfSchool(uai, schools, there, profilesByUai.get(uai) ?? []),
  );
  const others = [...profilesByUai.keys()]
    .filter((uai) => there.structures.has(uai) && !listed.has(uai) && !awaited.has(uai))
    .map((uai): Drift => ({ code: 'school_not_here', uai, subject: '' }));
  return [...ours, ...others];
}

function driftsOfSchool(
  uai: string,
  schools: readonly RegistrySchool[],
  { structures }: There,
  profiles: readonly ThereProfile[],
): Drift[] {
  if (!structures.has(uai) && profiles.length === 0) return [{ code: 'school_not_there', uai, subject: '' }];
  const isListed = (profile: ThereProfile) => schools.some((school) => isOf(profile, school));
  const missing = schools.filter((school) => !profiles.some((profile) => isOf(profile, school)));
  const userIds = profiles.map(({ userId }) => userId);
  const repeated = new Set(userIds.filter((id, index) => userIds.indexOf(id) !== index));
  const unknown = new Set(profiles.filter((profile) => !isListed(profile)).map(({ userId }) => userId));
  return [
    ...missing.map((): Drift => ({ code: 'administrator_not_there', uai, subject: '' })),
    ...[...unknown].map((subject): Drift => ({ code: 'administrator_not_here', uai, subject })),
    ...[...repeated].map((subject): Drift => ({ code: 'profile_twice', uai, subject })),
  ];
}

/** The same person: by the account our orders made or found, else by the address. */
function isOf(profile: ThereProfile, { administrator, knownUserIds }: RegistrySchool): boolean {
  if (knownUserIds.includes(profile.userId)) return true;
  return profile.addresses.some((address) => address.toLowerCase() === administrator.email.toLowerCase());
}

function groupedBySchool<Item extends { uai: string }>(items: readonly Item[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(item.uai, [...(groups.get(item.uai) ?? []), item]);
  return groups;
}
