import type { PlainDate } from './reply-facts.js';

const parisInstant = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** A civil date is no instant: it is formatted in the zone it was built in. */
const civilDay = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

function partsOf(format: Intl.DateTimeFormat, date: Date): Record<string, string> {
  return Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]));
}

function dayOf({ weekday, day, month, year }: Record<string, string>): string {
  return `${weekday} ${day === '1' ? '1er' : day}\u00a0${month}\u00a0${year}`;
}

/** `2026-12-07` → `lundi 7 décembre 2026`. */
export function dayInFrench(date: PlainDate): string {
  return dayOf(partsOf(civilDay, new Date(`${date}T00:00:00Z`)));
}

/** An instant → `lundi 23 novembre 2026 à 21 h 42`, in Paris. The date we print is the proof of reception (CRPA L112-13). */
export function instantInFrench(instant: Date): string {
  const parts = partsOf(parisInstant, instant);
  return `${dayOf(parts)} à ${Number(parts['hour'])}\u00a0h\u00a0${parts['minute']}`;
}
