import { randomUUID } from 'node:crypto';
import type { CountingDecision } from '../../fees/counting-decision.js';
import { holdsIn } from '../../fees/counting-decision.js';
import type { Tx } from '../../store/database.js';
import type { Agent } from '../../store/desk/agents.js';
import { appendAudit } from '../../store/desk/audit.js';
import { loadCommunesInUse } from '../../store/fees/communes-in-use.js';
import {
  insertCountingDecision,
  loadCountingDecisions,
  withdrawCountingDecision,
} from '../../store/fees/counting-decisions.js';
import { lockFeeYear } from '../../store/fees/statements.js';
import { type Desk, type NotDone, refused } from '../desk.js';
import { mayAct } from '../may-act.js';

export type CountingAsked = Pick<CountingDecision, 'communeInsee' | 'year' | 'kind' | 'uais' | 'reason'> & {
  /** A UUID made with the form: the same click twice decides once. */
  decisionId?: string;
};

/**
 * An agent counts the schools of a commune otherwise than by UAI, and says why. Statements already issued stay as they
 * are: a supervisor issues a new version when it changes them.
 */
export async function decideCounting(
  desk: Desk,
  agent: Agent,
  asked: CountingAsked,
): Promise<{ kind: 'done'; decisionId: string } | NotDone> {
  if (!mayAct(agent)) return { kind: 'forbidden' };
  const reason = asked.reason.trim();
  if (reason === '') return refused('missing-reason');
  const { communeInsee, year, kind } = asked;
  const uais = [...new Set(asked.uais)];
  if (uais.length < (kind === 'as-one' ? 2 : 1)) return refused('nothing-chosen');
  const id = asked.decisionId ?? randomUUID();
  const at = desk.clock.now();
  return desk.db.transaction().execute(async (tx) => {
    await lockFeeYear(tx, year);
    const known = await loadCountingDecisions(tx, communeInsee);
    if (known.some((decision) => decision.id === id)) return { kind: 'done', decisionId: id };
    const isTaken = known.some(
      (decision) => holdsIn(decision, year) && decision.uais.some((uai) => uais.includes(uai)),
    );
    if (isTaken) return refused('already-counted');
    if (!(await areOfCommune(tx, asked, uais))) return refused('wrong-value');
    await insertCountingDecision(tx, { id, communeInsee, year, kind, uais, reason, agentId: agent.id, at });
    const facts = { communeInsee, year, how: kind, uais, reason };
    await appendAudit(tx, { at, agentId: agent.id, verb: 'count-schools', requestId: null, facts });
    return { kind: 'done', decisionId: id };
  });
}

/** Known by a list or by an order of access, of any year. */
async function areOfCommune(tx: Tx, { communeInsee, year }: CountingAsked, uais: readonly string[]) {
  const communes = await loadCommunesInUse(tx, year);
  const known = new Set(communes.find(({ insee }) => insee === communeInsee)?.schools.map(({ uai }) => uai));
  return uais.every((uai) => known.has(uai));
}

/** It holds no more from the year named on; statements issued with it stay. */
export async function withdrawCounting(
  desk: Desk,
  agent: Agent,
  asked: { decisionId: string; year: number; reason: string },
): Promise<{ kind: 'done' } | NotDone> {
  if (!mayAct(agent)) return { kind: 'forbidden' };
  const reason = asked.reason.trim();
  if (reason === '') return refused('missing-reason');
  const at = desk.clock.now();
  return desk.db.transaction().execute(async (tx) => {
    await lockFeeYear(tx, asked.year);
    const withdrawal = { id: asked.decisionId, year: asked.year, reason, agentId: agent.id, at };
    const withdrawn = await withdrawCountingDecision(tx, withdrawal);
    if (withdrawn === null) return refused('not-found');
    const facts = { decisionId: asked.decisionId, ...withdrawn, from: asked.year, reason };
    await appendAudit(tx, { at, agentId: agent.id, verb: 'count-schools-again', requestId: null, facts });
    return { kind: 'done' };
  });
}
