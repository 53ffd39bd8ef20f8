import { writeInvitation } from '../../../committee/invitation.js';
import { yearOfFees } from '../../../fees/fee-settings.js';
import { findMeeting, loadInvitations } from '../../../store/committee/meetings.js';
import type { Page } from '../../server/page.js';
import { csvOf } from '../../view/csv.js';
import { clockTime, parisDay } from '../../view/short-dates.js';
import { labelOf, yearNamed } from '../fees/fee-words.js';

const csv: Page = {
  method: 'GET',
  url: '/bilan/:number/invitations.csv',
  who: 'reader',
  async answer(asked) {
    const year = yearNamed(asked);
    if (year === null) return { kind: 'missing' };
    const { desk } = asked;
    const [meeting, { invitees, without }] = await Promise.all([
      findMeeting(desk.db, year),
      loadInvitations(desk.db, yearOfFees(desk.verbs.fees, year)),
    ]);
    const when =
      meeting === null
        ? ['', '', '']
        : [parisDay(meeting.startsAt), clockTime(meeting.startsAt), meeting.place];
    const bytes = csvOf([
      ['Communes', 'Personne qui suit le projet', 'Adresse e-mail', 'Date', 'Heure', 'Lieu'],
      ...invitees.map(({ name, address, communes }) => [communes.join(', '), name, address, ...when]),
      ...without.map((commune) => [commune, '(personne à renseigner)', '', ...when]),
    ]);
    return {
      kind: 'file',
      name: `invitations-${labelOf(desk.verbs.fees, year)}.csv`,
      type: 'text/csv; charset=utf-8',
      bytes,
    };
  },
};

const ics: Page = {
  method: 'GET',
  url: '/bilan/:number/invitations.ics',
  who: 'reader',
  async answer(asked) {
    const year = yearNamed(asked);
    const { desk } = asked;
    const meeting = year === null ? null : await findMeeting(desk.db, year);
    if (year === null || meeting === null) return { kind: 'missing' };
    const { invitees } = await loadInvitations(desk.db, yearOfFees(desk.verbs.fees, year));
    const { service } = desk.settings;
    const bytes = writeInvitation(meeting, {
      title: `Comité de suivi laclasse.com ${labelOf(desk.verbs.fees, year)}`,
      organizer: { name: service.name, address: service.email },
      invitees,
    });
    const type = `text/calendar; charset=utf-8; method=${meeting.isCancelled ? 'CANCEL' : 'REQUEST'}`;
    return { kind: 'file', name: `comite-de-suivi-${labelOf(desk.verbs.fees, year)}.ics`, type, bytes };
  },
};

export const invitationPages: Page[] = [csv, ics];
