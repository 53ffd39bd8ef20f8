import { mayAct } from '../../desk/may-act.js';
import { displayPhone } from '../../form/read/read-phone.js';
import { communes } from '../../registry/data/communes.js';
import { communeByInsee } from '../../registry/find-commune.js';
import type { Person } from '../../registry/person.js';
import { schoolYearLabel } from '../../registry/school-year.js';
import {
  listPeople,
  listSchools,
  loadCommuneFigures,
  loadCommunePage,
} from '../../store/desk/registry-pages.js';
import type { Page, Query } from '../server/page.js';
import { longDay, parisDay, shortInstant } from '../view/short-dates.js';
import { communeName, statusNames, statusTones } from '../view/words.js';
import { changeWords } from './request/words-of-actions.js';

const PAGE_SIZE = 100;
const roleWords: Record<string, string> = {
  followUp: 'Personne chargée du suivi',
  technical: 'Responsable technique',
  administrator: 'Administrateur',
};

function personView(person: Person) {
  return {
    name: `${person.firstName} ${person.lastName}`,
    job: person.jobTitle,
    email: person.email,
    phone: /^\+\d{6,15}$/.test(person.phone) ? displayPhone(person.phone) : person.phone,
  };
}

function asked(query: Query, path: string) {
  const words = query.text('q').slice(0, 100);
  const page = Math.max(1, Math.min(10_000, query.number('page') || 1));
  const href = (number: number) =>
    `${path}?${new URLSearchParams({ ...(words === '' ? {} : { q: words }), page: String(number) })}`;
  return {
    words,
    page,
    pager: (shown: number) => ({
      words: '',
      previous: page > 1 ? href(page - 1) : null,
      next: shown === PAGE_SIZE ? href(page + 1) : null,
    }),
  };
}

const listCommunes: Page = {
  method: 'GET',
  url: '/communes',
  who: 'reader',
  async answer({ desk }) {
    const figures = await loadCommuneFigures(desk.db);
    const rows = communes
      .map(({ insee, name }) => {
        const known = figures.get(insee);
        return {
          name,
          href: `/communes/${insee}`,
          convention:
            known?.convention === 'in-force'
              ? 'en vigueur'
              : known?.convention === 'ended'
                ? 'terminée'
                : 'aucune',
          tone: known?.convention === 'in-force' ? 'ok' : '',
          schools: known?.schools ?? 0,
          senders: known?.senders ?? 0,
          open: known?.open ?? 0,
        };
      })
      .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
    return { kind: 'page', template: 'communes', title: 'Communes', section: 'communes', view: { rows } };
  },
};

const showCommune: Page = {
  method: 'GET',
  url: '/communes/:insee',
  who: 'reader',
  async answer({ desk, params, now, signedIn }) {
    const insee = params['insee']!;
    const commune = communeByInsee(insee);
    if (commune === undefined || commune.insee !== insee) return { kind: 'missing' };
    const { convention, senders, contacts, schools, changes, requests } = await loadCommunePage(
      desk.db,
      insee,
    );
    const today = parisDay(now);
    const isInForce =
      convention !== null &&
      convention.notifiedOn <= today &&
      (convention.endsOn === null || today <= convention.endsOn);
    return {
      kind: 'page',
      template: 'commune',
      title: `${commune.name} – Communes`,
      section: 'communes',
      view: {
        name: commune.name,
        insee,
        convention: convention && {
          tone: isInForce ? 'ok' : 'bad',
          words: isInForce ? 'Convention en vigueur' : 'Convention hors de ses dates',
          notified: longDay(convention.notifiedOn),
          ends: convention.endsOn && longDay(convention.endsOn),
        },
        mayAct: mayAct(signedIn!.agent),
        senders: senders.map((one, rank) => ({
          ...one,
          rank,
          sort: one.kind,
          kind: one.kind === 'domain' ? 'domaine' : 'adresse',
          at: shortInstant(one.at),
        })),
        contacts: contacts.map(({ role, person }) => ({
          role: roleWords[role] ?? role,
          ...personView(person),
        })),
        schools: schools.map(({ year, administrator, ...one }) => ({
          ...one,
          year: schoolYearLabel(year),
          administrator: personView(administrator),
        })),
        changes: changes.map(({ kind, facts, at, reference, isUndone }) => ({
          words: changeWords({ ...facts, kind }),
          at: shortInstant(at),
          reference,
          isUndone,
        })),
        requests: requests.map(({ status, openedAt, ...one }) => ({
          ...one,
          status: statusNames[status],
          tone: statusTones[status],
          opened: shortInstant(openedAt),
        })),
      },
    };
  },
};

const states: Record<string, string> = { open: 'ouverte', closing: 'va fermer', closed: 'fermée' };

const schoolsPage: Page = {
  method: 'GET',
  url: '/ecoles',
  who: 'reader',
  async answer({ desk, query }) {
    const { words, page, pager } = asked(query, '/ecoles');
    const found = await listSchools(desk.db, words, page, PAGE_SIZE);
    const rows = found.map(({ uai, name, communeInsee, state, year, administrator }) => ({
      ...{ uai, name },
      commune: communeName(communeInsee),
      communeHref: `/communes/${communeInsee}`,
      state: states[state] ?? state,
      isOpen: state === 'open',
      year: year === null ? null : schoolYearLabel(year),
      administrator: administrator && personView(administrator),
    }));
    return {
      kind: 'page',
      template: 'schools',
      title: 'Écoles',
      section: 'schools',
      view: { words, rows, pager: pager(found.length) },
    };
  },
};

const peoplePage: Page = {
  method: 'GET',
  url: '/personnes',
  who: 'reader',
  async answer({ desk, query }) {
    const { words, page, pager } = asked(query, '/personnes');
    const found = await listPeople(desk.db, words, page, PAGE_SIZE);
    const rows = found.map(({ person, role, school, communeInsee }) => ({
      ...personView(person),
      role: roleWords[role] ?? role,
      school,
      commune: communeName(communeInsee),
      communeHref: `/communes/${communeInsee}`,
    }));
    return {
      kind: 'page',
      template: 'people',
      title: 'Personnes',
      section: 'people',
      view: { words, rows, pager: pager(found.length) },
    };
  },
};

export const registryPages: Page[] = [listCommunes, showCommune, schoolsPage, peoplePage];
