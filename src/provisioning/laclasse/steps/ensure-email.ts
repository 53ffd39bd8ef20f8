import type { StepLedger } from '../../step-ledger.js';
import { isSameAddress } from '../accepted-values.js';
import { ensure } from '../ensure.js';
import { onlyUser, userById, usersWithAddress } from '../find-users.js';
import { askAgent } from '../interrupted.js';
import type { User } from '../models.js';
import type { LaclasseServer } from '../server.js';
import { inTurn, type Site } from '../site.js';

/** The server's own mailboxes: « mot de passe oublié » never writes to them. */
const OWN_TYPE = 'Ent';

/**
 * The user has this address, of a type that « mot de passe oublié » writes to. `formerAddress` is changed into it when
 * the user has that one instead. An address that somebody else has is an agent's.
 */
export async function ensureEmail(
  site: Site,
  ledger: StepLedger,
  { userId, address, formerAddress }: { userId: string; address: string; formerAddress?: string | undefined },
): Promise<void> {
  await inTurn(site, async (server) => {
    const emails = async () => (await userById(server, userId))?.emails ?? [];
    const look = async () =>
      (await emails()).find((email) => isSameAddress(email.address, address) && email.type !== OWN_TYPE);
    const { found } = await ensure(look, async () => {
      const rows = await emails();
      const same = rows.find((email) => isSameAddress(email.address, address));
      const former = rows.find(
        (email) => formerAddress !== undefined && isSameAddress(email.address, formerAddress),
      );
      if (same === undefined) await refuseAnothersAddress(server, userId, address);
      await ledger.intend('email', former === undefined ? {} : { changed: former.id });
      if (same !== undefined) return server.ask('PUT', `emails/${same.id}`, { type: 'Autre' });
      if (former !== undefined) return server.ask('PUT', `emails/${former.id}`, { address, type: 'Autre' });
      return server.ask('POST', `users/${encodeURIComponent(userId)}/emails`, [{ address, type: 'Autre' }]);
    });
    await ledger.finish('email', { externalId: found.id });
  });
}

async function refuseAnothersAddress(server: LaclasseServer, userId: string, address: string): Promise<void> {
  const others: User[] = (await usersWithAddress(server, address)).filter(({ id }) => id !== userId);
  if (others.length === 1) throw askAgent('user_name_differs');
  onlyUser(others, []);
}
