import type { StepLedger } from '../../step-ledger.js';
import { isSamePhone } from '../accepted-values.js';
import type { Account } from '../account.js';
import { ensure } from '../ensure.js';
import { userById } from '../find-users.js';
import { inTurn, type Site } from '../site.js';

/** The user has this phone; the former one becomes it. Others of theirs are left alone. */
export async function ensurePhone(
  site: Site,
  ledger: StepLedger,
  {
    userId,
    phone,
    formerPhone,
  }: { userId: string; phone: Account['phone']; formerPhone?: string | undefined },
): Promise<void> {
  await inTurn(site, async (server) => {
    const phones = async () => (await userById(server, userId))?.phones ?? [];
    const look = async () => (await phones()).find(({ number }) => isSamePhone(number, phone.number));
    const { found } = await ensure(look, async () => {
      const former = (await phones()).find(
        ({ number }) => formerPhone !== undefined && isSamePhone(number, formerPhone),
      );
      await ledger.intend('phone', former === undefined ? {} : { changed: former.id });
      if (former !== undefined) return server.ask('PUT', `phones/${former.id}`, phone);
      return server.ask('POST', 'phones', { user_id: userId, ...phone });
    });
    await ledger.finish('phone', { externalId: found.id });
  });
}
