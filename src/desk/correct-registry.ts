import { randomUUID } from 'node:crypto';
import { checkDetail } from '../decision/agent/check-value.js';
import { personDetails } from '../decision/agent/field-path.js';
import { legalDueOn, receptionDay, targetOn } from '../provisioning/deadlines.js';
import { orderForChange } from '../provisioning/order-for-change.js';
import {
  type CommuneList,
  type ContactRole,
  isSamePerson,
  listAfter,
  type PlannedChange,
} from '../registry/change.js';
import { communeByInsee } from '../registry/find-commune.js';
import type { Person } from '../registry/person.js';
import type { DirectorySchool } from '../registry/school.js';
import { schoolYearAskedOn } from '../registry/school-year.js';
import { loadCommunes, lockSubjects } from '../store/cases.js';
import type { Queries } from '../store/database.js';
import { saveLists } from '../store/decided.js';
import { findAction, moveLockedRequest } from '../store/desk/actions.js';
import type { Agent } from '../store/desk/agents.js';
import { findRequest } from '../store/desk/find-request.js';
import { removeFromList, snapshotKey, snapshotList } from '../store/desk/lists.js';
import { insertActionChanges, insertActionOrders } from '../store/desk/owed.js';
import { openRequest } from '../store/orders.js';
import { takeReferences } from '../store/requests.js';
import { type Acting, act, type Deed } from './act.js';
import { type Desk, type NotDone, type Outcome, refused } from './desk.js';
import { fingerprintOf } from './letters.js';
import { mayAct } from './may-act.js';

/** What an agent corrects by hand. The year is the one lists are made for now. */
export type RegistryCorrection =
  | { kind: 'add-school'; uai: string; administrator: Person }
  /** The same person mended, or another: the registry tells which. */
  | { kind: 'set-administrator'; uai: string; administrator: Person; isBeside?: boolean }
  | { kind: 'remove-school'; uai: string }
  | { kind: 'set-contact'; role: ContactRole; person: Person };

export type CorrectionByHand = { communeInsee: string; correction: RegistryCorrection };

export type RegistryPreview = {
  kind: 'preview';
  change: PlannedChange;
  /** What would be asked of laclasse.com; null for a contact. */
  order: ReturnType<typeof orderForChange>;
  dates: { askedOn: string; dueOn: string; targetOn: string };
  fingerprint: string;
};

/** Changes nothing. */
export async function previewCorrection(
  desk: Desk,
  asked: CorrectionByHand,
): Promise<RegistryPreview | NotDone> {
  const prepared = await prepare(desk, desk.db, asked);
  return 'preview' in prepared ? prepared.preview : prepared;
}

type Prepared = { preview: RegistryPreview; list: CommuneList; schoolYear: number };

async function prepare(
  desk: Desk,
  db: Queries,
  { communeInsee, correction }: CorrectionByHand,
): Promise<Prepared | NotDone> {
  if (communeByInsee(communeInsee)?.insee !== communeInsee) return refused('wrong-value');
  const today = receptionDay(desk.clock.now());
  const schoolYear = schoolYearAskedOn(today);
  const communes = await loadCommunes(db, [communeInsee], { day: today.toString(), schoolYear });
  const { list, directory } = communes.get(communeInsee)!;
  const change = planned(correction, list, directory);
  if ('code' in change) return change;

  const dueOn = legalDueOn(today);
  const dates = {
    askedOn: today.toString(),
    dueOn: dueOn.toString(),
    targetOn: targetOn(dueOn, desk.closures).toString(),
  };
  const fingerprint = fingerprintOf(communeInsee, change, dates);
  const preview = { kind: 'preview', change, order: orderForChange(change), dates, fingerprint } as const;
  return { list, schoolYear, preview };
}

function planned(
  correction: RegistryCorrection,
  list: CommuneList,
  directory: readonly DirectorySchool[],
): PlannedChange | (NotDone & { code: string }) {
  if (correction.kind === 'set-contact') {
    const { role } = correction;
    const person = rightPerson(correction.person);
    const former = list.contacts[role] ?? null;
    return person === null ? wrong() : { kind: 'set-contact', role, person, former };
  }
  const listed = list.schools.find(({ uai }) => uai === correction.uai);
  if (correction.kind === 'remove-school') {
    if (listed === undefined) return wrong();
    if (list.schools.length === 1) return { kind: 'refused', code: 'blocked', codes: ['list_emptied'] };
    return { kind: 'remove-school', school: listed };
  }
  const administrator = rightPerson(correction.administrator);
  if (administrator === null) return wrong();
  if (correction.kind === 'add-school') {
    const school = directory.find(({ uai }) => uai === correction.uai);
    if (school === undefined || listed !== undefined) return wrong();
    return { kind: 'add-school', school: { uai: school.uai, name: school.name, administrator } };
  }
  if (listed === undefined) return wrong();
  const school = { ...listed, administrator };
  if (correction.isBeside === true) return { kind: 'add-administrator', school };
  const former = listed.administrator;
  const kind = isSamePerson(former, administrator) ? 'update-administrator' : 'replace-administrator';
  return { kind, school, former };
}

