import type { Person } from '../../../registry/person.js';
import type { StepLedger } from '../../step-ledger.js';
import { type Account, accountOf, randomPassword } from '../account.js';
import { ensure } from '../ensure.js';
import { hasNamesakeIn, isNamed, onlyUser, userById, usersWithAddress } from '../find-users.js';
import { askAgent } from '../interrupted.js';
import type { User } from '../models.js';
import type { LaclasseServer } from '../server.js';
import type { LaclasseSettings } from '../settings.js';
import { inTurn, type Site } from '../site.js';
import { unlockAccount } from './unlock-account.js';

/**
 * The person has one account. Somebody known by both address and name is adopted; several, or another name, or the same
 * name here under another address: an agent chooses (`chooseAccount`), and the choice is in the ledger. A new account is
 * made whole, with its address, phone and profile: the server keeps all of it or nothing.
 */
export async function ensureUser(
  site: Site,
  ledger: StepLedger,
  person: Person,
  uai: string,
): Promise<{ user: User; isMade: boolean }> {
  const account = accountOf(person);
  return inTurn(site, async (server) => {
    const noted = await ledger.load('user');
    const known = noted?.externalId == null ? undefined : await userById(server, noted.externalId);
    if (known !== undefined) {
      await ledger.finish('user', { externalId: known.id, facts: { login: known.login } });
      return { user: known, isMade: false };
    }

    await unlockAccount(server, ledger, account.address);
    const isNewWanted = noted?.facts['chosen'] === 'new';
    const look = () => findUser(server, account, person, isNewWanted);
    const { found, isMade } = await ensure(look, async () => {
      if (!isNewWanted && (await hasNamesakeIn(server, uai, account)))
        throw askAgent('same_name_other_address');
      await ledger.intend('user', {});
      return server.ask('POST', 'users', newUser(account, uai, site.settings));
    });
    /* Found after a try of ours that was cut: it is that try that made it. */
    const isOurs = isMade || (noted !== undefined && !noted.isDone);
    const facts = { login: found.login, ...(isOurs ? { made: true } : {}) };
    await ledger.finish('user', { externalId: found.id, facts });
    return { user: found, isMade };
  });
}

async function findUser(server: LaclasseServer, account: Account, person: Person, isNewWanted: boolean) {
  const users = await usersWithAddress(server, account.address);
  /* An address shared with others, as an agent confirmed: the account of this very name, if it was made already. */
  return onlyUser(isNewWanted ? users.filter((user) => isNamed(user, person)) : users, [person]);
}

function newUser(account: Account, uai: string, { profileType, passwords }: LaclasseSettings) {
  const { firstname, lastname, address, phone } = account;
  return {
    firstname,
    lastname,
    ...(passwords === 'random' ? { password: randomPassword() } : {}),
    emails: [{ address, type: 'Autre', primary: true }],
    phones: [phone],
    profiles: [{ type: profileType, structure_id: uai }],
  };
}
