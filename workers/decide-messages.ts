import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Case } from '../src/decision/case.js';
import { compareReadings } from '../src/decision/compare-readings.js';
import { type Decision, decide } from '../src/decision/decide.js';
import type { Outcome, ReasonCode } from '../src/decision/outcome.js';
import type { CaseRenewal } from '../src/decision/renewal/case-renewal.js';
import { decideMessages } from '../src/jobs/decide-messages.js';
import { planOrders } from '../src/jobs/plan-orders.js';
import type { Queues } from '../src/jobs/queues.js';
import { sendReplies } from '../src/jobs/send-replies.js';
import type { Clock } from '../src/kernel/clock.js';
import { errorFacts, type Log } from '../src/kernel/log.js';
import { legalDueOn, receptionDay, targetOn } from '../src/provisioning/deadlines.js';
import { orderForChange } from '../src/provisioning/order-for-change.js';
import { renewalOrderDays } from '../src/provisioning/renewal-calendar.js';
import type { PlannedChange } from '../src/registry/change.js';
import type { BrakeLimits } from '../src/reply/brakes.js';
import {
  type KnownRequest,
  type LatestForm,
  lockSubjects,
  type ReadMessage,
  takeReadMessages,
} from '../src/store/cases.js';
import { refuseNewsOf } from '../src/store/circulars/circulars.js';
import type { Database, Tx } from '../src/store/database.js';
import { type Decided, type SavedList, saveDecided } from '../src/store/decided.js';
import { noteFailure } from '../src/store/messages.js';
import type { NewOrder } from '../src/store/order-planning.js';
import { openRequest } from '../src/store/orders.js';
import { carryForward } from '../src/store/renewal/carry-forward.js';
import type { RequestYear } from '../src/store/renewal/request-years.js';
import { takeReferences } from '../src/store/requests.js';
import type { RequestStatus } from '../src/store/statuses.js';
import { type CaseBook, openCaseBook, subjectsOf } from './decide/case-book.js';
import { holdBraked } from './decide/hold-braked.js';
import { type Informing, informFollowUp, oweInformation } from './decide/inform-follow-up.js';
import { type OweSettings, oweReply } from './decide/owe-reply.js';
import { eachAloneIfTogetherFails } from './each-alone.js';

export type DecideSteps = OweSettings & {
  db: Database;
  queues: Queues;
  clock: Clock;
  log: Log;
  brakes: BrakeLimits;
  folders: Record<Outcome, string>;
  /** Where mail that is set apart goes, by the first reason of its decision. */
  foldersApart: Partial<Record<ReasonCode, string>>;
  closures: ReadonlySet<string>;
  /** Access is promised within this many days of reception; 14 at most. */
  promiseDays: number;
  maxMessageBytes: number;
  /** After this many failures the message is an agent's. */
  failuresBeforeAgent: number;
  /** Told of each decision once it is committed. */
  onDecided(decided: readonly Decided[]): void;
};

export const job = decideMessages;

/** Then the readers' children, which this process feeds, have a turn. */
const DECIDED_AT_A_STRETCH = 4;

/**
 * Load, decide, save. Running it twice is harmless: a message that has left `read` is not taken, and what a decision
 * leads to is committed with that very change of status. One that cannot be decided never holds up the others: it is
 * tried again, then given to an agent.
 */
export function decideMessagesWork(steps: DecideSteps) {
  return async (ids: readonly string[]): Promise<void> => {
    const decided: Decided[] = [];
    const failures: unknown[] = [];
    await eachAloneIfTogetherFails(
      ids,
      async (some) => {
        const batch = await decideBatch(steps, some);
        decided.push(...batch);
        if (batch.length > 0) steps.onDecided(batch);
      },
      async (id, error) => {
        failures.push(error);
        const count = await noteFailure(steps.db, id);
        steps.log.warn('message not decided', { messageId: id, failures: count, ...errorFacts(error) });
      },
    );
    await askForWhatFollows(steps, decided);
    if (failures.length > 0) throw failures[0];
  };
}

async function askForWhatFollows({ queues }: DecideSteps, decided: readonly Decided[]): Promise<void> {
  const replies = decided.flatMap(({ reply }) => (reply?.status === 'queued' ? [reply.id] : []));
  const orders = decided.flatMap((one) => one.orders.map((order) => order.id));
  await Promise.all([queues.enqueue(sendReplies, replies), queues.enqueue(planOrders, orders)]);
}

async function decideBatch(steps: DecideSteps, ids: readonly string[]): Promise<Decided[]> {
  const now = steps.clock.now();
  const today = receptionDay(now);
  return steps.db.transaction().execute(async (tx) => {
    const taken = await takeReadMessages(tx, ids);
    const messages = taken.map((one) => (one.failures >= steps.failuresBeforeAgent ? defeated(one) : one));
    if (messages.length === 0) return [];
    await lockSubjects(tx, subjectsOf(messages));
    const answerable = messages.filter(
      ({ kind, documents }) => kind !== 'automatic' || documents.length > 0,
    ).length;
    const references = await takeReferences(steps.db, today.year, answerable);
    const book = await openCaseBook(tx, messages, { today });

    const freely: Decided[] = [];
    const informings: Informing[] = [];
    for (const message of messages) {
      if (freely.length % DECIDED_AT_A_STRETCH === 0) await setImmediate();
      freely.push(decideOne(steps, book, message, now, references, informings));
    }
    const decided = await holdBraked(tx, freely, steps.brakes, now);
    await saveDecided(tx, decided, listsToSave(decided, book));
    await refuseNewsOf(tx, addressesRefusing(decided, messages), now);
    for (const one of decided) await carryChanges(tx, one);
    for (const one of informings) await oweInformation(tx, steps, one, now);
    return decided;
  });
}

