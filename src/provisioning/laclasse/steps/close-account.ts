import type { StepLedger } from '../../step-ledger.js';
import { randomPassword } from '../account.js';
import { ensure } from '../ensure.js';
import { userById } from '../find-users.js';
import { notNow } from '../interrupted.js';
import { lookAt } from '../look.js';
import { Email, type User } from '../models.js';
import type { LaclasseServer } from '../server.js';
import { inTurn, type Site } from '../site.js';

/**
 * An account without any profile can still log in. It is locked: a password nobody knows, and no address through which
 * « mot de passe oublié » could open it; the addresses are noted first, to be put back. Left alone: somebody who has
 * another profile, whom the academy knows, or who administers the whole server.
 */
export async function closeAccount(site: Site, ledger: StepLedger, userId: string): Promise<boolean> {
  const policy = site.settings.closedAccounts;
  if (policy === 'keep') return false;
  return inTurn(site, async (server) => {
    const user = await userById(server, userId);
    const step = `locked-account:${userId}`;
    const noted = await ledger.load(step);
    if (user === undefined) return false;
    if (noted === undefined && !isOursToClose(user)) return false;

    const emails = user.emails.map(({ address, type, primary }) => ({ address, type, primary }));
    await ledger.intend(step, { emails, policy });
    await changePassword(server, userId);
    for (const { id } of user.emails) await removeEmail(server, id);
    await ledger.finish(step, { externalId: userId });
    return true;
  });
}

function isOursToClose({ profiles, super_admin, aaf_jointure_id }: User): boolean {
  return profiles.length === 0 && !super_admin && aaf_jointure_id == null;
}

/** No look can prove a password: only the answer does. To change it again is harmless. */
async function changePassword(server: LaclasseServer, userId: string): Promise<void> {
  const path = `users/${encodeURIComponent(userId)}`;
  const answer = await server.ask('PUT', path, { password: randomPassword() });
  if (answer.kind === 'silent') throw notNow('server_unreachable', { isSettled: false });
  if (answer.status !== 200) throw notNow('server_failed');
}

async function removeEmail(server: LaclasseServer, id: string): Promise<void> {
  const path = `emails/${encodeURIComponent(id)}`;
  const isGone = async () => ((await lookAt(server, path, Email)) === undefined ? true : undefined);
  await ensure(isGone, () => server.ask('DELETE', path));
}
