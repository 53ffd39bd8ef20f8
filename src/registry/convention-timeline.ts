import { Temporal } from 'temporal-polyfill';
import {
  anniversaryFrom,
  type Convention,
  conventionState,
  lastDayOfNotice,
  renewalsBetween,
} from './convention.js';
import { explainNotice } from './explain-notice.js';

type Day = Temporal.PlainDate;

/** One point of a convention's line of time, past or to come. */
export type TimelinePoint = {
  kind: 'signed' | 'notified' | 'renewed' | 'denounced' | 'last-day' | 'anniversary' | 'end' | 'closing';
  on: Day;
  isPast: boolean;
};

type Dated = Convention & { signedOn: Day | null };

/**
 * Pure: what happened to a convention and what its dates lead to, in order. Without a denunciation: the last day to give
 * notice that is still to come, and the anniversaries up to the one it leads to.
 */
export function conventionTimeline(convention: Dated, today: Day): TimelinePoint[] {
  const { signedOn, notifiedOn, denunciation } = convention;
  const points: Omit<TimelinePoint, 'isPast'>[] = [];
  if (signedOn !== null) points.push({ kind: 'signed', on: signedOn });
  if (notifiedOn !== null) {
    points.push({ kind: 'notified', on: notifiedOn });
    const renewals = renewalsBetween(convention, notifiedOn, today);
    points.push(...renewals.map((on) => ({ kind: 'renewed' as const, on })));
    points.push(...(denunciation === null ? comingPoints(notifiedOn, today) : endPoints(denunciation)));
  }
  const compare = Temporal.PlainDate.compare;
  return points
    .map((point) => ({ ...point, isPast: compare(point.on, today) <= 0 }))
    .sort((one, other) => compare(one.on, other.on));
}

function comingPoints(notifiedOn: Day, today: Day): Omit<TimelinePoint, 'isPast'>[] {
  const { endsOn, lastDay } = explainNotice(notifiedOn, today);
  const coming = anniversaryFrom(notifiedOn, today.add({ days: 1 }));
  const isAnother = Temporal.PlainDate.compare(coming, endsOn) < 0;
  return [
    { kind: 'last-day', on: lastDay },
    ...(isAnother ? [{ kind: 'anniversary' as const, on: coming }] : []),
    { kind: 'anniversary', on: endsOn },
  ];
}

function endPoints({
  receivedOn,
  endsOn,
}: NonNullable<Convention['denunciation']>): Omit<TimelinePoint, 'isPast'>[] {
  return [
    { kind: 'denounced', on: receivedOn },
    { kind: 'end', on: endsOn },
    { kind: 'closing', on: endsOn.add({ days: 1 }) },
  ];
}

/** What comes next for a convention. */
export type NextStep =
  | { kind: 'to-notify' }
  /** Renewed at `anniversary` unless a letter is received by `lastDay`. */
  | { kind: 'may-be-denounced'; anniversary: Day; lastDay: Day }
  /** Too late for `anniversary`: it will be renewed; the next end possible is later. */
  | { kind: 'will-renew'; anniversary: Day; endsOn: Day; lastDay: Day }
  | { kind: 'will-end'; endsOn: Day; closesOn: Day }
  | { kind: 'ended'; endsOn: Day };

export function nextStep(convention: Convention, today: Day): NextStep {
  const { notifiedOn, denunciation } = convention;
  if (notifiedOn === null) return { kind: 'to-notify' };
  if (denunciation !== null) {
    const { endsOn } = denunciation;
    return conventionState(convention, today) === 'ended'
      ? { kind: 'ended', endsOn }
      : { kind: 'will-end', endsOn, closesOn: endsOn.add({ days: 1 }) };
  }
  const anniversary = anniversaryFrom(notifiedOn, today.add({ days: 1 }));
  const lastDay = lastDayOfNotice(notifiedOn, anniversary);
  if (Temporal.PlainDate.compare(today, lastDay) <= 0)
    return { kind: 'may-be-denounced', anniversary, lastDay };
  const next = explainNotice(notifiedOn, today);
  return { kind: 'will-renew', anniversary, endsOn: next.endsOn, lastDay: next.lastDay };
}
