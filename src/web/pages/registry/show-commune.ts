import type { Temporal } from 'temporal-polyfill';
import { mayAct } from '../../../desk/may-act.js';
import { receptionDay } from '../../../provisioning/deadlines.js';
import { communeByInsee } from '../../../registry/find-commune.js';
import { schoolYearAskedOn, schoolYearLabel } from '../../../registry/school-year.js';
import type { StoredConvention } from '../../../store/conventions.js';
import { type CommunePage, loadCommunePage } from '../../../store/desk/commune-page.js';
import type { Answer, Asked, Page } from '../../server/page.js';
import { longDay, shortInstant } from '../../view/short-dates.js';
import { statusNames, statusTones } from '../../view/words.js';
import { stateView } from '../conventions/convention-words.js';
import { type Notice, noticeOf } from '../notices.js';
import { historyView } from './history-view.js';
import { personView, roleWords } from './person-view.js';

/** The commune that an address names, or null. */
export function namedCommune({ params }: Asked): { insee: string; name: string } | null {
  const insee = params['insee'] ?? '';
  const commune = communeByInsee(insee);
  return commune?.insee === insee ? commune : null;
}

/** A commune's page. `said` takes the place of the notice of the address. */
export async function communePage(asked: Asked, said?: Notice, status = 200): Promise<Answer> {
  const { desk, now, signedIn, query } = asked;
  const commune = namedCommune(asked);
  if (commune === null) return { kind: 'missing' };
  const current = schoolYearAskedOn(receptionDay(now));
  const year = query.number('annee') > 2000 ? query.number('annee') : current;
  const page = await loadCommunePage(desk.db, commune.insee, year);
  const here = `/communes/${commune.insee}`;
  return {
    kind: 'page',
    template: 'commune',
    title: `${commune.name} – Communes`,
    section: 'communes',
    status,
    view: {
      ...{ name: commune.name, insee: commune.insee, here },
      notice: said ?? noticeOf(query),
      mayAct: mayAct(signedIn!.agent),
      conventions: conventionsView(page.conventions, receptionDay(now)),
      maySign: mayAct(signedIn!.agent) && page.conventions.every(({ denunciation }) => denunciation !== null),
      senders: page.trusted.map(({ kind, value, confirmedBy, confirmedAt }, rank) => ({
        ...{ rank, value, by: confirmedBy, sort: kind },
        kind: kind === 'domain' ? 'domaine' : 'adresse',
        at: shortInstant(confirmedAt),
      })),
      contacts: contactsView(page),
      list: listView(page, here),
      years: page.schoolYears.map((one) => ({
        name: schoolYearLabel(one),
        href: `${here}?annee=${one}#t-liste`,
        isHere: one === page.list?.schoolYear,
      })),
      isCurrent: page.list === null || year === current,
      changes: historyView(page.history),
      requests: page.requests.map(({ reference, status: state, openedAt, sender }) => ({
        ...{ reference, sender },
        status: statusNames[state],
        tone: statusTones[state],
        opened: shortInstant(openedAt),
      })),
    },
  };
}

/** The latest first. */
function conventionsView(conventions: readonly StoredConvention[], today: Temporal.PlainDate) {
  return conventions.toReversed().map((convention) => {
    const { id, notifiedOn, denunciation, signatory } = convention;
    const { name, tone } = stateView(convention, today);
    const notified = notifiedOn === null ? 'à notifier' : `notifiée le ${longDay(notifiedOn.toString())}`;
    const ends = denunciation === null ? '' : `, jusqu’au ${longDay(denunciation.endsOn.toString())}`;
    const by = signatory === null ? '' : ` (signée par ${signatory})`;
    return { href: `/conventions/${id}`, state: name.toLowerCase(), tone, words: `${notified}${ends}${by}` };
  });
}

function contactsView({ contacts }: CommunePage) {
  return (['followUp', 'technical'] as const).map((role) => {
    const known = contacts[role];
    return {
      ...{ key: role, role: roleWords[role]! },
      person: known === undefined ? null : personView(known.person),
      reference: known?.reference ?? null,
    };
  });
}

function listView({ list }: CommunePage, here: string) {
  if (list === null) return null;
  return {
    year: schoolYearLabel(list.schoolYear),
    schools: list.schools.map(({ uai, name, administrator, reference }) => ({
      ...{ uai, name, reference, href: `/ecoles/${uai}` },
      administrator: personView(administrator),
      changeHref: `${here}/registre?quoi=set-administrator&uai=${uai}`,
      removeHref: `${here}/registre?quoi=remove-school&uai=${uai}`,
    })),
  };
}

export const showCommune: Page = {
  method: 'GET',
  url: '/communes/:insee',
  who: 'reader',
  answer: (asked) => communePage(asked),
};
