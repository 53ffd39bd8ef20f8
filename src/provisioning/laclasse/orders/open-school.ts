import { communeByInsee } from '../../../registry/find-commune.js';
import type { AccessTask } from '../../access-adapter.js';
import type { StepLedger } from '../../step-ledger.js';
import type { Site } from '../site.js';
import { ensureAdministrator } from '../steps/ensure-administrator.js';
import { ensureStructure } from '../steps/ensure-structure.js';

/** A school opened, or one more administrator: the same steps, each found done or done. */
export async function openSchool(site: Site, ledger: StepLedger, task: AccessTask) {
  const city = communeByInsee(task.communeInsee)?.name ?? null;
  await ensureStructure(site, ledger, { uai: task.uai, name: task.schoolName, city });
  const { userId, profileId } = await ensureAdministrator(site, ledger, task.administrator, task.uai);
  return { user: userId, profile: profileId };
}
