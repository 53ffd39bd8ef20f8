import type { StepLedger } from '../../step-ledger.js';
import { ensure } from '../ensure.js';
import { userById } from '../find-users.js';
import type { Profile } from '../models.js';
import { inTurn, type Site } from '../site.js';

/** The user administers the school. The server would add the same profile twice: it is looked up first. */
export async function ensureProfile(
  site: Site,
  ledger: StepLedger,
  { userId, uai, step = 'profile' }: { userId: string; uai: string; step?: string },
): Promise<{ profile: Profile; isMade: boolean }> {
  const type = site.settings.profileType;
  return inTurn(site, async (server) => {
    const look = async () => {
      const user = await userById(server, userId);
      return user?.profiles.find((profile) => profile.structure_id === uai && profile.type === type);
    };
    const { found, isMade } = await ensure(look, async () => {
      await ledger.intend(step, {});
      return server.ask('POST', 'profiles', { type, structure_id: uai, user_id: userId });
    });
    await ledger.finish(step, { externalId: found.id });
    return { profile: found, isMade };
  });
}
