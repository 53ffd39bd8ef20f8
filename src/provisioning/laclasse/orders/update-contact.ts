import type { AccessTask } from '../../access-adapter.js';
import type { StepLedger } from '../../step-ledger.js';
import { accountOf } from '../account.js';
import { onlyUser, userById, usersWithAddress } from '../find-users.js';
import { askAgent } from '../interrupted.js';
import type { User } from '../models.js';
import type { LaclasseServer } from '../server.js';
import { inTurn, type Site } from '../site.js';
import { ensureEmail } from '../steps/ensure-email.js';
import { ensureName } from '../steps/ensure-name.js';
import { ensurePhone } from '../steps/ensure-phone.js';

/** The same person, found as known before or, when a former try went that far, as known now. */
export async function updateContact(site: Site, ledger: StepLedger, task: AccessTask) {
  const { administrator, former } = task;
  const account = accountOf(administrator);
  const userId = await inTurn(site, async (server) => {
    const noted = await ledger.load('user');
    const known = noted?.externalId == null ? undefined : await userById(server, noted.externalId);
    const user = known ?? (await findUser(server, task));
    if (user === undefined) throw askAgent('user_not_found');
    await ledger.finish('user', { externalId: user.id });
    return user.id;
  });
  await ensureName(site, ledger, userId, account);
  await ensureEmail(site, ledger, { userId, address: account.address, formerAddress: former?.email });
  await ensurePhone(site, ledger, { userId, phone: account.phone, formerPhone: former?.phone });
  return { user: userId };
}

async function findUser(
  server: LaclasseServer,
  { administrator, former }: AccessTask,
): Promise<User | undefined> {
  const names = former === null ? [administrator] : [administrator, former];
  const addresses = new Set([former?.email ?? administrator.email, administrator.email]);
  for (const address of addresses) {
    const user = onlyUser(await usersWithAddress(server, address), names);
    if (user !== undefined) return user;
  }
  return undefined;
}
