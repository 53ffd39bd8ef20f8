import { Temporal } from 'temporal-polyfill';
import { receptionDay } from '../../provisioning/deadlines.js';
import { conventionState } from '../../registry/convention.js';
import { communeByInsee } from '../../registry/find-commune.js';
import { lockSubjects } from '../../store/cases.js';
import { insertConventionEvents } from '../../store/convention-events.js';
import {
  changeConvention,
  insertConvention,
  loadConventions,
  lockConvention,
} from '../../store/conventions.js';
import type { Tx } from '../../store/database.js';
import type { Agent } from '../../store/desk/agents.js';
import { appendAudit } from '../../store/desk/audit.js';
import { type Desk, type NotDone, refused } from '../desk.js';
import { mayAct } from '../may-act.js';
import { dayTyped } from './day-typed.js';

export type Recorded = { kind: 'done'; conventionId: string } | NotDone;

/**
 * A commune signed: its first convention, or a new one after another was denounced or has ended. Two conventions that
 * nobody denounced would be one too many.
 */
export async function recordSigning(
  desk: Desk,
  agent: Agent,
  { communeInsee, signedOn }: { communeInsee: string; signedOn: string },
): Promise<Recorded> {
  if (!mayAct(agent)) return { kind: 'forbidden' };
  const day = dayTyped(signedOn);
  if (day === null || communeByInsee(communeInsee)?.insee !== communeInsee) return refused('wrong-value');
  if (isFuture(desk, day)) return refused('future-date');
  const at = desk.clock.now();
  return desk.db.transaction().execute(async (tx) => {
    await lockSubjects(tx, [`commune:${communeInsee}`]);
    const known = await loadConventions(tx, [communeInsee]);
    if (known.some(({ denunciation }) => denunciation === null)) return refused('already-signed');
    const convention = { communeInsee, signedOn: day, notifiedOn: null, denunciation: null };
    const conventionId = await insertConvention(tx, convention);
    await note(tx, { conventionId, kind: 'signed', day, agent, at, communeInsee });
    return { kind: 'done', conventionId };
  });
}

/** The commune was notified: its convention runs from that day. */
export async function recordNotification(
  desk: Desk,
  agent: Agent,
  { conventionId, notifiedOn }: { conventionId: string; notifiedOn: string },
): Promise<Recorded> {
  if (!mayAct(agent)) return { kind: 'forbidden' };
  const day = dayTyped(notifiedOn);
  if (day === null) return refused('wrong-value');
  if (isFuture(desk, day)) return refused('future-date');
  const at = desk.clock.now();
  return desk.db.transaction().execute(async (tx) => {
    const convention = await lockConvention(tx, conventionId);
    if (convention === null) return refused('not-found');
    if (conventionState(convention, receptionDay(at)) !== 'signed') return refused('plan-changed');
    const { signedOn, communeInsee } = convention;
    if (signedOn !== null && Temporal.PlainDate.compare(day, signedOn) < 0) return refused('wrong-value');
    await changeConvention(tx, conventionId, { notifiedOn: day });
    await note(tx, { conventionId, kind: 'notified', day, agent, at, communeInsee });
    return { kind: 'done', conventionId };
  });
}

function isFuture(desk: Desk, day: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(day, receptionDay(desk.clock.now())) > 0;
}

async function note(
  tx: Tx,
  said: {
    conventionId: string;
    kind: 'signed' | 'notified';
    day: Temporal.PlainDate;
    agent: Agent;
    at: Date;
    communeInsee: string;
  },
): Promise<void> {
  const { conventionId, kind, day, agent, at, communeInsee } = said;
  await insertConventionEvents(tx, [{ conventionId, kind, onDay: day, at, agentId: agent.id, reason: null }]);
  const facts = { conventionId, communeInsee, kind, onDay: day.toString() };
  await appendAudit(tx, { at, agentId: agent.id, verb: 'record-convention', requestId: null, facts });
}
