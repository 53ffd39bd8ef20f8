import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { type ClosingDates, closingDates } from '../../provisioning/convention-end.js';
import { receptionDay } from '../../provisioning/deadlines.js';
import type { SchoolOnList } from '../../registry/change.js';
import { type DenouncingParty, denounce } from '../../registry/convention.js';
import { type ExplainedNotice, explainNotice } from '../../registry/explain-notice.js';
import type { FactsOf } from '../../reply/reply-facts.js';
import { type WrittenReply, writeReply } from '../../reply/write-reply.js';
import { lockSubjects } from '../../store/cases.js';
import {
  type CommuneRecipients,
  closingsToAsk,
  keepsAccess,
  loadOpenSchools,
  loadRecipients,
} from '../../store/convention-closing.js';
import { attachScan, findNewScan, type KeptScan } from '../../store/convention-documents.js';
import { cancelRenewalsFrom, insertConventionEvents } from '../../store/convention-events.js';
import { callAgent, insertNoticeRequest } from '../../store/convention-request.js';
import { changeConvention, findConvention, type StoredConvention } from '../../store/conventions.js';
import type { Queries } from '../../store/database.js';
import { findAction, moveLockedRequest } from '../../store/desk/actions.js';
import type { Agent } from '../../store/desk/agents.js';
import { insertActionOrders } from '../../store/desk/owed.js';
import { takeReferences } from '../../store/requests.js';
import { type Acting, act, type Deed } from '../act.js';
import { type Desk, type NotDone, type Outcome, refused } from '../desk.js';
import { fingerprintOf } from '../letters.js';
import { mayAct } from '../may-act.js';
import { commonFacts, NO_REFERENCE, oweConventionLetter } from './convention-letters.js';
import { dayTyped } from './day-typed.js';

/** `receivedOn`: the day on the acknowledgement of receipt, `YYYY-MM-DD`. */
export type LetterInput = { conventionId: string; receivedOn: string; scanId: string };

/** `by`: whose letter it is, received by the other party. */
export type NoticeInput = LetterInput & { by: DenouncingParty };

/** What recording the registered letter would do, to be read before saying yes. */
export type NoticePreview = {
  kind: 'preview';
  by: DenouncingParty;
  convention: StoredConvention;
  explained: ExplainedNotice;
  dates: ClosingDates;
  /** Those that would lose their access; none when another convention of the commune runs on. */
  schools: readonly SchoolOnList[];
  keepsAccess: boolean;
  scan: KeptScan;
  /** Null when we know nobody of the commune: an agent tells it on paper. */
  letter: (WrittenReply & CommuneRecipients) | null;
  /** To give back to `recordNotice`: refused when what would be done is not this any more. */
  fingerprint: string;
};

/** Changes nothing. */
export async function previewNotice(desk: Desk, input: NoticeInput): Promise<NoticePreview | NotDone> {
  return prepare(desk, desk.db, input);
}

async function prepare(
  desk: Desk,
  db: Queries,
  { conventionId, receivedOn, scanId, by }: NoticeInput,
): Promise<NoticePreview | NotDone> {
  const convention = await findConvention(db, conventionId);
  if (convention === null) return refused('not-found');
  const day = dayTyped(receivedOn);
  if (day === null) return refused('wrong-value');
  if (Temporal.PlainDate.compare(day, receptionDay(desk.clock.now())) > 0) return refused('future-date');
  const denounced = denounce(convention, { by: 'registered_letter', receivedOn: day });
  if (!denounced.ok) return refused(refusalOf[denounced.failure]);
  const scan = await findNewScan(db, scanId, conventionId);
  if (scan === null) return refused('scan-missing');
  const explained = explainNotice(convention.notifiedOn!, day);
  const dates = closingDates(explained.endsOn, desk.closures);
  const isKept = await keepsAccess(db, convention, explained.endsOn);
  const { communeInsee } = convention;
  const today = receptionDay(desk.clock.now());
  const schools = isKept ? [] : await loadOpenSchools(db, communeInsee, today);
  const recipients = await loadRecipients(db, communeInsee);
  const found = { by, convention, explained, dates, schools, keepsAccess: isKept, scan };
  const base = { kind: 'preview', ...found } as const;
  const said = factsOf(desk, base, { reference: NO_REFERENCE, openedAt: desk.clock.now() });
  const letter = recipients && { ...writeReply(said, desk.service), ...recipients };
  const closings = schools.map(({ uai }) => uai);
  const fingerprint = fingerprintOf(
    convention.id,
    convention.version,
    receivedOn,
    by,
    scanId,
    closings,
    recipients,
  );
  return { ...base, letter, fingerprint };
}

const refusalOf = {
  not_a_registered_letter: 'wrong-value',
  not_in_force: 'convention-not-in-force',
  already_denounced: 'already-denounced',
} as const;

