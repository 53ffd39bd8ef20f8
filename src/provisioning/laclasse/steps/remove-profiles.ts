import type { StepLedger } from '../../step-ledger.js';
import { ensure } from '../ensure.js';
import { lookAt, search, searchFor } from '../look.js';
import { Profile } from '../models.js';
import type { LaclasseServer } from '../server.js';
import { inTurn, type Site } from '../site.js';

/** Who administers a school, as the server tells now. */
export function administratorsOf(server: LaclasseServer, uai: string, type: string): Promise<Profile[]> {
  const filter = { structure_id: uai, type };
  return search(
    server,
    searchFor('profiles', filter),
    Profile,
    (profile) => profile.structure_id === uai && profile.type === type,
  );
}

/** Each is noted before it is removed. 405 says that it is gone already, and so does the look that follows. */
export async function removeProfiles(
  site: Site,
  ledger: StepLedger,
  profiles: readonly Profile[],
): Promise<void> {
  for (const { id, user_id, structure_id, type } of profiles) {
    await inTurn(site, async (server) => {
      const step = `removed-profile:${id}`;
      await ledger.intend(step, { userId: user_id, uai: structure_id, type });
      const path = `profiles/${encodeURIComponent(id)}`;
      const isGone = async () => ((await lookAt(server, path, Profile)) === undefined ? true : undefined);
      await ensure(isGone, () => server.ask('DELETE', path));
      await ledger.finish(step, { externalId: id });
    });
  }
}