/** Who answered STOP: they get no more news. */
function addressesRefusing(decided: readonly Decided[], messages: readonly ReadMessage[]): string[] {
  const refusing = new Set(
    decided.filter(({ reasons }) => reasons.includes('news_refused')).map(({ messageId }) => messageId),
  );
  return messages.flatMap(({ id, from }) => (refusing.has(id) && from !== null ? [from] : []));
}

/** What is left of a message that cannot be decided: that it came, and from whom. */
function defeated(message: ReadMessage): ReadMessage {
  const reasons = [...message.reasons, 'processing-failed'];
  return { ...message, reasons, documents: [], referenceIds: [], requestReference: null };
}

function decideOne(
  steps: DecideSteps,
  book: CaseBook,
  message: ReadMessage,
  now: Date,
  references: string[],
  informings: Informing[],
): Decided {
  const given = book.caseOf(message);
  const confirmedBy = book.confirmedBy(message);
  const decision = decide(given);
  const known =
    (decision.outcome === 'already-received' ? given.earlier?.requestId : given.joins?.requestId) ?? null;
  const corrected = known === null ? null : book.latestForm(known);
  const knownRequest = known === null ? null : book.request(known);
  const isFirstForm = decision.form !== null && corrected === null;
  const renewal = renewalAnswered(given, decision);
  const on = { known: knownRequest, isFirstForm, renewal };
  const request = requestAfter(steps, message, decision, on, references);
  book.note(message, decision, request);

  const decided: Decided = {
    messageId: message.id,
    decisionId: randomUUID(),
    outcome: decision.outcome,
    reasons: decision.reasons,
    decidedAt: now,
    folder: steps.foldersApart[decision.reasons[0]!] ?? steps.folders[decision.outcome],
    request: request === null ? null : requestToSave(request, decision, known !== null),
    workItem:
      decision.outcome === 'ask-agent'
        ? { id: randomUUID(), reason: decision.reasons[0]!, subjectId: message.id }
        : null,
    reply: null,
    bounced: message.bounced,
    correction: correctionOf(decision, corrected),
    year: request === null ? null : yearToSave(given, decision, request),
    threadedTo: request === null ? book.threadOf(message) : null,
    changes: (decision.plan?.changes ?? []).map((change) => ({ id: randomUUID(), ...change })),
    orders: [],
  };
  if (request === null) return decided;
  const insee = decision.form?.reading.commune?.value.insee;
  const informing = informFollowUp(message, decision, {
    ...{ request, reference: steps.printReference(request.reference) },
    commune: insee === undefined ? null : book.commune(insee, book.yearOf(message).year),
  });
  if (informing !== null) informings.push(informing);
  const reply = oweReply(steps, message, decision, {
    request,
    firstReceivedAt: given.earlier?.receivedAt ?? null,
    corrected: given.joins?.isAwaitingCommune === true ? (corrected?.reading ?? null) : null,
    confirmedBy,
    renewal: given.renewal ?? null,
    wasRefusedToday: book.wasRefusedToday,
  });
  book.noteReply(reply);
  return {
    ...decided,
    reply,
    workItem: reply?.status === 'suppressed' ? (decided.workItem ?? refusedAgain(request)) : decided.workItem,
    orders: decided.changes.flatMap((change) => orderFor(change, request, renewal, message, steps.closures)),
  };
}

function correctionOf({ outcome, form }: Decision, former: LatestForm | null): Decided['correction'] {
  if (form === null || former === null || outcome === 'already-received') return null;
  const changes = compareReadings(former.reading, form.reading);
  return { formerReadingId: former.readingId, readingId: form.readingId, changes };
}

/** Somebody fails twice in a day for the same reason: a person may want to help. One item, however often. */
function refusedAgain(request: KnownRequest): Decided['workItem'] {
  return { id: randomUUID(), reason: 'refusal_repeated', subjectId: request.id };
}

const statusAfter: Record<Exclude<Outcome, 'ignore' | 'already-received'>, RequestStatus> = {
  accept: 'accepted',
  correct: 'awaiting-commune',
  'no-form': 'awaiting-commune',
  'ask-agent': 'awaiting-agent',
};

