import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { type ClosingDates, closingDates, reminderDay } from '../../src/provisioning/convention-end.js';
import { isWorkingDay } from '../../src/provisioning/working-days.js';
import type { SchoolOnList } from '../../src/registry/change.js';
import { conventionState, type DenouncingParty } from '../../src/registry/convention.js';
import {
  type ConventionToTurn,
  cancelOtherOrders,
  closingsToAsk,
  keepsAccess,
  leaveLists,
  loadOpenSchools,
} from '../../src/store/convention-closing.js';
import { denouncingPartyOf, insertConventionEvents } from '../../src/store/convention-events.js';
import { insertNoticeRequest } from '../../src/store/convention-request.js';
import { changeConvention } from '../../src/store/conventions.js';
import type { Tx } from '../../src/store/database.js';
import { insertOrders } from '../../src/store/order-planning.js';
import { openRequest } from '../../src/store/orders.js';
import { takeReferences } from '../../src/store/requests.js';
import { alone, type ConventionSteps, type Turn } from './alone.js';
import { type EndingLetters, tellOfEnd, tellThatEnded } from './end-letters.js';

/** Whose access ends, and when. */
export type Ending = {
  convention: ConventionToTurn;
  requestId: string;
  denouncedBy: DenouncingParty;
  endsOn: Temporal.PlainDate;
  dates: ClosingDates;
  schools: readonly SchoolOnList[];
  keepsAccess: boolean;
};

/**
 * A denounced convention on its way: its closings are asked for every school that has access by then, people are told
 * before, and the day after its last one the schools leave the list. Answers the replies owed.
 */
export async function carryEnd(
  steps: ConventionSteps,
  convention: ConventionToTurn,
  turn: Turn,
): Promise<string[]> {
  const withRequest = await ensureRequest(steps, convention, turn);
  if (withRequest === null) return [];
  const owed = await alone(steps, withRequest, turn, async (tx, standing) => {
    const ending = await prepare(tx, steps, standing, turn);
    await askClosings(tx, ending, turn);
    if (conventionState(standing, turn.today) === 'ended')
      return turn.isOffice ? end(tx, steps, ending, turn) : [];
    return isTimeToTell(steps, ending, turn) ? remind(tx, steps, ending, turn) : [];
  });
  return owed ?? [];
}

/** One imported as denounced has no request yet. */
async function ensureRequest(
  steps: ConventionSteps,
  convention: ConventionToTurn,
  turn: Turn,
): Promise<ConventionToTurn | null> {
  if (convention.noticeRequestId !== null) return convention;
  const [reference] = await takeReferences(steps.db, turn.today.year, 1);
  return alone(steps, convention, turn, async (tx) => {
    const noticeRequestId = randomUUID();
    await insertNoticeRequest(tx, {
      ...{ id: noticeRequestId, reference: reference!, sender: 'import', at: turn.now },
      ...{ communeInsee: convention.communeInsee, status: 'accepted' },
      dates: closingDates(convention.denunciation!.endsOn, steps.closures),
    });
    const version = await changeConvention(tx, convention.id, { noticeRequestId });
    return { ...convention, noticeRequestId, version };
  });
}

async function prepare(
  tx: Tx,
  { closures }: ConventionSteps,
  convention: ConventionToTurn,
  { today }: Turn,
): Promise<Ending> {
  const { endsOn } = convention.denunciation!;
  const on = Temporal.PlainDate.compare(today, endsOn) < 0 ? today : endsOn;
  return {
    ...{ convention, requestId: convention.noticeRequestId!, endsOn },
    denouncedBy: await denouncingPartyOf(tx, convention.id),
    dates: closingDates(endsOn, closures),
    schools: await loadOpenSchools(tx, convention.communeInsee, on),
    keepsAccess: await keepsAccess(tx, convention, endsOn),
  };
}

/** Nothing when another convention of the commune runs on: orders asked before it was signed are cancelled. */
async function askClosings(
  tx: Tx,
  { convention, requestId, dates, schools, keepsAccess: isKept }: Ending,
  { today }: Turn,
): Promise<void> {
  const orders = await closingsToAsk(tx, requestId, isKept ? [] : schools);
  await insertOrders(
    tx,
    orders.map((order) => ({
      ...order,
      ...{ id: randomUUID(), requestId, communeInsee: convention.communeInsee, askedOn: today.toString() },
      dueOn: dates.dueOn.toString(),
      targetOn: dates.targetOn.toString(),
      notBefore: dates.notBefore.toString(),
    })),
  );
}

function isTimeToTell(
  steps: ConventionSteps,
  { convention, endsOn }: Ending,
  { today, isOffice }: Turn,
): boolean {
  if (convention.isReminded || !isOffice || !isWorkingDay(today, steps.closures)) return false;
  return Temporal.PlainDate.compare(reminderDay(endsOn, steps.reminderDays, steps.closures), today) <= 0;
}

async function remind(tx: Tx, steps: EndingLetters, ending: Ending, turn: Turn): Promise<string[]> {
  const owed = await tellOfEnd(tx, steps, ending, turn.now);
  await insertConventionEvents(tx, [
    {
      ...{ conventionId: ending.convention.id, kind: 'reminded', onDay: ending.endsOn, at: turn.now },
      ...{ agentId: null, reason: null, facts: { letters: owed.length } },
    },
  ]);
  return owed;
}

async function end(tx: Tx, steps: EndingLetters, ending: Ending, { now: at }: Turn): Promise<string[]> {
  const { convention, requestId, endsOn, schools, keepsAccess: isKept } = ending;
  const { communeInsee } = convention;
  const cancelled = isKept ? 0 : await cancelOtherOrders(tx, communeInsee);
  if (!isKept) await leaveLists(tx, { communeInsee, schools, on: endsOn, requestId, at });
  const owed = await tellThatEnded(tx, steps, ending, at);
  await openRequest(tx, requestId);
  await insertConventionEvents(tx, [
    {
      ...{ conventionId: convention.id, kind: 'ended', onDay: endsOn, at, agentId: null, reason: null },
      facts: { schools: isKept ? 0 : schools.length, keepsAccess: isKept, ordersCancelled: cancelled },
    },
  ]);
  return owed;
}
