import type { Name } from './accepted-values.js';
import { isSameAddress, isSameName } from './accepted-values.js';
import { askAgent } from './interrupted.js';
import { lookAt, search, searchFor } from './look.js';
import { Email, User } from './models.js';
import type { LaclasseServer } from './server.js';

export function userById(server: LaclasseServer, id: string): Promise<User | undefined> {
  return lookAt(server, `users/${encodeURIComponent(id)}`, User);
}

/** Everybody who has this address: the server lets several people have it. */
export async function usersWithAddress(server: LaclasseServer, address: string): Promise<User[]> {
  const emails = await search(server, searchFor('emails', { address }), Email, (email) =>
    isSameAddress(email.address, address),
  );
  const ids = [...new Set(emails.map((email) => email.user_id))];
  const users: User[] = [];
  for (const id of ids) {
    const user = await userById(server, id);
    if (user !== undefined) users.push(user);
  }
  return users;
}

/** The one account of this address, under one of these names. @throws Interrupted for an agent. */
export function onlyUser(users: readonly User[], names: readonly Name[]): User | undefined {
  if (users.length > 1) throw askAgent('several_users_found');
  const [user] = users;
  if (user !== undefined && !names.some((name) => isNamed(user, name))) throw askAgent('user_name_differs');
  return user;
}

export function isNamed({ firstname, lastname }: User, name: Name): boolean {
  return isSameName({ firstName: firstname ?? '', lastName: lastname ?? '' }, name);
}

const Named = User.pick({ id: true, firstname: true, lastname: true });

/** Somebody of this name has a profile in this school: perhaps the same person under another address. */
export async function hasNamesakeIn(
  server: LaclasseServer,
  structureId: string,
  { firstname, lastname }: { firstname: string; lastname: string },
): Promise<boolean> {
  const name = { firstName: firstname, lastName: lastname };
  const filter = { lastname, firstname, 'profiles.structure_id': structureId, expand: 'false' };
  const namesakes = await search(server, searchFor('users', filter), Named, (user) =>
    isSameName({ firstName: user.firstname ?? '', lastName: user.lastname ?? '' }, name),
  );
  for (const { id } of namesakes) {
    const user = await userById(server, id);
    if (user?.profiles.some((profile) => profile.structure_id === structureId)) return true;
  }
  return false;
}
