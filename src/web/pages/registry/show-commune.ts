import type { Temporal } from 'temporal-polyfill';
import { mayAct, maySupervise } from '../../../desk/may-act.js';
import { receptionDay } from '../../../provisioning/deadlines.js';
import { isConventionInForce } from '../../../registry/convention.js';
import { communeByInsee } from '../../../registry/find-commune.js';
import { schoolYearAskedOn, schoolYearLabel } from '../../../registry/school-year.js';
import type { StoredConvention } from '../../../store/conventions.js';
import { type CommunePage, loadCommunePage } from '../../../store/desk/commune-page.js';
import type { Answer, Asked, Page } from '../../server/page.js';
import { longDay, shortInstant } from '../../view/short-dates.js';
import { statusNames, statusTones } from '../../view/words.js';
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
      maySupervise: maySupervise(signedIn!.agent),
      convention: conventionView(page.conventions, receptionDay(now)),
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

/** The convention that counts today, else the last one. */
function conventionView(conventions: readonly StoredConvention[], today: Temporal.PlainDate) {
  const shown = conventions.find((one) => isConventionInForce(one, today)) ?? conventions.at(-1);
  if (shown === undefined) return null;
  const { notifiedOn, denunciation } = shown;
  const isInForce = isConventionInForce(shown, today);
  return {
    tone: isInForce ? 'ok' : 'bad',
    words: isInForce ? 'Convention en vigueur' : 'Convention hors de ses dates',
    notified: notifiedOn && longDay(notifiedOn.toString()),
    ends: denunciation && longDay(denunciation.endsOn.toString()),
    notifiedOn: notifiedOn?.toString() ?? '',
    denouncedOn: denunciation?.receivedOn.toString() ?? '',
  };
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
