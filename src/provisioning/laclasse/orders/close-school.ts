import type { AccessTask } from '../../access-adapter.js';
import type { StepLedger } from '../../step-ledger.js';
import { inTurn, type Site } from '../site.js';
import { closeAccount } from '../steps/close-account.js';
import { administratorsOf, removeProfiles } from '../steps/remove-profiles.js';

/**
 * Nobody administers the school any more. The structure stays, with its documents; heads that the academy knows (`DIR`)
 * are the academy's. Who had access is in the ledger, so that the accounts are closed even after a crash.
 */
export async function closeSchool(site: Site, ledger: StepLedger, { orderId, uai }: AccessTask) {
  const profiles = await inTurn(site, (server) => administratorsOf(server, uai, site.settings.profileType));
  await removeProfiles(site, ledger, profiles);

  const removals = (await ledger.removalsOf(uai)).filter((removal) => removal.orderId === orderId);
  const users = new Set(
    removals.flatMap(({ facts }) => (typeof facts['userId'] === 'string' ? [facts['userId']] : [])),
  );
  let closed = 0;
  for (const userId of users) if (await closeAccount(site, ledger, userId)) closed += 1;
  return { profilesRemoved: String(removals.filter(isProfile).length), accountsClosed: String(closed) };
}

function isProfile({ step }: { step: string }): boolean {
  return step.startsWith('removed-profile:');
}
