import type { Reading, ReadPerson, ReadSchool } from '../form/reading.js';
import type { AskedList, SchoolOnList } from '../registry/change.js';
import type { Person } from '../registry/person.js';
import type { DirectorySchool } from '../registry/school.js';

/**
 * A complete reading becomes what the registry understands: its lines found in the directory, but for those that ask for
 * a removal. `found` follows the form's lines; null where nothing was found.
 */
export function askedList(reading: Reading, found: readonly (DirectorySchool | null)[]): AskedList {
  const { followUp, technical } = reading.contacts;
  return {
    contacts: { followUp: complete(followUp), technical: complete(technical) },
    schools: reading.schools.flatMap((school, position) => {
      const inDirectory = found[position] ?? null;
      if (inDirectory === null || school.action?.value === 'remove') return [];
      return [schoolOnList(school, inDirectory)];
    }),
  };
}

function schoolOnList(school: ReadSchool, { uai, name }: DirectorySchool): SchoolOnList {
  return { uai, name: school.name?.value ?? name, administrator: complete(school.administrator) };
}

/** @throws when a value is missing: a reading without errors has them all, so that is a bug and not a bad form. */
function complete(person: ReadPerson | null): Person {
  if (!person?.firstName || !person.lastName || !person.jobTitle || !person.email || !person.phone) {
    throw new Error('A reading without errors lacks a value.');
  }
  return {
    firstName: person.firstName.value,
    lastName: person.lastName.value,
    jobTitle: person.jobTitle.value,
    email: person.email.value,
    phone: person.phone.value,
  };
}
