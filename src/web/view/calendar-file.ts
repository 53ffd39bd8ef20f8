import { folded, textValue } from '../../committee/calendar-text.js';

/** A whole day of a calendar. `uid` is the same each time the same day is told again. */
export type CalendarDay = { uid: string; on: string; title: string; details: string };

/**
 * An iCalendar file (RFC 5545) of whole days, which calendars add or refresh. `madeAt` is when it is asked for.
 */
export function calendarFile(name: string, days: readonly CalendarDay[], madeAt: Date): string {
  const stamp = madeAt.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//laclasse-inscriptions//FR',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${textValue(name)}`,
    ...days.flatMap(({ uid, on, title, details }) => [
      'BEGIN:VEVENT',
      `UID:${textValue(uid)}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${on.replaceAll('-', '')}`,
      `SUMMARY:${textValue(title)}`,
      ...(details === '' ? [] : [`DESCRIPTION:${textValue(details)}`]),
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}
