import { communes } from '../../../registry/data/communes.js';
import { schoolYearLabel } from '../../../registry/school-year.js';
import { listCommunes } from '../../../store/desk/commune-page.js';
import { listPeople } from '../../../store/desk/persons.js';
import { listSchools } from '../../../store/desk/school-page.js';
import type { Page, Query } from '../../server/page.js';
import { parisDay } from '../../view/short-dates.js';
import { communeName } from '../../view/words.js';
import { personView, roleWords } from './person-view.js';

const PAGE_SIZE = 100;

function asked(query: Query, path: string) {
  const words = query.text('q').slice(0, 100);
  const page = Math.max(1, Math.min(10_000, query.number('page') || 1));
  const href = (number: number) =>
    `${path}?${new URLSearchParams({ ...(words === '' ? {} : { q: words }), page: String(number) })}`;
  return {
    words,
    page: { number: page, size: PAGE_SIZE },
    pager: (shown: number) => ({
      words: '',
      previous: page > 1 ? href(page - 1) : null,
      next: shown === PAGE_SIZE ? href(page + 1) : null,
    }),
  };
}

type Days = { conventionFrom: string | null; conventionUntil: string | null };

function conventionWords({ conventionFrom, conventionUntil }: Days, today: string) {
  if (conventionFrom === null) return { convention: 'aucune', tone: '' };
  if (conventionFrom > today) return { convention: 'à venir', tone: '' };
  return conventionUntil === null || today <= conventionUntil
    ? { convention: 'en vigueur', tone: 'ok' }
    : { convention: 'terminée', tone: '' };
}

const communesPage: Page = {
  method: 'GET',
  url: '/communes',
  who: 'reader',
  async answer({ desk, now }) {
    const lines = await listCommunes(
      desk.db,
      communes.map(({ insee }) => insee),
    );
    const today = parisDay(now);
    const rows = lines
      .map((line) => ({
        ...{ name: communeName(line.insee), href: `/communes/${line.insee}` },
        ...conventionWords(line, today),
        schools: line.schoolCount,
        senders: line.trustedCount,
        open: line.openRequests,
      }))
      .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
    return { kind: 'page', template: 'communes', title: 'Communes', section: 'communes', view: { rows } };
  },
};

export const directoryStates: Record<string, string> = {
  open: 'ouverte',
  closing: 'va fermer',
  closed: 'fermée',
};

const schoolsPage: Page = {
  method: 'GET',
  url: '/ecoles',
  who: 'reader',
  async answer({ desk, query }) {
    const { words, page, pager } = asked(query, '/ecoles');
    const found = await listSchools(desk.db, words, page);
    const rows = found.map(({ uai, name, communeInsee, state, year, administrator }) => ({
      ...{ uai, name, href: `/ecoles/${uai}` },
      commune: communeName(communeInsee),
      communeHref: `/communes/${communeInsee}`,
      state: directoryStates[state] ?? state,
      isOpen: state === 'open',
      year: year === null ? null : schoolYearLabel(year),
      administrator: administrator && personView(administrator),
    }));
    const view = { words, rows, pager: pager(found.length) };
    return { kind: 'page', template: 'schools', title: 'Écoles', section: 'schools', view };
  },
};

const peoplePage: Page = {
  method: 'GET',
  url: '/personnes',
  who: 'reader',
  async answer({ desk, query }) {
    const { words, page, pager } = asked(query, '/personnes');
    const found = await listPeople(desk.db, words, page);
    const rows = found.map(({ person, role, school, communeInsee }) => ({
      ...personView(person),
      role: roleWords[role] ?? role,
      school,
      commune: communeName(communeInsee),
      communeHref: `/communes/${communeInsee}`,
    }));
    const view = { words, rows, pager: pager(found.length) };
    return { kind: 'page', template: 'people', title: 'Personnes', section: 'people', view };
  },
};

export const registryLists: Page[] = [communesPage, schoolsPage, peoplePage];
