import { Temporal } from 'temporal-polyfill';
import { receptionDay } from '../../provisioning/deadlines.js';
import { cancelRenewalsFrom, insertConventionEvents } from '../../store/convention-events.js';
import { changeConvention, lockConvention } from '../../store/conventions.js';
import type { Agent } from '../../store/desk/agents.js';
import { appendAudit } from '../../store/desk/audit.js';
import { type Desk, type NotDone, refused } from '../desk.js';
import { maySupervise } from '../may-act.js';
import { dayTyped } from './day-typed.js';

/** Days are `YYYY-MM-DD`, or empty for one that the paper does not say. */
export type ConventionCorrection = {
  conventionId: string;
  signedOn: string;
  notifiedOn: string;
  reason: string;
};

/**
 * A supervisor mends what was typed wrong. A denounced convention is not mended: its end, its closings and its letters
 * follow from its dates, so its denunciation is taken back first.
 */
export async function correctConvention(
  desk: Desk,
  agent: Agent,
  { conventionId, signedOn, notifiedOn, reason }: ConventionCorrection,
): Promise<{ kind: 'done' } | NotDone> {
  if (!maySupervise(agent)) return { kind: 'forbidden' };
  if (reason.trim() === '') return refused('missing-reason');
  const days = { signedOn: dayTyped(signedOn), notifiedOn: dayTyped(notifiedOn) };
  if (!isRight(signedOn, days.signedOn) || !isRight(notifiedOn, days.notifiedOn))
    return refused('wrong-value');
  if (days.signedOn === null && days.notifiedOn === null) return refused('wrong-value');
  if (isBefore(days.notifiedOn, days.signedOn)) return refused('wrong-value');
  const at = desk.clock.now();
  const today = receptionDay(at);
  if (isBefore(today, days.signedOn) || isBefore(today, days.notifiedOn)) return refused('future-date');
  return desk.db.transaction().execute(async (tx) => {
    const former = await lockConvention(tx, conventionId);
    if (former === null) return refused('not-found');
    if (former.denunciation !== null) return refused('already-denounced');
    await changeConvention(tx, conventionId, days);
    if (String(former.notifiedOn) !== String(days.notifiedOn)) {
      await cancelRenewalsFrom(tx, conventionId, Temporal.PlainDate.from('0001-01-01'), at);
    }
    const said = {
      signedOn: days.signedOn?.toString() ?? null,
      notifiedOn: days.notifiedOn?.toString() ?? null,
    };
    const was = {
      signedOn: former.signedOn?.toString() ?? null,
      notifiedOn: former.notifiedOn?.toString() ?? null,
    };
    await insertConventionEvents(tx, [
      {
        ...{ conventionId, kind: 'corrected', onDay: today, at, agentId: agent.id },
        ...{ reason: reason.trim(), facts: { ...said, former: was } },
      },
    ]);
    const facts = { conventionId, ...said, former: was, reason: reason.trim() };
    await appendAudit(tx, { at, agentId: agent.id, verb: 'correct-convention', requestId: null, facts });
    return { kind: 'done' };
  });
}

function isRight(typed: string, day: Temporal.PlainDate | null): boolean {
  return typed === '' || day !== null;
}

function isBefore(one: Temporal.PlainDate | null, other: Temporal.PlainDate | null): boolean {
  return one !== null && other !== null && Temporal.PlainDate.compare(one, other) < 0;
}
