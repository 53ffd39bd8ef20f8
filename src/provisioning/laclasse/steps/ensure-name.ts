import type { StepLedger } from '../../step-ledger.js';
import type { Account } from '../account.js';
import { ensure } from '../ensure.js';
import { userById } from '../find-users.js';
import { inTurn, type Site } from '../site.js';

/** The name as the commune corrected it, unless the academic synchronisation owns it. */
export async function ensureName(
  site: Site,
  ledger: StepLedger,
  userId: string,
  { firstname, lastname }: Account,
): Promise<void> {
  await inTurn(site, async (server) => {
    const look = async () => {
      const user = await userById(server, userId);
      if (user === undefined || user.aaf_jointure_id != null) return user;
      return user.firstname === firstname && user.lastname === lastname ? user : undefined;
    };
    const { found } = await ensure(look, async () => {
      await ledger.intend('name', {});
      return server.ask('PUT', `users/${encodeURIComponent(userId)}`, { firstname, lastname });
    });
    await ledger.finish('name', { externalId: found.id });
  });
}
