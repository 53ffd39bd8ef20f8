import type { FieldEdit } from '../decision/agent/apply-edits.js';
import type { Judgement } from '../decision/agent/judge.js';
import { type Acceptance, planAcceptance, type Selection } from '../decision/agent/plan-acceptance.js';
import { receptionDay } from '../provisioning/deadlines.js';
import { type AskedOrder, orderForChange } from '../provisioning/order-for-change.js';
import { renewalOrderDays } from '../provisioning/renewal-calendar.js';
import { listAfter } from '../registry/change.js';
import { lockSubjects } from '../store/cases.js';
import type { Queries, Tx } from '../store/database.js';
import { saveLists } from '../store/decided.js';
import { closeWorkItems, moveLockedRequest } from '../store/desk/actions.js';
import type { Agent } from '../store/desk/agents.js';
import { findRequest } from '../store/desk/find-request.js';
import { removeFromList, snapshotKey, snapshotLater, snapshotList } from '../store/desk/lists.js';
import { type DatedOrder, insertActionChanges, insertActionOrders } from '../store/desk/owed.js';
import { openRequest } from '../store/orders.js';
import { carryForward } from '../store/renewal/carry-forward.js';
import { type Acting, act, type Deed } from './act.js';
import { type Desk, type NotDone, type OnRequest, type Outcome, refused } from './desk.js';
import { isOpen } from './is-open.js';
import {
  acceptanceLetter,
  fingerprintOf,
  type Letter,
  type LetterRequest,
  messageToAnswer,
} from './letters.js';
import { type OpenCase, openCase } from './open-case.js';
import { oweLetter } from './owe-letter.js';

export type AcceptInput = {
  /** The form to decide on, when the request has several. */
  readingId?: string;
  selection: Selection;
  /** The agent's words in place of ours, by `problemKey`; for what waits, when only some schools are accepted. */
  sentences?: ReadonlyMap<string, string>;
};

/** Not saved yet: what is being typed, and a sender being confirmed. */
export type Supposing = { typing?: readonly FieldEdit[] | undefined; trusting?: boolean | undefined };

/** What accepting would do, to be read before saying yes. */
export type AcceptancePreview = {
  kind: 'preview';
  acceptance: Acceptance;
  orders: readonly DatedOrder[];
  /** The two weeks run from the reception: an acceptance late in them leaves what is left. */
  dates: { askedOn: string; dueOn: string; targetOn: string };
  /** Null when nobody may be answered. */
  letter: Letter | null;
  /** To give back to `accept`: refused when what would be done is not this any more. */
  fingerprint: string;
};

export type Preview = AcceptancePreview | (NotDone & { judgement?: Judgement });

/** Changes nothing. */
export async function previewAcceptance(
  desk: Desk,
  { requestId, typing, ...input }: AcceptInput & { requestId: string; typing?: readonly FieldEdit[] },
): Promise<Preview> {
  const request = await findRequest(desk.db, requestId);
  if (request === null) return refused('not-found');
  const prepared = await prepareAcceptance(desk, desk.db, request, input, { typing });
  return 'preview' in prepared ? prepared.preview : prepared;
}

export type Prepared = { preview: AcceptancePreview; opened: OpenCase };

export async function prepareAcceptance(
  desk: Desk,
  db: Queries,
  request: LetterRequest & { id: string; openedAt: Date },
  { readingId, selection, sentences = new Map() }: AcceptInput,
  supposing: Supposing = {},
): Promise<Prepared | (NotDone & { judgement?: Judgement })> {
  const opened = await openCase(db, request.id, { today: desk.clock.now(), readingId, ...supposing });
  if (opened === null) return refused('no-form');
  if (opened.year.isUnclear) {
    return { ...refused('blocked', ['school_year_unclear']), judgement: opened.judgement };
  }
  const plan = planAcceptance(opened.judgement, selection);
  if (plan.kind !== 'planned') return { ...refused(plan.kind, plan.codes), judgement: opened.judgement };

  const { dueOn, targetOn } = request;
  const dates = { askedOn: receptionDay(request.openedAt).toString(), dueOn, targetOn };
  const communeInsee = opened.commune!.insee;
  const message = messageToAnswer(opened.messages, opened.message);
  const context = message && { desk, message, request: { ...request, communeInsee } };
  const letter = context && acceptanceLetter(context, opened, plan, sentences);
  const orders = plan.changes.flatMap((change) => dated(desk, opened, orderForChange(change)));
  const said = letter && [letter.recipient, letter.subject, letter.text];
  const fingerprint = fingerprintOf(communeInsee, opened.schoolYear, plan.changes, dates, said);
  return { opened, preview: { kind: 'preview', acceptance: plan, orders, dates, letter, fingerprint } };
}

