/** The time as the service knows it. Injected everywhere, so that any date of any year can be tested. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still at `instant` (an ISO 8601 date-time). */
export function stoppedClock(instant: string): Clock {
  const date = new Date(instant);
  return { now: () => new Date(date) };
}
