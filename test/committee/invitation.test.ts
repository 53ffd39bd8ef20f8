import { folded, parameterValue, textValue } from '../../src/committee/calendar-text.js';
import { type Meeting, writeInvitation } from '../../src/committee/invitation.js';

const meeting: Meeting = {
  id: '0193aaaa-0000-4000-8000-000000000001',
  sequence: 2,
  startsAt: new Date('2027-03-28T12:00:00Z'),
  endsAt: new Date('2027-03-28T14:00:00Z'),
  place: 'Hôtel de la Métropole, salle 3 ; 20 rue du Lac\\Lyon',
  agenda: 'Bilan\r\nRedevances',
  isCancelled: false,
  updatedAt: new Date('2026-11-28T10:00:00Z'),
};
const organizer = { name: 'Support "laclasse.com"', address: 'support@laclasse.com' };
const invitees = [
  {
    name: 'Hélène Marchand',
    address: 'suivi@corbas.example',
    communes: ['Corbas', 'Oullins-Pierre-Bénite', 'Saint-Cyr-au-Mont-d’Or'],
  },
  { name: 'X\r\nATTENDEE:mailto:evil@x.example', address: 'pirate@x.example', communes: [] },
  { name: 'Y', address: 'a@b.example\r\nBEGIN:VALARM', communes: [] },
];

const written = (changes: Partial<Meeting> = {}) =>
  writeInvitation({ ...meeting, ...changes }, { title: 'Comité de suivi', organizer, invitees });
const unfolded = (text: string) => text.replace(/\r\n[ \t]/g, '').split('\r\n');

test('lines end with CRLF and hold 75 octets at most, no letter cut in two', () => {
  const text = written();
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.replace(/\r\n/g, '')).not.toMatch(/[\r\n]|\ufffd/);
  expect(folded('é'.repeat(60)).split('\r\n ').join('')).toBe('é'.repeat(60));
});

test('texts are escaped, parameters are quoted (RFC 5545, RFC 6868)', () => {
  expect(textValue('a;b,c\\d\r\ne\u0007')).toBe('a\\;b\\,c\\\\d\\ne');
  expect(parameterValue('dit "Léa"; ^')).toBe('"dit ^\'Léa^\'; ^^"');
});

test('the hour is Paris’s, its zone with its rules, on the day the clocks change too', () => {
  const lines = unfolded(written());
  expect(lines).toContain('DTSTART;TZID=Europe/Paris:20270328T140000');
  expect(lines).toContain('DTEND;TZID=Europe/Paris:20270328T160000');
  expect(lines.filter((line) => line === 'TZID:Europe/Paris')).toHaveLength(1);
  expect(unfolded(written({ startsAt: new Date('2027-02-10T13:00:00Z') }))).toContain(
    'DTSTART;TZID=Europe/Paris:20270210T140000',
  );
});

test('a change keeps the UID and moves the sequence; a cancellation says so', () => {
  expect(unfolded(written())).toEqual(
    expect.arrayContaining([
      `UID:${meeting.id}@laclasse.com`,
      'SEQUENCE:2',
      'METHOD:REQUEST',
      'STATUS:CONFIRMED',
    ]),
  );
  expect(unfolded(written({ isCancelled: true }))).toEqual(
    expect.arrayContaining(['METHOD:CANCEL', 'STATUS:CANCELLED']),
  );
});

test('nothing typed by anybody becomes a property or another guest', () => {
  const lines = unfolded(written());
  expect(lines.filter((line) => line.startsWith('ATTENDEE'))).toHaveLength(2);
  expect(
    lines.some((line) => line.startsWith('BEGIN:VALARM') || line.startsWith('ATTENDEE:mailto:evil')),
  ).toBe(false);
});