function wrong(): NotDone & { code: string } {
  return { kind: 'refused', code: 'wrong-value', codes: [] };
}

/** By the rules of forms: an agent’s typing error gives the keys away as well as a clerk’s. */
function rightPerson(person: Person): Person | null {
  const right = { ...person };
  for (const detail of personDetails) {
    const checked = checkDetail(detail, person[detail]);
    if (!checked.isRight) return null;
    right[detail] = checked.value;
  }
  return right;
}

/**
 * One change of the registry, by hand, with its reason. It gets a request of its own, hence a reference, dates, orders,
 * an audit entry and a time to undo like any other.
 */
export async function correctRegistry(
  desk: Desk,
  agent: Agent,
  asked: CorrectionByHand & { reason: string; fingerprint: string; actionId?: string },
): Promise<Outcome> {
  if (!mayAct(agent)) return { kind: 'forbidden' };
  if (asked.reason.trim() === '') return refused('missing-reason');
  const actionId = asked.actionId ?? randomUUID();
  const done = await findAction(desk.db, actionId);
  const requestId = done?.requestId ?? (await openByHand(desk, agent, asked));
  if (typeof requestId !== 'string') return requestId;
  return act(desk, agent, 'correct-registry', { requestId, version: 1, actionId }, async (acting) => {
    await lockSubjects(acting.tx, [`commune:${asked.communeInsee}`]);
    const prepared = await prepare(desk, acting.tx, asked);
    if (!('preview' in prepared)) return prepared;
    if (prepared.preview.fingerprint !== asked.fingerprint) return refused('plan-changed');
    return save(acting, asked, prepared);
  });
}

/** Closed from the start: undone, or never followed by its change, it asks nothing of anybody. */
async function openByHand(
  desk: Desk,
  agent: Agent,
  asked: CorrectionByHand & { fingerprint: string },
): Promise<string | NotDone> {
  const prepared = await prepare(desk, desk.db, asked);
  if (!('preview' in prepared)) return prepared;
  const { dates, fingerprint } = prepared.preview;
  if (fingerprint !== asked.fingerprint) return refused('plan-changed');
  const now = desk.clock.now();
  const [reference] = await takeReferences(desk.db, receptionDay(now).year, 1);
  const id = randomUUID();
  await desk.db
    .insertInto('request')
    .values({
      id,
      reference: reference!,
      status: 'closed',
      commune_insee: asked.communeInsee,
      sender: agent.login,
      opened_at: now,
      due_on: dates.dueOn,
      target_on: dates.targetOn,
      waiting_since: null,
      reasons: ['by_hand'],
      resolution: 'by-hand',
      merged_into: null,
    })
    .execute();
  return id;
}

async function save(
  { tx, request, actionId, at, undoUntil }: Acting,
  { communeInsee, reason }: CorrectionByHand & { reason: string },
  { preview: { change, order, dates }, list, schoolYear }: Prepared,
): Promise<Deed> {
  const before = await snapshotList(tx, communeInsee, schoolYear);
  const after = listAfter(list, { changes: [change], missingSchools: [] });
  await saveLists(tx, [{ communeInsee, schoolYear, list: after, requestId: request.id, at }]);
  if (change.kind === 'remove-school')
    await removeFromList(tx, communeInsee, schoolYear, [change.school.uai]);
  const context = { actionId, requestId: request.id, at, undoUntil };
  await insertActionChanges(tx, [change], context);
  const orders = order === null ? [] : [order];
  const { superseded } = await insertActionOrders(tx, orders, { communeInsee, ...dates }, context);
  await moveLockedRequest(tx, request.id, {
    status: 'accepted',
    reasons: ['by_hand'],
    resolution: 'by-hand',
  });
  if (order === null) await openRequest(tx, request.id);
  const listKey = snapshotKey(await snapshotList(tx, communeInsee, schoolYear));
  return {
    kind: 'deed',
    version: (await findRequest(tx, request.id))!.version,
    facts: { reason: reason.trim(), change: change.kind, uai: 'school' in change ? change.school.uai : null },
    before: { list: before, listAfter: listKey, superseded },
  };
}
