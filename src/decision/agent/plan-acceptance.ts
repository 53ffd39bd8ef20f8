import {
  type ContactRole,
  type PlannedChange,
  planChanges,
  type SchoolOnList,
} from '../../registry/change.js';
import type { Person } from '../../registry/person.js';
import type { Uai } from '../../registry/uai.js';
import type { ReasonCode } from '../outcome.js';
import { isAbsolute, type Judgement, type SchoolLine } from './judge.js';

/** What an agent chose to accept. */
export type Selection = {
  /** Lines accepted, by position; `all` for the whole list. */
  positions: 'all' | readonly number[];
  /** Schools to remove from the list, each by name of its UAI: never removed otherwise. */
  removals: readonly Uai[];
  /** Schools whose new administrator comes beside the former one instead of replacing them. */
  besides: readonly Uai[];
  /** Obstacles that the agent saw and accepts. */
  acknowledged: readonly ReasonCode[];
};

export type Acceptance = {
  changes: readonly PlannedChange[];
  accepted: readonly SchoolLine[];
  /** Lines left for later: the commune, or an agent, has something to mend. */
  waiting: readonly SchoolLine[];
  removed: readonly SchoolOnList[];
  contacts: Partial<Record<ContactRole, Person>>;
};

/** `codes`: what forbids it, or the obstacles the agent did not say they saw. */
export type AcceptanceRefusal = {
  kind: 'blocked' | 'not-acknowledged' | 'nothing-chosen';
  codes: readonly ReasonCode[];
};

export type AcceptancePlan = ({ kind: 'planned' } & Acceptance) | AcceptanceRefusal;

/** Pure: exactly what accepting these lines does to the registry, or why it may not be done. */
export function planAcceptance(judgement: Judgement, selection: Selection): AcceptancePlan {
  const { lines, commune, obstacles, blockers, contacts } = judgement;
  const isWhole = selection.positions === 'all';
  const wanted = lines.filter(
    ({ position }) => selection.positions === 'all' || selection.positions.includes(position),
  );
  const accepted = wanted.filter(({ isRemoval }) => !isRemoval);
  const forbidden = isWhole
    ? blockers
    : [...blockers.filter(isAbsolute), ...wanted.flatMap((line) => line.blockers)];
  if (commune === null || forbidden.length > 0) return { kind: 'blocked', codes: [...new Set(forbidden)] };
  const removals = judgement.removals.filter(({ school }) => selection.removals.includes(school.uai));
  if (accepted.length === 0 && removals.length === 0) return { kind: 'nothing-chosen', codes: [] };
  if (accepted.length === 0 && removals.length === commune.list.schools.length) {
    return { kind: 'blocked', codes: ['list_emptied'] };
  }

  const unseen = obstacles.filter((code) => !selection.acknowledged.includes(code));
  if (unseen.length > 0) return { kind: 'not-acknowledged', codes: unseen };

  const schools = accepted.map(({ school, name, administrator }) => ({
    uai: school!.uai,
    name: name ?? school!.name,
    administrator: administrator!,
  }));
  const { changes } = planChanges(commune.list, { contacts, schools });
  const removed = removals.map(({ school }) => school);
  return {
    kind: 'planned',
    changes: [
      ...changes.map((change) => besideWhenAsked(change, selection.besides)),
      ...removed.map((school): PlannedChange => ({ kind: 'remove-school', school })),
    ],
    accepted,
    waiting: lines.filter((line) => !wanted.includes(line) && !isDecidedRemoval(line)),
    removed,
    contacts,
  };
}

/** The agent removes the school or keeps it: the commune has nothing to mend. */
function isDecidedRemoval({ isRemoval, school }: SchoolLine): boolean {
  return isRemoval && school !== null;
}

function besideWhenAsked(change: PlannedChange, besides: readonly Uai[]): PlannedChange {
  if (change.kind !== 'replace-administrator' || !besides.includes(change.school.uai)) return change;
  return { kind: 'add-administrator', school: change.school };
}
