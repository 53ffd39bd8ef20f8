import type { Field, Problem, Reading, ReadPerson, ReadSchool } from '../../../src/form/reading.js';

/** A value read in `cell` of the sheet `Feuille1`, unless told otherwise. */
export function aField(value: string, cell = 'A1', sheet = 'Feuille1'): Field<string> {
  return { value, writtenAs: value, at: { sheet, cell } };
}

export function aPerson(person: Partial<Record<keyof ReadPerson, string>> = {}): ReadPerson {
  const field = (value: string | undefined) => (value === undefined ? null : aField(value));
  return {
    firstName: field(person.firstName),
    lastName: field(person.lastName),
    jobTitle: field(person.jobTitle),
    email: field(person.email),
    phone: field(person.phone),
  };
}

export function aSchool(name: string, administrator: ReadPerson | null = null): ReadSchool {
  return { name: aField(name), uai: null, administrator };
}

export function aProblem(problem: Partial<Problem> = {}): Problem {
  return {
    field: 'commune',
    code: 'missing',
    severity: 'error',
    where: { sheet: 'Feuille1', cell: 'B2' },
    message: 'Le nom de la commune manque.',
    suggestion: null,
    ...problem,
  };
}

export function aReading(reading: Partial<Reading> = {}): Reading {
  return {
    kind: 'invalid',
    rules: 'test',
    commune: null,
    contacts: { followUp: null, technical: null },
    schools: [],
    problems: [],
    unread: [],
    ...reading,
  };
}
