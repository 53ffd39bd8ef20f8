import { randomBytes } from 'node:crypto';
import type { Person } from '../../registry/person.js';
import { acceptedEmail, acceptedName, acceptedPhone } from './accepted-values.js';
import { askAgent } from './interrupted.js';

/** A person as laclasse.com accepts to write them. */
export type Account = {
  firstname: string;
  lastname: string;
  address: string;
  phone: { number: string; type: 'TRAVAIL' | 'PORTABLE' };
};

/** @throws Interrupted for an agent when a value has no form that the server accepts. */
export function accountOf(person: Person): Account {
  const firstname = acceptedName(person.firstName);
  const lastname = acceptedName(person.lastName);
  if (firstname === null || lastname === null) throw askAgent('name_refused');
  const address = acceptedEmail(person.email);
  if (address === null) throw askAgent('email_refused');
  const phone = acceptedPhone(person.phone);
  if (phone === null) throw askAgent('phone_refused');
  return { firstname, lastname, address, phone };
}

/** Sent once, kept nowhere: the administrator chooses their own by « mot de passe oublié ». */
export function randomPassword(): string {
  return `${randomBytes(24).toString('base64url')}-9aZ`;
}
