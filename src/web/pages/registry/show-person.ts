import { schoolYearLabel } from '../../../registry/school-year.js';
import { loadPersonPage } from '../../../store/desk/persons.js';
import type { Page } from '../../server/page.js';
import { communeName } from '../../view/words.js';
import { historyView } from './history-view.js';
import { personView, roleWords } from './person-view.js';

/** All that one address was ever named as. The address is in the query: no path, no log line keeps it. */
export const showPerson: Page = {
  method: 'GET',
  url: '/personnes/fiche',
  who: 'reader',
  async answer({ desk, query }) {
    const email = query.text('adresse').toLowerCase().slice(0, 254);
    const page = email === '' ? null : await loadPersonPage(desk.db, email);
    if (page === null) return { kind: 'missing' };
    const latest = personView(page.named[0]!.person);
    return {
      kind: 'page',
      template: 'person',
      title: `${latest.name} – Personnes`,
      section: 'people',
      view: {
        ...latest,
        named: page.named.map(({ as, school, communeInsee, person }) => ({
          role: roleWords[as] ?? as,
          name: `${person.firstName} ${person.lastName}`,
          job: person.jobTitle,
          school: school && { name: school.name, href: `/ecoles/${school.uai}` },
          year: school && schoolYearLabel(school.schoolYear),
          commune: communeName(communeInsee),
          communeHref: `/communes/${communeInsee}`,
        })),
        history: historyView(page.history),
      },
    };
  },
};
