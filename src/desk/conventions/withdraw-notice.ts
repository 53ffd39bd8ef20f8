import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { closingDates } from '../../provisioning/convention-end.js';
import { receptionDay } from '../../provisioning/deadlines.js';
import { anniversaryFrom, type DenouncingParty, withdrawDenunciation } from '../../registry/convention.js';
import { explainNotice } from '../../registry/explain-notice.js';
import type { FactsOf } from '../../reply/reply-facts.js';
import { type WrittenReply, writeReply } from '../../reply/write-reply.js';
import { type CommuneRecipients, loadOpenSchools, loadRecipients } from '../../store/convention-closing.js';
import { attachScan, findNewScan, type KeptScan } from '../../store/convention-documents.js';
import { cancelReminder, denouncingPartyOf, insertConventionEvents } from '../../store/convention-events.js';
import { callAgent, insertNoticeRequest, loadRequestHead } from '../../store/convention-request.js';
import { stopEnd, toldAdministrators } from '../../store/convention-withdrawal.js';
import {
  changeConvention,
  findConvention,
  lockConvention,
  type StoredConvention,
} from '../../store/conventions.js';
import type { Queries } from '../../store/database.js';
import { moveLockedRequest } from '../../store/desk/actions.js';
import type { Agent } from '../../store/desk/agents.js';
import { takeReferences } from '../../store/requests.js';
import { type Acting, act, type Deed } from '../act.js';
import { type Desk, type NotDone, type Outcome, refused } from '../desk.js';
import { fingerprintOf } from '../letters.js';
import { mayAct } from '../may-act.js';
import { commonFacts, NO_REFERENCE, oweConventionLetter } from './convention-letters.js';
import { dayTyped } from './day-typed.js';
import type { LetterInput } from './record-notice.js';

/** What taking the denunciation back would do. */
export type WithdrawalPreview = {
  kind: 'preview';
  /** Who had denounced, and stays. */
  by: DenouncingParty;
  convention: StoredConvention;
  receivedOn: Temporal.PlainDate;
  scan: KeptScan;
  /** Addresses of the administrators who had been told of the end, and would be told that it does not come. */
  administrators: readonly string[];
  letter: (WrittenReply & CommuneRecipients) | null;
  fingerprint: string;
};

/** Changes nothing. */
export async function previewWithdrawal(
  desk: Desk,
  input: LetterInput,
): Promise<WithdrawalPreview | NotDone> {
  return prepare(desk, desk.db, input);
}

async function prepare(
  desk: Desk,
  db: Queries,
  { conventionId, receivedOn, scanId }: LetterInput,
): Promise<WithdrawalPreview | NotDone> {
  const convention = await findConvention(db, conventionId);
  if (convention === null) return refused('not-found');
  const day = dayTyped(receivedOn);
  const now = desk.clock.now();
  const today = receptionDay(now);
  if (day === null) return refused('wrong-value');
  if (Temporal.PlainDate.compare(day, today) > 0) return refused('future-date');
  const withdrawn = withdrawDenunciation(convention, today);
  if (!withdrawn.ok)
    return refused(withdrawn.failure === 'not_denounced' ? 'not-denounced' : 'already-ended');
  if (Temporal.PlainDate.compare(day, convention.denunciation!.receivedOn) < 0) return refused('wrong-value');
  const scan = await findNewScan(db, scanId, conventionId);
  if (scan === null) return refused('scan-missing');
  const { noticeRequestId, communeInsee, version } = convention;
  const administrators = noticeRequestId === null ? [] : await toldAdministrators(db, noticeRequestId);
  const recipients = await loadRecipients(db, communeInsee);
  const head = noticeRequestId && (await loadRequestHead(db, noticeRequestId));
  const by = await denouncingPartyOf(db, conventionId);
  const given = { by, convention, receivedOn: day };
  const said = factsOf(desk, given, { reference: NO_REFERENCE, openedAt: now, ...(head || {}) });
  const letter = recipients && { ...writeReply(said, desk.service), ...recipients };
  const fingerprint = fingerprintOf(conventionId, version, receivedOn, scanId, administrators, recipients);
  return { kind: 'preview', ...given, scan, administrators, letter, fingerprint };
}

function factsOf(
  desk: Desk,
  { by, convention, receivedOn }: Pick<WithdrawalPreview, 'by' | 'convention' | 'receivedOn'>,
  request: { reference: string; openedAt: Date },
): FactsOf<'convention-continues'> {
  const { communeInsee, notifiedOn, denunciation } = convention;
  const today = receptionDay(desk.clock.now());
  const next = explainNotice(notifiedOn!, today.add({ days: 1 }));
  return {
    kind: 'convention-continues',
    denouncedBy: by,
    ...commonFacts(desk, { ...request, communeInsee }),
    withdrawnOn: receivedOn.toString(),
    wasEndingOn: denunciation!.endsOn.toString(),
    nextAnniversary: anniversaryFrom(notifiedOn!, today).toString(),
    nextExit: { endsOn: next.endsOn.toString(), lastDay: next.lastDay.toString() },
    administrator: null,
  };
}