function factsOf(
  desk: Desk,
  {
    by,
    convention,
    explained,
    dates,
    schools,
    keepsAccess: isKept,
  }: Omit<NoticePreview, 'letter' | 'fingerprint'>,
  { reference, openedAt }: { reference: string; openedAt: Date },
): FactsOf<'convention-notice'> {
  const { communeInsee, notifiedOn } = convention;
  const { receivedOn, endsOn, lastDay, missed } = explained;
  return {
    kind: 'convention-notice',
    denouncedBy: by,
    ...commonFacts(desk, { reference, openedAt, communeInsee }),
    noticeReceivedOn: receivedOn.toString(),
    notifiedOn: notifiedOn!.toString(),
    lastDay: lastDay.toString(),
    missed: missed && { anniversary: missed.anniversary.toString(), lastDay: missed.lastDay.toString() },
    ...{ endsOn: endsOn.toString(), closesOn: dates.notBefore.toString(), keepsAccess: isKept },
    schools: schools.map(({ name, uai, administrator: { firstName, lastName } }) => ({
      ...{ name, uai, administrator: `${firstName} ${lastName}`.trim() },
    })),
  };
}

/**
 * The registered letter of the commune, or of the Métropole, with its scan: the convention ends at the anniversary that it counts for, the closings
 * are asked for that day, and the commune is told. Undone like any action, before anything leaves.
 */
export async function recordNotice(
  desk: Desk,
  agent: Agent,
  asked: NoticeInput & { fingerprint: string; actionId?: string },
): Promise<Outcome> {
  if (!mayAct(agent)) return { kind: 'forbidden' };
  const actionId = asked.actionId ?? randomUUID();
  const done = await findAction(desk.db, actionId);
  const requestId = done?.requestId ?? (await openRequestOf(desk, agent, asked));
  if (typeof requestId !== 'string') return requestId;
  return act(desk, agent, 'record-notice', { requestId, version: 1, actionId }, async (acting) => {
    const prepared = await prepareAnew(acting, asked);
    if (prepared.kind !== 'preview') return prepared;
    return save(acting, prepared);
  });
}

async function prepareAnew(
  { desk, tx, request }: Acting,
  asked: NoticeInput & { fingerprint: string },
): Promise<NoticePreview | NotDone> {
  await lockSubjects(tx, [`commune:${request.communeInsee}`]);
  const prepared = await prepare(desk, tx, asked);
  if (prepared.kind !== 'preview') return prepared;
  return prepared.fingerprint === asked.fingerprint ? prepared : refused('plan-changed');
}

/** Closed from the start: never followed by its letter, it asks nothing of anybody. */
async function openRequestOf(
  desk: Desk,
  agent: Agent,
  asked: NoticeInput & { fingerprint: string },
): Promise<string | NotDone> {
  const prepared = await prepare(desk, desk.db, asked);
  if (prepared.kind !== 'preview') return prepared;
  if (prepared.fingerprint !== asked.fingerprint) return refused('plan-changed');
  const at = desk.clock.now();
  const [reference] = await takeReferences(desk.db, receptionDay(at).year, 1);
  const id = randomUUID();
  const { communeInsee } = prepared.convention;
  await insertNoticeRequest(desk.db, {
    ...{ id, reference: reference!, communeInsee, sender: agent.login, at, status: 'closed' },
    dates: prepared.dates,
  });
  return id;
}

async function save(acting: Acting, prepared: NoticePreview): Promise<Deed | NotDone> {
  const { tx, desk, agent, request, actionId, at, undoUntil } = acting;
  const { by, convention, explained, dates, schools, scan } = prepared;
  const { receivedOn, endsOn, missed } = explained;
  const version = await changeConvention(tx, convention.id, {
    denunciation: { receivedOn, endsOn },
    noticeRequestId: request.id,
  });
  const facts = {
    conventionId: convention.id,
    by,
    scanId: scan.id,
    endsOn: endsOn.toString(),
    isLate: missed !== null,
  };
  const [eventId] = await insertConventionEvents(tx, [
    {
      ...{ conventionId: convention.id, kind: 'denounced', onDay: receivedOn, at, agentId: agent.id },
      ...{ reason: null, facts, actionId },
    },
  ]);
  if (!(await attachScan(tx, scan.id, eventId!))) return refused('scan-missing');
  const events = await cancelRenewalsFrom(tx, convention.id, endsOn, at);

  const clock = {
    ...{ communeInsee: convention.communeInsee, askedOn: receptionDay(at).toString() },
    ...{ dueOn: dates.dueOn.toString(), targetOn: dates.targetOn.toString() },
    notBefore: dates.notBefore.toString(),
  };
  const context = { actionId, requestId: request.id, at, undoUntil };
  await insertActionOrders(tx, await closingsToAsk(tx, request.id, schools), clock, context);
  if (prepared.letter === null) await callAgent(tx, request.id, 'commune_without_contact');
  else {
    const said = factsOf(desk, prepared, { reference: request.reference, openedAt: request.openedAt });
    await oweConventionLetter(acting, said, prepared.letter);
  }
  const requestVersion = await moveLockedRequest(tx, request.id, { status: 'accepted' });
  return {
    kind: 'deed',
    version: requestVersion,
    facts: { ...facts, receivedOn: receivedOn.toString(), schools: schools.length },
    before: { convention: { id: convention.id, version, denunciation: null, noticeRequestId: null, events } },
  };
}
