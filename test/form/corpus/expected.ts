import type { Paper } from './paper.js';
import type { Person, Registration } from './registration.js';

export type Expected = {
  commune: string | null;
  communeInsee: string | null;
  contacts: { followUp: ExpectedPerson; technical: ExpectedPerson };
  schools: { name: string | null; administrator: ExpectedPerson }[];
  problems: { field: string; code: string; cell: string | null }[];
};
type ExpectedPerson = {
  firstName: string | null;
  lastName: string | null;
  jobTitle: string | null;
  email: string | null;
  phone: string | null;
} | null;

const key = (text: string) =>
  text
    .normalize('NFC')
    .toUpperCase()
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();

/** What must be read in a registration: names are compared without case, for clerks capitalise as they like. */
export function expectedOf(r: Registration, paper: Paper): Expected {
  const problems: Expected['problems'] = [];
  const person = (p: Person | null, path: string): ExpectedPerson => {
    const all = ['firstName', 'lastName', 'jobTitle', 'email', 'phone'] as const;
    const values =
      p === null
        ? {}
        : { firstName: p.first, lastName: p.last, jobTitle: p.job, email: p.email, phone: p.phone };
    const said = values as Record<string, string>;
    if (all.every((field) => !said[field])) {
      problems.push({
        field: path,
        code: 'missing',
        cell: (paper.places.get(`${path}.lastName`) ?? paper.places.get(`${path}.firstName`))?.cell ?? null,
      });
      return null;
    }
    for (const field of all) {
      if (!said[field])
        problems.push({
          field: `${path}.${field}`,
          code: 'missing',
          cell: paper.places.get(`${path}.${field}`)?.cell ?? null,
        });
    }
    const name = (text: string | undefined) => (text ? key(text) : null);
    return {
      firstName: name(said['firstName']),
      lastName: name(said['lastName']),
      jobTitle: said['jobTitle'] || null,
      email: said['email'] || null,
      phone: said['phone'] || null,
    };
  };
  return {
    commune: r.commune.name,
    communeInsee: r.commune.insee,
    contacts: {
      followUp: person(r.followUp, 'contacts.followUp'),
      technical: person(r.technical, 'contacts.technical'),
    },
    schools: r.schools.map(({ name, administrator }, index) => ({
      name,
      administrator: person(administrator, `schools[${index}].administrator`),
    })),
    problems,
  };
}

/** The same shape from a printed reading. */
export function comparable(printed: {
  commune: string | null;
  communeInsee: string | null;
  contacts: { followUp: ExpectedPerson; technical: ExpectedPerson };
  schools: { name: string | null; administrator: ExpectedPerson }[];
  problems: { field: string; code: string; where: { cell: string } | null }[];
}): Expected {
  const person = (p: ExpectedPerson): ExpectedPerson =>
    p && { ...p, firstName: p.firstName && key(p.firstName), lastName: p.lastName && key(p.lastName) };
  return {
    commune: printed.commune,
    communeInsee: printed.communeInsee,
    contacts: { followUp: person(printed.contacts.followUp), technical: person(printed.contacts.technical) },
    schools: printed.schools.map(({ name, administrator }) => ({
      name,
      administrator: person(administrator),
    })),
    problems: printed.problems.map(({ field, code, where }) => ({ field, code, cell: where?.cell ?? null })),
  };
}
