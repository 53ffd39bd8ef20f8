import type { CommuneList } from '../../registry/change.js';
import type { Person } from '../../registry/person.js';
import type { FormPerson } from './form-content.js';
import type { TemplateAsk } from './write-template.js';

/** What the registry holds of a commune, as its form shows it: each school is kept until the commune says otherwise. */
export function knownInForm({
  contacts,
  schools,
}: CommuneList): Required<Pick<TemplateAsk, 'contacts' | 'schools'>> {
  return {
    contacts: {
      followUp: contacts.followUp ? asTyped(contacts.followUp) : null,
      technical: contacts.technical ? asTyped(contacts.technical) : null,
    },
    schools: schools.map(({ uai, name, administrator }) => ({
      ...{ uai, name, administrator: asTyped(administrator), action: 'maintien' },
    })),
  };
}

/** As people write it: `+33472900318` is `04 72 90 03 18`. */
function asTyped(person: Person): FormPerson {
  const national = /^\+33(\d{9})$/.exec(person.phone)?.[1];
  const phone = national === undefined ? person.phone : `0${national}`.replace(/(\d\d)(?=\d)/g, '$1 ');
  return { ...person, phone };
}
