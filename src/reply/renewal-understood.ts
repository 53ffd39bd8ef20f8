import type { ChangePlan, CommuneList, PlannedChange } from '../registry/change.js';
import { personName, understoodSchool } from './renewal-letter.js';
import type { RenewalUnderstood } from './reply-facts.js';

/** Pure: what a plan does to the list before it, school by school. A school missing and not removed keeps its access. */
export function understoodOf(
  before: CommuneList,
  { changes, missingSchools }: ChangePlan,
): RenewalUnderstood {
  const of = <Kind extends PlannedChange['kind']>(kind: Kind) =>
    changes.filter((change): change is Extract<PlannedChange, { kind: Kind }> => change.kind === kind);
  const replaced = of('replace-administrator');
  const elsewhere = new Set([
    ...[...replaced, ...of('remove-school')].map(({ school }) => school.uai),
    ...missingSchools.map(({ uai }) => uai),
  ]);
  return {
    kept: before.schools.filter(({ uai }) => !elsewhere.has(uai)).map(understoodSchool),
    added: of('add-school').map(({ school }) => understoodSchool(school)),
    changed: replaced.map(({ school, former }) => ({
      school: { name: school.name, uai: school.uai },
      ...{ formerName: personName(former), newName: personName(school.administrator) },
    })),
    removed: of('remove-school').map(({ school }) => understoodSchool(school)),
    missing: missingSchools.map(understoodSchool),
  };
}

/** Somebody loses an access by it. */
export function losesAccess(changes: readonly PlannedChange[]): boolean {
  return changes.some(({ kind }) => kind === 'remove-school' || kind === 'replace-administrator');
}