/**
 * Whoever had denounced stays: the new letter, with its scan, cancels the closings not begun and the letters not left, and tells
 * whoever had been told of the end. Undone like any action, before anything leaves.
 */
export async function withdrawNotice(
  desk: Desk,
  agent: Agent,
  asked: LetterInput & { fingerprint: string; actionId?: string },
): Promise<Outcome> {
  if (!mayAct(agent)) return { kind: 'forbidden' };
  const actionId = asked.actionId ?? randomUUID();
  const earlier = await desk.db
    .selectFrom('agent_action')
    .select('request_id')
    .where('id', '=', actionId)
    .executeTakeFirst();
  const requestId = earlier?.request_id ?? (await requestOf(desk, agent, asked));
  if (typeof requestId !== 'string') return requestId;
  const { version } = await loadRequestHead(desk.db, requestId);
  return act(desk, agent, 'withdraw-notice', { requestId, version, actionId }, async (acting) => {
    await lockConvention(acting.tx, asked.conventionId);
    const prepared = await prepare(desk, acting.tx, asked);
    if (prepared.kind !== 'preview') return prepared;
    if (prepared.fingerprint !== asked.fingerprint) return refused('plan-changed');
    return save(acting, prepared);
  });
}

/** The request of the denunciation; one imported, not turned yet, gets it now. */
async function requestOf(
  desk: Desk,
  agent: Agent,
  asked: LetterInput & { fingerprint: string },
): Promise<string | NotDone> {
  const prepared = await prepare(desk, desk.db, asked);
  if (prepared.kind !== 'preview') return prepared;
  if (prepared.fingerprint !== asked.fingerprint) return refused('plan-changed');
  const { noticeRequestId, communeInsee, denunciation } = prepared.convention;
  if (noticeRequestId !== null) return noticeRequestId;
  const at = desk.clock.now();
  const [reference] = await takeReferences(desk.db, receptionDay(at).year, 1);
  const id = randomUUID();
  await insertNoticeRequest(desk.db, {
    ...{ id, reference: reference!, communeInsee, sender: agent.login, at, status: 'closed' },
    dates: closingDates(denunciation!.endsOn, desk.closures),
  });
  return id;
}

async function save(acting: Acting, prepared: WithdrawalPreview): Promise<Deed | NotDone> {
  const { tx, desk, agent, request, actionId, at } = acting;
  const { convention, receivedOn, scan, letter, administrators } = prepared;
  const { id: conventionId, denunciation, noticeRequestId } = convention;
  const { orders, replies } = await stopEnd(tx, request.id);
  const version = await changeConvention(tx, conventionId, { denunciation: null, noticeRequestId: null });
  const events = await cancelReminder(tx, conventionId, denunciation!.endsOn, at);
  const facts = { conventionId, scanId: scan.id, endsOn: denunciation!.endsOn.toString() };
  const [eventId] = await insertConventionEvents(tx, [
    {
      ...{ conventionId, kind: 'denunciation-withdrawn', onDay: receivedOn, at, agentId: agent.id },
      ...{ reason: null, facts, actionId },
    },
  ]);
  if (!(await attachScan(tx, scan.id, eventId!))) return refused('scan-missing');

  const said = factsOf(desk, prepared, request);
  if (letter === null) await callAgent(tx, request.id, 'commune_without_contact');
  else await oweConventionLetter(acting, said, letter);
  await tellAdministrators(acting, said, { communeInsee: convention.communeInsee, administrators });
  const requestVersion = await moveLockedRequest(tx, request.id, {
    status: 'closed',
    resolution: 'denunciation-withdrawn',
  });
  return {
    kind: 'deed',
    version: requestVersion,
    facts: { ...facts, receivedOn: receivedOn.toString(), orders: orders.length, replies: replies.length },
    before: {
      superseded: orders,
      cancelledReplies: replies,
      convention: {
        ...{ id: conventionId, version, noticeRequestId, events },
        denunciation: {
          receivedOn: denunciation!.receivedOn.toString(),
          endsOn: denunciation!.endsOn.toString(),
        },
      },
    },
  };
}

/** Each for the schools they administer today. */
async function tellAdministrators(
  acting: Acting,
  said: FactsOf<'convention-continues'>,
  { communeInsee, administrators }: { communeInsee: string; administrators: readonly string[] },
): Promise<void> {
  const schools = await loadOpenSchools(acting.tx, communeInsee, receptionDay(acting.at));
  for (const address of administrators) {
    const theirs = schools.filter(({ administrator }) => administrator.email.toLowerCase() === address);
    const [first] = theirs;
    if (first === undefined) continue;
    const administrator = {
      administratorName: `${first.administrator.firstName} ${first.administrator.lastName}`.trim(),
      administeredSchools: theirs.map(({ name, uai }) => ({ name, uai })),
    };
    await oweConventionLetter(acting, { ...said, administrator }, { to: address, cc: null });
  }
}
