import { z } from 'zod';
import type { Removal, StepLedger } from '../../step-ledger.js';
import { isSameAddress } from '../accepted-values.js';
import { ensure } from '../ensure.js';
import { userById } from '../find-users.js';
import type { LaclasseServer } from '../server.js';

const Locked = z.object({
  emails: z.array(z.object({ address: z.string(), type: z.string().nullable(), primary: z.boolean() })),
});

/** Somebody whose account a closing locked comes back: the same account, its addresses put back first. */
export async function unlockAccount(
  server: LaclasseServer,
  ledger: StepLedger,
  address: string,
): Promise<void> {
  const locked = await ledger.lockedAccount(address.toLowerCase());
  if (locked !== undefined) await putEmailsBack(server, ledger, locked);
}

/** The password stays unknown: its owner chooses one by « mot de passe oublié ». False when the account is gone. */
export async function putEmailsBack(
  server: LaclasseServer,
  ledger: StepLedger,
  locked: Removal,
): Promise<boolean> {
  const userId = locked.step.slice(locked.step.indexOf(':') + 1);
  if ((await userById(server, userId)) === undefined) return false;
  for (const { address, type, primary } of Locked.parse(locked.facts).emails) {
    const look = async () => {
      const user = await userById(server, userId);
      return user?.emails.find((email) => isSameAddress(email.address, address));
    };
    await ensure(look, () =>
      server.ask('POST', `users/${encodeURIComponent(userId)}/emails`, [
        { address, type: type ?? 'Autre', primary },
      ]),
    );
  }
  await ledger.noteRestored(locked);
  return true;
}
