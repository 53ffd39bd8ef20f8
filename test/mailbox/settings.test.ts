import { defaultPatience, faultsOfPatience } from '../../src/mailbox/settings.js';

test('the default waits fit together', () => {
  expect(faultsOfPatience(defaultPatience)).toEqual([]);
});

test.each([
  [{ watchdogMs: 1_000 }, 'watchdogMs must exceed fullPassEveryMs'],
  [{ leaseTtlMs: 15_000 }, 'leaseTtlMs must be at least twice leaseRenewEveryMs'],
  [{ backOffMaxMs: 10 }, 'backOffMaxMs must not be under backOffMinMs'],
  [{ idleRestartMs: 30 * 60_000 }, 'idleRestartMs must stay under 29 minutes'],
])('%j is refused: %s', (changed, fault) => {
  expect(faultsOfPatience({ ...defaultPatience, ...changed })).toEqual([fault]);
});
