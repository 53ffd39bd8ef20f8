import { Temporal } from 'temporal-polyfill';
import { receptionDay } from '../provisioning/deadlines.js';
import { type Convention, denounce } from '../registry/convention.js';
import { communeByInsee } from '../registry/find-commune.js';
import { insertConventionEvents } from '../store/convention-events.js';
import { changeConvention, currentConvention, insertConvention } from '../store/conventions.js';
import type { Agent } from '../store/desk/agents.js';
import { appendAudit } from '../store/desk/audit.js';
import { type Desk, type NotDone, refused } from './desk.js';
import { maySupervise } from './may-act.js';

export type ConventionInput = {
  communeInsee: string;
  /** `YYYY-MM-DD`: the day the commune was notified. */
  notifiedOn: string;
  /** The day the registered letter that ends it was received; null while none was. */
  denouncedOn: string | null;
  reason: string;
};

/** A supervisor writes what the paper says. The end is computed: the anniversary three months of notice lead to. */
export async function setConvention(
  desk: Desk,
  agent: Agent,
  { communeInsee, notifiedOn, denouncedOn, reason }: ConventionInput,
): Promise<{ kind: 'done'; endsOn: string | null } | NotDone> {
  if (!maySupervise(agent)) return { kind: 'forbidden' };
  if (reason.trim() === '') return refused('missing-reason');
  const convention = conventionOf(communeInsee, notifiedOn, denouncedOn);
  if (convention === null) return refused('wrong-value');
  const endsOn = convention.denunciation?.endsOn.toString() ?? null;
  const at = desk.clock.now();
  return desk.db.transaction().execute(async (tx) => {
    const former = await currentConvention(tx, communeInsee);
    const days = { ...convention, signedOn: former?.signedOn ?? null };
    const id = former?.id ?? (await insertConvention(tx, days));
    if (former !== null) await changeConvention(tx, id, days);
    await insertConventionEvents(tx, [
      {
        ...{ conventionId: id, kind: 'corrected', onDay: receptionDay(at), at, agentId: agent.id },
        ...{ reason: reason.trim(), facts: { notifiedOn, denouncedOn, endsOn } },
      },
    ]);
    const was = former && {
      notifiedOn: former.notifiedOn?.toString() ?? null,
      denouncedOn: former.denunciation?.receivedOn.toString() ?? null,
    };
    const facts = { communeInsee, notifiedOn, denouncedOn, endsOn, former: was, reason: reason.trim() };
    await appendAudit(tx, { at, agentId: agent.id, verb: 'set-convention', requestId: null, facts });
    return { kind: 'done', endsOn };
  });
}

function conventionOf(
  communeInsee: string,
  notifiedOn: string,
  denouncedOn: string | null,
): Convention | null {
  const [notified, denounced] = [dayOf(notifiedOn), denouncedOn === null ? null : dayOf(denouncedOn)];
  if (notified === null || communeByInsee(communeInsee)?.insee !== communeInsee) return null;
  const signed: Convention = { communeInsee, notifiedOn: notified, denunciation: null };
  if (denouncedOn === null) return signed;
  if (denounced === null) return null;
  const ended = denounce(signed, { by: 'registered_letter', receivedOn: denounced });
  return ended.ok ? ended.value : null;
}

function dayOf(text: string): Temporal.PlainDate | null {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? Temporal.PlainDate.from(text, { overflow: 'reject' }) : null;
  } catch {
    return null;
  }
}
