import type { AccessTask } from '../../access-adapter.js';
import type { StepLedger } from '../../step-ledger.js';
import type { Site } from '../site.js';
import { removeFormer } from '../steps/remove-former.js';
import { openSchool } from './open-school.js';

/** The new one first: a school is never left without an administrator. */
export async function replaceAdministrator(site: Site, ledger: StepLedger, task: AccessTask) {
  const given = await openSchool(site, ledger, task);
  if (task.former === null) return given;
  const removed = await removeFormer(site, ledger, {
    former: task.former,
    keptUserId: given.user,
    uai: task.uai,
  });
  return { ...given, formerProfilesRemoved: String(removed) };
}
