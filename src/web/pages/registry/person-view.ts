import { displayPhone } from '../../../form/read/read-phone.js';
import type { Person } from '../../../registry/person.js';

export const roleWords: Record<string, string> = {
  followUp: 'Personne chargée du suivi',
  technical: 'Responsable technique',
  administrator: 'Administrateur',
};

/** Somebody as the pages show them; `href` leads to all that was ever said of their address. */
export function personView(person: Person) {
  return {
    name: `${person.firstName} ${person.lastName}`,
    job: person.jobTitle,
    email: person.email,
    phone: /^\+\d{6,15}$/.test(person.phone) ? displayPhone(person.phone) : person.phone,
    href: `/personnes/fiche?${new URLSearchParams({ adresse: person.email })}`,
  };
}
