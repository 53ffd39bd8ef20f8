import { createHash } from 'node:crypto';
import type { Field, Reading, ReadPerson } from '../form/reading.js';
import { fold } from '../registry/fold.js';

/**
 * Equal for two readings that say the same, whatever the file, the layout and the order of the schools.
 * Null when no commune was read: there is nothing to compare with.
 */
export function contentKeyOf(reading: Reading): string | null {
  if (reading.commune === null) return null;
  const said = {
    commune: reading.commune.value.insee,
    followUp: personKey(reading.contacts.followUp),
    technical: personKey(reading.contacts.technical),
    schools: reading.schools
      .map(({ name, uai, action, administrator }) => [
        fold(written(name)),
        written(uai),
        written(action ?? null),
        ...personKey(administrator),
      ])
      .map((values) => values.join('\t'))
      .sort(),
    problems: reading.problems.map(({ field, code }) => `${field}:${code}`).sort(),
    unread: reading.unread.map(({ text }) => fold(text)).sort(),
  };
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

function written(field: Field<string> | null): string {
  return field?.value ?? '';
}

function personKey(person: ReadPerson | null): string[] {
  if (person === null) return [];
  const { firstName, lastName, jobTitle, email, phone } = person;
  return [
    fold(written(firstName)),
    fold(written(lastName)),
    fold(written(jobTitle)),
    written(email),
    written(phone),
  ];
}
