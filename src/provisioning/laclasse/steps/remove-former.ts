import type { Person } from '../../../registry/person.js';
import type { StepLedger } from '../../step-ledger.js';
import { isSameAddress } from '../accepted-values.js';
import { isNamed, userById } from '../find-users.js';
import type { Profile, User } from '../models.js';
import { inTurn, type Site } from '../site.js';
import { administratorsOf, removeProfiles } from './remove-profiles.js';

/**
 * The former administrator has no profile here any more; everybody else keeps theirs, first of all the new one.
 * Answers how many profiles were removed: none when somebody did it before.
 */
export async function removeFormer(
  site: Site,
  ledger: StepLedger,
  { former, keptUserId, uai }: { former: Person; keptUserId: string; uai: string },
): Promise<number> {
  const profiles = await inTurn(site, async (server) => {
    const others = (await administratorsOf(server, uai, site.settings.profileType)).filter(
      ({ user_id }) => user_id !== keptUserId,
    );
    const users: User[] = [];
    for (const id of new Set(others.map(({ user_id }) => user_id))) {
      const user = await userById(server, id);
      if (user !== undefined) users.push(user);
    }
    return profilesOf(others, formerAmong(users, former));
  });
  await removeProfiles(site, ledger, profiles);
  return profiles.length;
}

/** By address first; by name when nobody has the address; by both when several have it. */
function formerAmong(users: readonly User[], former: Person): User[] {
  const named = users.filter((user) => isNamed(user, former));
  const addressed = users.filter(({ emails }) =>
    emails.some(({ address }) => isSameAddress(address, former.email)),
  );
  if (addressed.length === 0) return named;
  if (addressed.length === 1) return addressed;
  return addressed.filter((user) => named.includes(user));
}

function profilesOf(profiles: readonly Profile[], users: readonly User[]): Profile[] {
  return profiles.filter(({ user_id }) => users.some(({ id }) => id === user_id));
}
