import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { findMeeting, saveMeeting } from '../../store/committee/meetings.js';
import type { Agent } from '../../store/desk/agents.js';
import { appendAudit } from '../../store/desk/audit.js';
import { type Desk, type NotDone, refused } from '../desk.js';
import { maySupervise } from '../may-act.js';

export type MeetingInput = {
  year: number;
  /** `YYYY-MM-DD` and `HH:MM`, Europe/Paris. */
  day: string;
  time: string;
  minutes: number;
  place: string;
  agenda: string;
  isCancelled: boolean;
};

/** A supervisor says when and where the committee meets, or that it does not any more. */
export async function setMeeting(
  desk: Desk,
  agent: Agent,
  input: MeetingInput,
): Promise<{ kind: 'done' } | NotDone> {
  if (!maySupervise(agent)) return { kind: 'forbidden' };
  const startsAt = instantIn(input.day, input.time);
  const { year, minutes, isCancelled } = input;
  const [place, agenda] = [input.place.trim().slice(0, 500), input.agenda.trim().slice(0, 5_000)];
  if (startsAt === null || place === '' || !(minutes >= 15 && minutes <= 600)) return refused('wrong-value');
  const at = desk.clock.now();
  return desk.db.transaction().execute(async (tx) => {
    const former = await findMeeting(tx, year);
    if (former === null && isCancelled) return refused('not-found');
    const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
    await saveMeeting(tx, {
      ...{ year, startsAt, endsAt, place, agenda, isCancelled, at },
      id: randomUUID(),
      agentId: agent.id,
    });
    const facts = {
      year,
      startsAt,
      minutes,
      place,
      isCancelled,
      sequence: former === null ? 0 : former.sequence + 1,
    };
    await appendAudit(tx, { at, agentId: agent.id, verb: 'set-meeting', requestId: null, facts });
    return { kind: 'done' };
  });
}

function instantIn(day: string, time: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return null;
  try {
    const there = Temporal.PlainDate.from(day, { overflow: 'reject' }).toZonedDateTime({
      timeZone: 'Europe/Paris',
      plainTime: Temporal.PlainTime.from(time),
    });
    return new Date(there.epochMilliseconds);
  } catch {
    return null;
  }
}
