import { Temporal } from 'temporal-polyfill';
import { failed, ok, type Result } from '../kernel/result.js';

type Day = Temporal.PlainDate;

/** The agreement by which the Métropole lends laclasse.com to a commune. */
export type Convention = {
  communeInsee: string;
  /** When the commune was notified: it runs from that day, one year, then tacitly from year to year. Null: only signed. */
  notifiedOn: Day | null;
  /** When the Métropole received the registered letter that ends it, and the anniversary at which it ends. */
  denunciation: { receivedOn: Day; endsOn: Day } | null;
};

export type ConventionState = 'signed' | 'in_force' | 'denounced' | 'ended';

/**
 * The life of a convention. A denounced one is in force until the end of its notice, unless the commune withdraws its
 * letter before; an ended one is signed anew, which makes another convention.
 */
export const nextConventionStates = {
  signed: ['in_force'],
  in_force: ['denounced'],
  denounced: ['ended', 'in_force'],
  ended: [],
} as const satisfies Record<ConventionState, readonly ConventionState[]>;

/** « Préavis de trois mois » before the anniversary, counted from the day the letter is received. */
const NOTICE_MONTHS = 3;

export function conventionState({ notifiedOn, denunciation }: Convention, on: Day): ConventionState {
  if (notifiedOn === null || isBefore(on, notifiedOn)) return 'signed';
  if (denunciation === null || isBefore(on, denunciation.receivedOn)) return 'in_force';
  return isBefore(denunciation.endsOn, on) ? 'ended' : 'denounced';
}

/** In force from the day of notification to the last day of a notice, both included. */
export function isConventionInForce(convention: Convention, on: Day): boolean {
  const state = conventionState(convention, on);
  return state === 'in_force' || state === 'denounced';
}

/** The first anniversary of the notification that is not before `day`. One of 29 February falls on the 28th in other years. */
export function anniversaryFrom(notifiedOn: Day, day: Day): Day {
  const years = Math.max(1, day.year - notifiedOn.year);
  const anniversary = notifiedOn.add({ years });
  return isBefore(anniversary, day) ? notifiedOn.add({ years: years + 1 }) : anniversary;
}

/** The anniversary at which a convention ends when its notice is received on this day: the first one three months ahead. */
export function endOfNotice(notifiedOn: Day, receivedOn: Day): Day {
  return anniversaryFrom(notifiedOn, receivedOn.add({ months: NOTICE_MONTHS }));
}

/** The last day to receive a notice for the coming anniversary; past it, one more year runs. */
export function lastDayOfNotice(notifiedOn: Day, anniversary: Day): Day {
  let day = anniversary.subtract({ months: NOTICE_MONTHS });
  while (!isBefore(anniversary, endOfNotice(notifiedOn, day.add({ days: 1 })))) day = day.add({ days: 1 });
  return day;
}

/** How a party said it leaves. Only a registered letter counts, from the day the other one received it. */
export type Notice = { by: 'registered_letter' | 'e-mail' | 'other'; receivedOn: Day };

/** « Chaque partie pourra dénoncer la convention » (article 8): a registered letter received by the other one. */
export type DenouncingParty = 'commune' | 'metropole';

export type DenunciationRefusal = 'not_a_registered_letter' | 'not_in_force' | 'already_denounced';

/** Ends a convention at the right anniversary, or says why the notice does not count: an agent then answers. */
export function denounce(convention: Convention, notice: Notice): Result<Convention, DenunciationRefusal> {
  if (notice.by !== 'registered_letter') return failed('not_a_registered_letter');
  if (convention.denunciation !== null) return failed('already_denounced');
  if (convention.notifiedOn === null || !isConventionInForce(convention, notice.receivedOn)) {
    return failed('not_in_force');
  }
  const endsOn = endOfNotice(convention.notifiedOn, notice.receivedOn);
  return ok({ ...convention, denunciation: { receivedOn: notice.receivedOn, endsOn } });
}

export type WithdrawalRefusal = 'not_denounced' | 'already_ended';

/** The commune stays: before the end, another letter takes the first one back. */
export function withdrawDenunciation(convention: Convention, on: Day): Result<Convention, WithdrawalRefusal> {
  if (convention.denunciation === null) return failed('not_denounced');
  if (conventionState(convention, on) === 'ended') return failed('already_ended');
  return ok({ ...convention, denunciation: null });
}

/** Anniversaries of silence after one day and up to another, included: each renews the convention for a year. */
export function renewalsBetween({ notifiedOn, denunciation }: Convention, after: Day, until: Day): Day[] {
  if (notifiedOn === null) return [];
  const renewals: Day[] = [];
  for (let years = 1; ; years++) {
    const anniversary = notifiedOn.add({ years });
    if (isBefore(until, anniversary)) return renewals;
    if (denunciation !== null && !isBefore(anniversary, denunciation.endsOn)) return renewals;
    if (isBefore(after, anniversary)) renewals.push(anniversary);
  }
}

function isBefore(one: Day, other: Day): boolean {
  return Temporal.PlainDate.compare(one, other) < 0;
}
