import { Temporal } from 'temporal-polyfill';

/** The last time the directory was fetched by itself; `outcome` null while under way, or when the process died. */
export type LastRefresh = { startedAt: Date; outcome: 'imported' | 'refused' | 'failed' | null };

export type RefreshSchedule = {
  /** `HH:MM`, Paris time. */
  at: string;
  /** Pause before a failed download is tried again. */
  retryMs: number;
  /** One under way for longer is lost: its process died. */
  lostAfterMs: number;
};

/**
 * Pure: whether the directory is to be fetched now. Once a day, from the hour of the schedule on; again after a failed
 * download; what was downloaded whole and refused waits for the next day.
 */
export function isRefreshDue(now: Date, last: LastRefresh | null, schedule: RefreshSchedule): boolean {
  if (last === null) return true;
  const sinceMs = now.getTime() - last.startedAt.getTime();
  if (last.outcome === null) return sinceMs >= schedule.lostAfterMs;
  if (last.outcome === 'failed') return sinceMs >= schedule.retryMs;
  return last.startedAt.getTime() < latestSlot(now, schedule.at).epochMilliseconds;
}

/** The latest time of the schedule that is not after `now`. */
function latestSlot(now: Date, at: string): Temporal.ZonedDateTime {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO('Europe/Paris');
  const today = here.withPlainTime(Temporal.PlainTime.from(at));
  return Temporal.ZonedDateTime.compare(today, here) > 0 ? today.subtract({ days: 1 }) : today;
}
