import type { AccessTask } from '../../access-adapter.js';
import type { Removal, StepLedger } from '../../step-ledger.js';
import { userById } from '../find-users.js';
import { inTurn, type Site } from '../site.js';
import { ensureProfile } from '../steps/ensure-profile.js';
import { putEmailsBack } from '../steps/unlock-account.js';
import { openSchool } from './open-school.js';

/** What closing took away is put back, account by account; then whoever had access last has it, as for an opening. */
export async function reopenSchool(site: Site, ledger: StepLedger, task: AccessTask) {
  const removals = await ledger.removalsOf(task.uai);
  const accounts = removals.filter(({ step }) => step.startsWith('locked-account:'));
  const profiles = removals.filter(({ step }) => step.startsWith('removed-profile:'));
  for (const locked of accounts) await inTurn(site, (server) => putEmailsBack(server, ledger, locked));
  let restored = 0;
  for (const removal of profiles) if (await restoreProfile(site, ledger, task.uai, removal)) restored += 1;
  return { ...(await openSchool(site, ledger, task)), profilesRestored: String(restored) };
}

async function restoreProfile(
  site: Site,
  ledger: StepLedger,
  uai: string,
  removal: Removal,
): Promise<boolean> {
  const userId = String(removal.facts['userId']);
  const isThere = await inTurn(site, async (server) => (await userById(server, userId)) !== undefined);
  if (isThere) await ensureProfile(site, ledger, { userId, uai, step: `restored-profile:${userId}` });
  await ledger.noteRestored(removal);
  return isThere;
}
