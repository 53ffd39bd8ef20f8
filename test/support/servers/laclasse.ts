import {
  type FakeLaclasse,
  type FakeOptions,
  startFakeLaclasse,
} from '../../../src/embedded/fake-laclasse/fake-laclasse.js';
import type { LaclasseSettings } from '../../../src/provisioning/laclasse/settings.js';

/** A laclasse.com for one test: the demo's own, which answers as the real one was recorded to. */
export function aLaclasse(options: FakeOptions = {}): Promise<FakeLaclasse> {
  return startFakeLaclasse(options);
}

/** Settings that reach it, with waits short enough for tests. */
export function settingsFor(url: string, more: Partial<LaclasseSettings> = {}): LaclasseSettings {
  const { username, password, origin } = new URL(url);
  return {
    url: new URL(origin),
    account: { id: decodeURIComponent(username), password: decodeURIComponent(password) },
    timeoutMs: 2_000,
    retryMs: 10,
    structureType: { aafType: 'ECOLE', contractType: 'PU' },
    profileType: 'ADM',
    passwords: 'random',
    closedAccounts: 'lock',
    graceDays: 90,
    ...more,
  };
}
