const zone = 'Europe/Paris';
const shortDayFormat = new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', day: 'numeric', month: 'short' });
const longDayFormat = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const instantFormat = new Intl.DateTimeFormat('fr-FR', {
  timeZone: zone,
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const timeFormat = new Intl.DateTimeFormat('fr-FR', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
const isoDayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: zone });

/** `2026-12-07` → `7 déc.` */
export const shortDay = remembered((day: string) =>
  shortDayFormat.format(new Date(`${day}T00:00:00Z`)).replace(' ', '\u00a0'),
);

/** `2026-12-07` → `lun. 7 déc. 2026` */
export const longDay = remembered((day: string) => longDayFormat.format(new Date(`${day}T00:00:00Z`)));

const MOST_REMEMBERED = 5_000;

/** A page writes the same days again and again, and `Intl` is slow: each is written once. */
function remembered<Time>(write: (time: Time) => string): (time: Time) => string {
  const written = new Map<Time, string>();
  return (time) => {
    const known = written.get(time);
    if (known !== undefined) return known;
    if (written.size >= MOST_REMEMBERED) written.clear();
    const words = write(time);
    written.set(time, words);
    return words;
  };
}

/** An instant in Paris: `23 nov. 2026, 21 h 42`. */
export function shortInstant(instant: Date): string {
  return instantFormat.format(instant).replace(/(\d\d):(\d\d)$/, '$1\u00a0h\u00a0$2');
}

export function clockTime(instant: Date): string {
  return timeFormat.format(instant).replace(':', '\u00a0h\u00a0');
}

const QUARTER_MS = 15 * 60_000;
const dayOfQuarter = remembered((quarter: number) => isoDayFormat.format(new Date(quarter * QUARTER_MS)));

/** The civil day of an instant in Paris, `YYYY-MM-DD`: the same all along a quarter of an hour, wherever clocks stand. */
export function parisDay(instant: Date): string {
  return dayOfQuarter(Math.floor(instant.getTime() / QUARTER_MS));
}

/** `à l’instant`, `il y a 12 min`, `il y a 3 h`, `hier`, then the day. */
export function since(instant: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - instant.getTime()) / 60_000);
  if (minutes < 1) return 'à l’instant';
  if (minutes < 60) return `il y a ${minutes}\u00a0min`;
  if (parisDay(instant) === parisDay(now)) return `il y a ${Math.floor(minutes / 60)}\u00a0h`;
  const yesterday = parisDay(new Date(now.getTime() - 86_400_000));
  return parisDay(instant) === yesterday ? 'hier' : `le ${shortDay(parisDay(instant))}`;
}
