import { createReadStream } from 'node:fs';
import type { Clock } from '../src/kernel/clock.js';
import { errorFacts, type Log } from '../src/kernel/log.js';
import { directoryAddress } from '../src/registry/directory-address.js';
import type { RefreshSchedule } from '../src/registry/directory-refresh.js';
import { readDirectoryCsv } from '../src/registry/read-directory-csv.js';
import type { Database } from '../src/store/database.js';
import { directoryIn } from '../src/store/directory.js';
import {
  claimDirectoryRefresh,
  endDirectoryImport,
  forgetDirectoryImport,
  type ImportEnd,
} from '../src/store/directory-imports.js';
import { type DownloadLimits, withDownload } from './refresh-directory/download.js';
import { importFault } from './refresh-directory/import-fault.js';

export type RefreshSteps = {
  db: Database;
  clock: Clock;
  log: Log;
  url: URL;
  schedule: RefreshSchedule;
  limits: DownloadLimits;
  /** How often it is looked whether a refresh is due. */
  everyMs: number;
};

/**
 * Fetches the official directory once a day. It is no job: nothing asks for it but the clock, and the row of the last
 * one says whether it is due. The directory in use stays unless a whole and plausible one was read to its end.
 */
export function startDirectoryRefresh(steps: RefreshSteps): {
  lookOnce(): Promise<void>;
  stop(): Promise<void>;
} {
  let isBusy = false;
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();

  async function lookOnce(): Promise<void> {
    const id = await claimDirectoryRefresh(steps.db, steps.clock.now(), steps.schedule);
    if (id === null) return;
    const limits = { ...steps.limits, signal: stopping.signal };
    const end = await refresh({ ...steps, limits });
    if (stopping.signal.aborted && end.outcome === 'failed') return forgetDirectoryImport(steps.db, id);
    await endDirectoryImport(steps.db, id, end);
    if (end.outcome !== 'imported') {
      steps.log.warn('directory not imported', { importId: id, outcome: end.outcome, why: end.detail });
      return;
    }
    const { schools, schoolsOfMetropole, counts } = end.report;
    steps.log.info('directory imported', { importId: id, schools, schoolsOfMetropole, ...counts });
  }

  async function lookSafely(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    await lookOnce()
      .catch((error: unknown) => steps.log.warn('directory refresh failed', errorFacts(error)))
      .finally(() => {
        isBusy = false;
      });
  }

  const timer = setInterval(() => {
    if (!isBusy) running = lookSafely();
  }, steps.everyMs);

  return {
    lookOnce,
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}

async function refresh({ db, url, limits }: RefreshSteps): Promise<ImportEnd> {
  try {
    return await withDownload(directoryAddress(url), limits, async (file) => {
      const { rows } = readDirectoryCsv(createReadStream(file));
      const replaced = await directoryIn(db).replaceDirectory(rows, { evenIfFewer: false });
      if (replaced.ok) return { outcome: 'imported', report: replaced.value };
      return { outcome: 'refused', detail: replaced.failure.code };
    });
  } catch (error) {
    const fault = importFault(error);
    if (fault === null)
      return { outcome: 'failed', detail: String(errorFacts(error)['errorCode'] ?? 'error') };
    if (fault.code !== 'download_failed') return { outcome: 'refused', detail: fault.code };
    return { outcome: 'failed', detail: `download_failed: ${fault.why}`.slice(0, 200) };
  }
}
