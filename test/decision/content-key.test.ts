import { contentKeyOf } from '../../src/decision/content-key.js';
import { aField, aPerson, aReading } from './a-case.js';

test('the same words in other cells and another order have the same key', () => {
  const one = { name: aField('École A'), uai: null, administrator: aPerson() };
  const other = { name: aField('École B', 'C9'), uai: null, administrator: aPerson() };
  const key = contentKeyOf(aReading({ schools: [one, other] }));
  expect(contentKeyOf(aReading({ schools: [other, { ...one, name: aField('ECOLE A', 'Z1') }] }))).toBe(key);
});

test('another phone, address, person or unread text has another key', () => {
  const key = contentKeyOf(aReading());
  const changed = [
    aReading({ contacts: { followUp: aPerson('Hélène Marchand', 'autre@c.example'), technical: aPerson() } }),
    aReading({
      schools: [{ name: aField('École Jean Jaurès'), uai: null, administrator: aPerson('Paul Durand') }],
    }),
    aReading({ unread: [{ sheet: 'F', cell: 'A1', text: 'à partir de janvier', looksLikeData: false }] }),
  ];
  for (const reading of changed) expect(contentKeyOf(reading)).not.toBe(key);
});

test('without a commune there is nothing to compare', () => {
  expect(contentKeyOf(aReading({ commune: null }))).toBeNull();
});
