import { isStorageExceeded } from '../../../provisioning/storage.js';
import { schoolYearLabel } from '../../../registry/school-year.js';
import { loadSchoolPage } from '../../../store/desk/school-page.js';
import type { Page } from '../../server/page.js';
import { longDay, shortInstant } from '../../view/short-dates.js';
import { storageWords } from '../../view/storage-words.js';
import { communeName, orderKindNames, orderStatusNames } from '../../view/words.js';
import { historyView } from './history-view.js';
import { directoryStates } from './lists.js';
import { personView } from './person-view.js';

/** A school: the directory's word, each year it was listed, what was asked of laclasse.com, its history. */
export const showSchool: Page = {
  method: 'GET',
  url: '/ecoles/:uai',
  who: 'reader',
  async answer({ desk, params }) {
    const uai = params['uai']!;
    const school = /^\d{7}[A-Z]$/.test(uai) ? await loadSchoolPage(desk.db, uai) : null;
    if (school === null) return { kind: 'missing' };
    const { directory, years, orders, history, storage } = school;
    const name = directory?.name ?? years[0]?.name ?? uai;
    const insee = directory?.communeInsee ?? years[0]?.communeInsee ?? null;
    return {
      kind: 'page',
      template: 'school',
      title: `${name} – Écoles`,
      section: 'schools',
      view: {
        ...{ uai, name },
        commune: insee && { name: communeName(insee), href: `/communes/${insee}` },
        state: directory === null ? null : (directoryStates[directory.state] ?? directory.state),
        isOpen: directory?.state === 'open',
        years: years.map(({ schoolYear, administrator, reference, ...one }) => ({
          ...{ year: schoolYearLabel(schoolYear), name: one.name, reference },
          administrator: personView(administrator),
        })),
        orders: orders.map(({ kind, status, dueOn, doneAt, reference, administrator }) => ({
          what: orderKindNames[kind],
          who: `${administrator.firstName} ${administrator.lastName}`,
          status: orderStatusNames[status] ?? status,
          due: longDay(dueOn),
          done: doneAt && shortInstant(doneAt),
          reference,
        })),
        history: historyView(history),
        storage: storage && {
          ...storageWords(storage.sizeBytes),
          isExceeded: isStorageExceeded(storage.sizeBytes),
          measured: shortInstant(storage.measuredAt),
        },
      },
    };
  },
};
