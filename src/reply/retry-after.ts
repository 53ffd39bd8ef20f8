const MINUTE_MS = 60_000;

/** A greylist opens after some minutes, a broken server is mended within hours: quick at first, hourly at last. */
const delaysMs = [1, 2, 5, 10, 15, 30, 60].map((minutes) => minutes * MINUTE_MS);

/**
 * How long to wait after failed attempt number `attempt` (1 is the first) before the next one, in ms; ×0.9 to ×1.1
 * so that a queue held up by one server does not come back all at once. `chance` is between 0 and 1.
 */
export function retryAfterMs(attempt: number, chance: number = Math.random()): number {
  const delay = delaysMs[Math.min(Math.max(attempt, 1), delaysMs.length) - 1]!;
  return Math.round(delay * (0.9 + 0.2 * chance));
}
