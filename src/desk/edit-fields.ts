import { applyEdits, type FieldEdit } from '../decision/agent/apply-edits.js';
import { editsInForce } from '../decision/agent/edits-in-force.js';
import { readFieldPath } from '../decision/agent/field-path.js';
import type { Judgement } from '../decision/agent/judge.js';
import type { Decision } from '../decision/decide.js';
import { moveLockedRequest } from '../store/desk/actions.js';
import type { Agent } from '../store/desk/agents.js';
import { saveEdits } from '../store/desk/edits.js';
import { act } from './act.js';
import { decideAnew } from './decide-anew.js';
import { type Desk, type NotDone, type OnRequest, type Outcome, refused } from './desk.js';
import { type OpenCase, openCase } from './open-case.js';

/** What the rules say of a form as it would be with these edits, not saved yet. */
export type Recheck = {
  kind: 'rechecked';
  judgement: Judgement;
  /** Places in the reading as made, of the schools left. */
  positions: readonly number[];
  /** What the service would decide by itself. */
  decision: Pick<Decision, 'outcome' | 'reasons'>;
  /** Fields that are none. */
  unknown: readonly string[];
};

/** As one types: what was saved over the form, then `typing`. Changes nothing. */
export async function recheck(
  desk: Desk,
  { requestId, readingId, typing }: { requestId: string; readingId?: string; typing: readonly FieldEdit[] },
): Promise<Recheck | NotDone> {
  const opened = await openCase(desk.db, requestId, { today: desk.clock.now(), readingId, typing });
  if (opened === null) return refused('no-form');
  const { outcome, reasons } = decideAnew(opened);
  const { judgement, edited } = opened;
  return {
    kind: 'rechecked',
    judgement,
    positions: edited.positions,
    decision: { outcome, reasons },
    unknown: edited.unknown,
  };
}

/** `isWithdrawn`: what the commune wrote counts again. */
export type SavedEdit = FieldEdit & { isWithdrawn?: boolean };

type Edits = { readingId?: string; edits: readonly SavedEdit[] };

/**
 * Writes over fields of the form, with author and time; what the commune sent is never changed. A wrong value is kept
 * too, and the rules say so: an agent may be interrupted.
 */
export async function editFields(
  desk: Desk,
  agent: Agent,
  { readingId, edits, ...on }: OnRequest & Edits,
): Promise<Outcome> {
  return act(desk, agent, 'edit', on, async ({ tx, request, at }) => {
    const opened = await openCase(tx, request.id, { today: at, readingId });
    if (opened === null) return refused('no-form');
    if (edits.length === 0) return refused('nothing-chosen');
    if (!areKnown(opened, edits)) return refused('unknown-field');
    if (!areChoicesOpen(opened, edits)) return refused('wrong-value');
    await saveEdits(tx, opened.form.id, edits, { agentId: agent.id, at });
    return {
      kind: 'deed',
      version: await moveLockedRequest(tx, request.id, {}),
      facts: { readingId: opened.form.id, fields: edits.map(({ field }) => field) },
      before: { edits: { readingId: opened.form.id, former: formerEdits(opened, edits) } },
    };
  });
}

function areKnown({ form }: OpenCase, edits: readonly SavedEdit[]): boolean {
  const saved = editsInForce(form.edits);
  const written = edits.filter(({ isWithdrawn }) => isWithdrawn !== true);
  const { unknown } = applyEdits(form.reading, [...saved, ...written]);
  return edits.every(({ field }) => readFieldPath(field) !== null) && unknown.length === 0;
}

/** A school may be chosen among those of the commune, no other. */
function areChoicesOpen({ commune }: OpenCase, edits: readonly SavedEdit[]): boolean {
  return edits.every(({ field, value, isWithdrawn }) => {
    const path = readFieldPath(field);
    if (path?.of !== 'school-part' || path.part !== 'choice' || isWithdrawn === true) return true;
    return commune?.directory.some(({ uai }) => uai === value) === true;
  });
}

/** What undoing writes back. */
function formerEdits({ form }: OpenCase, edits: readonly SavedEdit[]): SavedEdit[] {
  const saved = new Map(editsInForce(form.edits).map((edit) => [edit.field, edit]));
  return edits.map(({ field }) => saved.get(field) ?? { field, value: null, isWithdrawn: true });
}

/** « C’est cette école »: one line is one school of the commune's directory. */
export function chooseSchool(
  desk: Desk,
  agent: Agent,
  { position, uai, ...on }: OnRequest & { readingId?: string; position: number; uai: string },
): Promise<Outcome> {
  return editFields(desk, agent, { ...on, edits: [{ field: `schools[${position}].choice`, value: uai }] });
}
