import type { Person } from '../../../registry/person.js';
import type { StepLedger } from '../../step-ledger.js';
import { accountOf } from '../account.js';
import type { Site } from '../site.js';
import { ensureEmail } from './ensure-email.js';
import { ensurePhone } from './ensure-phone.js';
import { ensureProfile } from './ensure-profile.js';
import { ensureUser } from './ensure-user.js';

export type Administrator = { userId: string; profileId: string; isUserMade: boolean };

/** The person has an account that administers the school, with their address and phone. */
export async function ensureAdministrator(
  site: Site,
  ledger: StepLedger,
  person: Person,
  uai: string,
): Promise<Administrator> {
  await site.types.checkProfileType();
  const { address, phone } = accountOf(person);
  const { user, isMade } = await ensureUser(site, ledger, person, uai);
  const userId = user.id;
  const { profile } = await ensureProfile(site, ledger, { userId, uai });
  await ensureEmail(site, ledger, { userId, address });
  await ensurePhone(site, ledger, { userId, phone });
  return { userId, profileId: profile.id, isUserMade: isMade };
}
