import type { Reading, ReadPerson, ReadSchool } from '../form/reading.js';
import type { AskedList, SchoolOnList } from '../registry/change.js';
import type { Person } from '../registry/person.js';
import type { DirectorySchool } from '../registry/school.js';

/** A complete reading with each of its schools found in the directory becomes what the registry understands. */
export function askedList(reading: Reading, found: readonly DirectorySchool[]): AskedList {
  const { followUp, technical } = reading.contacts;
  return {
    contacts: { followUp: complete(followUp), technical: complete(technical) },
    schools: reading.schools.map((school, position) => schoolOnList(school, found[position]!)),
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
