import type { SchoolYear } from '../registry/school-year.js';
import { lockSubjects } from '../store/cases.js';
import { lockRequest, subjectsOfRequest } from '../store/desk/actions.js';
import type { Agent } from '../store/desk/agents.js';
import { appendAudit } from '../store/desk/audit.js';
import { differenceSince } from '../store/desk/conflict.js';
import { chooseRequestYear } from '../store/renewal/request-years.js';
import { type Desk, type NotDone, type OnRequest, refused } from './desk.js';
import { isOpen } from './is-open.js';
import { mayAct } from './may-act.js';
import { openCase } from './open-case.js';

/** An agent says which school year a form speaks of, among those it may; chosen again, the last choice holds. */
export async function chooseYear(
  desk: Desk,
  agent: Agent,
  { requestId, version, year }: OnRequest & { year: SchoolYear },
): Promise<{ kind: 'done' } | NotDone> {
  if (!mayAct(agent)) return { kind: 'forbidden' };
  const at = desk.clock.now();
  return desk.db.transaction().execute(async (tx) => {
    const subjects = await subjectsOfRequest(tx, requestId);
    if (subjects !== null) await lockSubjects(tx, subjects);
    const request = subjects === null ? null : await lockRequest(tx, requestId);
    if (request === null) return refused('not-found');
    if (request.version !== version)
      return { kind: 'conflict', conflict: await differenceSince(tx, request.reference, version) };
    if (!isOpen(request)) return refused('not-open');
    const opened = await openCase(tx, requestId, { today: at });
    if (opened === null) return refused('no-form');
    if (!opened.possibleYears.includes(year)) return refused('wrong-value');
    const campaign = opened.campaign?.year === year ? opened.campaign : null;
    await chooseRequestYear(tx, requestId, {
      ...{ year, campaign: campaign?.year ?? null, by: agent.id, at },
      isLate: campaign !== null && !campaign.isOnTime,
    });
    await tx
      .updateTable('request')
      .set((is) => ({ version: is('version', '+', 1) }))
      .where('id', '=', requestId)
      .execute();
    await appendAudit(tx, { at, agentId: agent.id, verb: 'choose-year', requestId, facts: { year } });
    return { kind: 'done' };
  });
}
