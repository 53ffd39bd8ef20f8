import type { Clock } from '../src/kernel/clock.js';
import { errorFacts, type Log } from '../src/kernel/log.js';
import { compareAccess, type Drift } from '../src/provisioning/drift.js';
import { Interrupted } from '../src/provisioning/laclasse/interrupted.js';
import type { LaclasseStanding } from '../src/provisioning/laclasse/look-around.js';
import { isStorageExceeded } from '../src/provisioning/storage.js';
import type { RefreshSchedule } from '../src/registry/directory-refresh.js';
import type { Database } from '../src/store/database.js';
import {
  claimDriftCheck,
  endDriftCheck,
  loadAwaitedSchools,
  loadRegistrySchools,
  saveDrifts,
} from '../src/store/drift.js';
import { saveSchoolStorage } from '../src/store/school-storage.js';

export type DriftSteps = {
  db: Database;
  clock: Clock;
  log: Log;
  schedule: RefreshSchedule;
  /** @throws Interrupted when laclasse.com cannot tell now. */
  lookAround(): Promise<LaclasseStanding>;
};

/**
 * Compares the registry with laclasse.com once a night, and measures what schools store. It corrects nothing: differences
 * are shown at the desk. It is no job: nothing asks for it but the clock, and the row of the last one says whether it is
 * due. Running it twice is harmless: differences are rows by what they say.
 */
export async function checkDrift(steps: DriftSteps): Promise<'not-due' | 'failed' | 'checked'> {
  const { db, clock, log } = steps;
  const now = clock.now();
  const id = await claimDriftCheck(db, now, steps.schedule);
  if (id === null) return 'not-due';
  try {
    /* Asked before and after laclasse.com: an order decided or carried out meanwhile is awaited all the same. */
    const before = await loadAwaitedSchools(db);
    const here = await loadRegistrySchools(db);
    const there = await steps.lookAround();
    const awaited = new Set([...before, ...(await loadAwaitedSchools(db))]);
    const drifts = [...compareAccess(here, there, awaited), ...exceeded(there)];
    await saveSchoolStorage(db, there.storage, now);
    await saveDrifts(db, drifts, now);
    await endDriftCheck(db, id, clock.now(), null);
    log.info('registry compared with laclasse.com', { schools: here.length, drifts: drifts.length });
    return 'checked';
  } catch (error) {
    const failure = error instanceof Interrupted ? error.message : 'unexpected';
    await endDriftCheck(db, id, clock.now(), failure);
    log.warn('registry not compared', { failure, ...errorFacts(error) });
    return 'failed';
  }
}

function exceeded({ storage }: LaclasseStanding): Drift[] {
  return [...storage]
    .filter(([, size]) => isStorageExceeded(size))
    .map(([uai]) => ({ code: 'storage_exceeded', uai, subject: '' }));
}
