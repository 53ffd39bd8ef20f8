import { accessSentences, type DelayCode } from '../../provisioning/access-codes.js';
import { driftSentences } from '../../provisioning/drift.js';
import { isStorageExceeded } from '../../provisioning/storage.js';
import { loadDriftReport } from '../../store/drift.js';
import { listLargestStorage } from '../../store/school-storage.js';
import type { Page } from '../server/page.js';
import { shortInstant } from '../view/short-dates.js';
import { storageWords } from '../view/storage-words.js';

const MOST = 250;
const LARGEST = 25;

/** Where the registry and laclasse.com differ, as the nightly check saw it, and the schools that store most. */
export const driftPage: Page = {
  method: 'GET',
  url: '/ecarts',
  who: 'reader',
  async answer({ desk }) {
    const [{ check, lastGoodAt, drifts, total }, largest] = await Promise.all([
      loadDriftReport(desk.db, MOST),
      listLargestStorage(desk.db, LARGEST),
    ]);
    return {
      kind: 'page',
      template: 'drift',
      title: 'Écarts avec laclasse.com',
      section: 'deadlines',
      view: {
        lastGood: lastGoodAt && shortInstant(lastGoodAt),
        failure: check?.failure ? (accessSentences[check.failure as DelayCode] ?? check.failure) : null,
        failedAt: check?.failure ? shortInstant(check.beganAt) : null,
        total,
        isCut: total > MOST,
        rows: drifts.map(({ code, uai, subject, firstSeenAt }) => ({
          ...{ uai, subject, words: driftSentences[code] },
          since: shortInstant(firstSeenAt),
        })),
        storage: largest.map(({ uai, sizeBytes, measuredAt }) => ({
          ...{ uai, ...storageWords(sizeBytes), isExceeded: isStorageExceeded(sizeBytes) },
          measured: shortInstant(measuredAt),
        })),
      },
    };
  },
};