/** What an answer to a campaign asks for has the days of the campaign; the rest, those of the request. */
function dated({ closures }: Desk, { renewal, message }: OpenCase, order: AskedOrder | null): DatedOrder[] {
  if (order === null) return [];
  if (renewal === null) return [order];
  const days = renewalOrderDays(order.kind, receptionDay(message.receivedAt), renewal.days, closures);
  const { dueOn, targetOn, notBefore } = days;
  return [
    {
      ...{ ...order, dueOn: dueOn.toString(), targetOn: targetOn.toString() },
      notBefore: notBefore?.toString() ?? null,
    },
  ];
}

/**
 * Accepts the whole list, or some of its schools, as the preview said. Removals and replacements are made only here,
 * by a person. What waits goes back to the commune.
 */
export async function accept(
  desk: Desk,
  agent: Agent,
  { readingId, selection, sentences, fingerprint, ...on }: OnRequest & AcceptInput & { fingerprint: string },
): Promise<Outcome> {
  const input: AcceptInput = {
    selection,
    ...(readingId === undefined ? {} : { readingId }),
    ...(sentences === undefined ? {} : { sentences }),
  };
  return act(desk, agent, 'accept', on, async (acting) => {
    if (!isOpen(acting.request)) return refused('not-open');
    const first = await prepareAcceptance(desk, acting.tx, acting.request, input);
    if (!('preview' in first)) return first;
    await lockSubjects(acting.tx, [`commune:${first.opened.commune!.insee}`]);
    const prepared = await prepareAcceptance(desk, acting.tx, acting.request, input);
    if (!('preview' in prepared)) return prepared;
    if (prepared.preview.fingerprint !== fingerprint) return refused('plan-changed');
    return saveAcceptance(acting, prepared);
  });
}

export async function saveAcceptance(acting: Acting, { preview, opened }: Prepared): Promise<Deed> {
  const { tx, request, actionId, at, undoUntil } = acting;
  const { acceptance, orders, dates, letter } = preview;
  const { commune, schoolYear, judgement } = opened;
  const insee = commune!.insee;
  const isPartial = acceptance.waiting.length > 0;
  const context = { actionId, requestId: request.id, at, undoUntil };

  const list = await snapshotList(tx, insee, schoolYear);
  const laterLists = await snapshotLater(tx, insee, schoolYear);
  await saveLists(tx, [
    {
      communeInsee: insee,
      schoolYear,
      list: listAfter(commune!.list, { changes: acceptance.changes, missingSchools: [] }),
      requestId: request.id,
      at,
    },
  ]);
  await removeFromList(
    tx,
    insee,
    schoolYear,
    acceptance.removed.map(({ uai }) => uai),
  );
  await carryForward(tx, insee, schoolYear, acceptance.changes);
  await insertActionChanges(tx, acceptance.changes, context);
  const { superseded } = await insertActionOrders(tx, orders, { communeInsee: insee, ...dates }, context);
  const closedItems = await closeWorkItems(tx, request.id, at);
  if (letter !== null) await oweLetter(acting, letter, opened.messages);
  const moved = await moveLockedRequest(tx, request.id, {
    status: isPartial ? 'awaiting-commune' : 'accepted',
    reasons: isPartial ? ['form_has_errors'] : ['accepted_by_agent'],
    resolution: isPartial ? 'partly-accepted' : 'accepted',
    communeInsee: insee,
  });
  return {
    kind: 'deed',
    version: orders.length === 0 && !isPartial ? await openAtOnce(tx, request.id, moved) : moved,
    facts: {
      readingId: opened.form.id,
      changes: acceptance.changes.map((change) => ({
        kind: change.kind,
        uai: 'school' in change ? change.school.uai : null,
      })),
      waiting: acceptance.waiting.map(({ position }) => position),
      acknowledged: judgement.obstacles,
      letter: letter?.kind ?? null,
    },
    before: {
      list,
      laterLists,
      listAfter: snapshotKey(await snapshotList(tx, insee, schoolYear)),
      closedItems,
      superseded,
    },
  };
}

/** Nothing to do at laclasse.com: its access is as open as it will be. */
async function openAtOnce(tx: Tx, requestId: string, version: number): Promise<number> {
  await openRequest(tx, requestId);
  return (await findRequest(tx, requestId))?.version ?? version;
}
