import type { ReadPerson } from '../../form/reading.js';
import type { Person } from '../../registry/person.js';

/** Null when a value is missing. */
export function completePerson(person: ReadPerson | null): Person | null {
  if (!person?.firstName || !person.lastName || !person.jobTitle || !person.email || !person.phone)
    return null;
  return {
    firstName: person.firstName.value,
    lastName: person.lastName.value,
    jobTitle: person.jobTitle.value,
    email: person.email.value,
    phone: person.phone.value,
  };
}
