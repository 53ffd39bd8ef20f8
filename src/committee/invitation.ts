import { Temporal } from 'temporal-polyfill';
import { folded, parameterValue, textValue } from './calendar-text.js';

export type Meeting = {
  /** Stays the same whatever changes; `sequence` counts the changes (RFC 5545 §3.8.7.4). */
  id: string;
  sequence: number;
  startsAt: Date;
  endsAt: Date;
  place: string;
  agenda: string;
  isCancelled: boolean;
  updatedAt: Date;
};

/** Who is invited: a follow-up person, for their communes. */
export type Invitee = { name: string; address: string; communes: readonly string[] };

export type Organizer = { name: string; address: string };

/** The rules of Europe/Paris since 1996 (Directive 2000/84/CE), for calendars that do not know the zone by its name. */
const PARIS = `BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE`;

/** The meeting as a calendar file (RFC 5545), an invitation or its cancellation (RFC 5546). */
export function writeInvitation(
  meeting: Meeting,
  { title, organizer, invitees }: { title: string; organizer: Organizer; invitees: readonly Invitee[] },
): string {
  const domain = organizer.address.slice(organizer.address.lastIndexOf('@') + 1);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Metropole de Lyon//laclasse-inscriptions//FR',
    'CALSCALE:GREGORIAN',
    `METHOD:${meeting.isCancelled ? 'CANCEL' : 'REQUEST'}`,
    ...PARIS.split('\n'),
    'BEGIN:VEVENT',
    `UID:${meeting.id}@${domain}`,
    `SEQUENCE:${meeting.sequence}`,
    `DTSTAMP:${utc(meeting.updatedAt)}`,
    `DTSTART;TZID=Europe/Paris:${paris(meeting.startsAt)}`,
    `DTEND;TZID=Europe/Paris:${paris(meeting.endsAt)}`,
    `SUMMARY:${textValue(title)}`,
    `LOCATION:${textValue(meeting.place)}`,
    ...(meeting.agenda === '' ? [] : [`DESCRIPTION:${textValue(meeting.agenda)}`]),
    `STATUS:${meeting.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `ORGANIZER;CN=${parameterValue(organizer.name)}:mailto:${organizer.address}`,
    ...invitees.filter(({ address }) => ADDRESS.test(address)).map(attendee),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

/** One bare address: nothing that could end a line or begin another property. */
const ADDRESS = /^[^\s\p{Cc}@<>()[\],;:\\"]{1,64}@[^\s\p{Cc}@<>()[\],;:\\"]{1,255}$/u;

function attendee({ name, address, communes }: Invitee): string {
  const said = communes.length === 0 ? name : `${name} (${communes.join(', ')})`;
  return `ATTENDEE;CN=${parameterValue(said)};ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:${address}`;
}

function utc(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function paris(instant: Date): string {
  const there = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO('Europe/Paris');
  return there.toPlainDateTime().toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
}