/** Automatic mail opens no request; a form that came before stays with the request it came for. */
function requestAfter(
  steps: DecideSteps,
  message: ReadMessage,
  decision: Decision,
  { known, isFirstForm, renewal }: OnRequest,
  references: string[],
): KnownRequest | null {
  const { outcome, form } = decision;
  if (outcome === 'ignore') return null;
  if (outcome === 'already-received') return known;
  const status = statusAfter[outcome];
  const communeInsee =
    form?.reading.commune?.value.insee ?? renewal?.communeInsee ?? known?.communeInsee ?? null;
  const proof = known?.proof === 'authentic' ? known.proof : message.authenticity;
  if (known !== null && !isFirstForm) return { ...known, communeInsee, status, proof };

  const clock = { openedAt: message.receivedAt, ...promiseOf(steps, message, renewal) };
  if (known !== null) return { ...known, communeInsee, status, proof, ...clock };
  return {
    id: randomUUID(),
    reference: references.shift()!,
    status,
    communeInsee,
    sender: message.from ?? '',
    ...clock,
    proof,
    rfcMessageIds: [],
  };
}

type OnRequest = { known: KnownRequest | null; isFirstForm: boolean; renewal: CaseRenewal | null };

/** The two weeks; for an answer to a campaign, the day before 20 August when it is later. */
function promiseOf(steps: DecideSteps, { receivedAt }: ReadMessage, renewal: CaseRenewal | null) {
  const receivedOn = receptionDay(receivedAt);
  const dueOn = legalDueOn(receivedOn);
  const days =
    renewal === null
      ? { dueOn, targetOn: targetOn(dueOn, steps.closures, steps.promiseDays) }
      : renewalOrderDays('open-school', receivedOn, renewal.days, steps.closures);
  return { dueOn: days.dueOn.toString(), targetOn: days.targetOn.toString() };
}

/** The campaign that a message answers; null while it is not sure which year it speaks of, or when it asks nothing of it. */
function renewalAnswered(
  { year, renewal }: Case,
  { form, outcome }: Pick<Decision, 'form' | 'outcome'>,
): CaseRenewal | null {
  if (!renewal || (form === null && renewal.says === null)) return null;
  if (outcome === 'already-received' || (form !== null && year?.isUnclear === true)) return null;
  return renewal;
}

/** The year of a request is told by the form, or the words, it was last judged on. */
function yearToSave(
  { year, renewal }: Case,
  { form, outcome }: Decision,
  { id }: KnownRequest,
): RequestYear | null {
  if (year === undefined || outcome === 'already-received') return null;
  const answers = renewal
    ? { campaign: renewal.year, isLate: !renewal.isOnTime }
    : { campaign: null, isLate: false };
  if (form !== null) return { requestId: id, asked: year, answer: 'list', ...answers };
  if (!renewal || renewal.says === null) return null;
  const asked = { year: renewal.year, isUnclear: false, candidates: [renewal.year] };
  return { requestId: id, asked: { ...asked, reason: 'answers_campaign' }, answer: 'no-change', ...answers };
}

function requestToSave(request: KnownRequest, { outcome }: Decision, isKnown: boolean): Decided['request'] {
  const status = request.status as RequestStatus;
  const { id, reference, communeInsee, sender, openedAt, dueOn, targetOn } = request;
  if (isKnown) {
    const moved = outcome === 'already-received' ? null : status;
    return { isNew: false, id, status: moved, communeInsee, openedAt, dueOn, targetOn };
  }
  return { isNew: true, id, reference, status, communeInsee, sender, openedAt, dueOn, targetOn };
}

function orderFor(
  change: PlannedChange,
  request: KnownRequest,
  renewal: CaseRenewal | null,
  { receivedAt }: ReadMessage,
  closures: ReadonlySet<string>,
): NewOrder[] {
  const asked = orderForChange(change);
  if (asked === null) return [];
  const days = renewal && renewalOrderDays(asked.kind, receptionDay(receivedAt), renewal.days, closures);
  return [
    {
      id: randomUUID(),
      ...asked,
      communeInsee: request.communeInsee!,
      askedOn: receptionDay(request.openedAt).toString(),
      dueOn: days?.dueOn.toString() ?? request.dueOn,
      targetOn: days?.targetOn.toString() ?? request.targetOn,
      notBefore: days?.notBefore?.toString() ?? null,
    },
  ];
}

/** One list per commune and year, as it is after the last acceptance of the batch. */
function listsToSave(decided: readonly Decided[], book: CaseBook): SavedList[] {
  const lists = new Map<string, SavedList>();
  for (const { outcome, request, year, decidedAt } of decided) {
    if (outcome !== 'accept' || request === null || year === null) continue;
    const communeInsee = book.request(request.id).communeInsee!;
    const schoolYear = year.asked.year;
    const { list } = book.commune(communeInsee, schoolYear);
    const saved = { communeInsee, schoolYear, list, requestId: request.id, at: decidedAt };
    lists.set(`${communeInsee} ${schoolYear}`, saved);
  }
  return [...lists.values()];
}

/** The years made already follow; and a renewal that asks nothing of laclasse.com is as open as it will be. */
async function carryChanges(tx: Tx, { outcome, request, year, changes, orders }: Decided): Promise<void> {
  if (outcome !== 'accept' || request === null || year === null) return;
  await carryForward(tx, request.communeInsee!, year.asked.year, changes);
  if (year.campaign !== null && orders.length === 0) await openRequest(tx, request.id);
}
