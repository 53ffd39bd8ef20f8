import type { There, ThereProfile } from '../drift.js';
import { search, searchFor } from './look.js';
import { Email, Profile, Structure, StructureStorage } from './models.js';
import type { LaclasseServer } from './server.js';
import type { Site } from './site.js';

/** Users whose addresses are asked for in one call: longer addresses are cut by servers in the way. */
const USERS_PER_CALL = 50;

export type LaclasseStanding = There & {
  /** Bytes of documents by school; a school that nobody has entered yet has none, and is absent. */
  storage: ReadonlyMap<string, number>;
};

/** Who administers which school at laclasse.com, and what the schools store. Only looks. @throws Interrupted */
export async function lookAround({ server, settings, types }: Site): Promise<LaclasseStanding> {
  const type = await types.structureType();
  const structures = await search(
    server,
    searchFor('structures', { type: String(type), expand: 'false' }),
    Structure,
    (structure) => structure.type === type,
  );
  const profiles = await search(
    server,
    searchFor('profiles', { type: settings.profileType }),
    Profile,
    (profile) => profile.type === settings.profileType,
  );
  const addresses = await addressesOf(server, [...new Set(profiles.map(({ user_id }) => user_id))]);
  return {
    structures: new Set(structures.map(({ id }) => id)),
    profiles: profiles.map(
      ({ structure_id: uai, user_id: userId }): ThereProfile => ({
        ...{ uai, userId },
        addresses: addresses.get(userId) ?? [],
      }),
    ),
    storage: await storageOf(server),
  };
}

async function addressesOf(
  server: LaclasseServer,
  userIds: readonly string[],
): Promise<Map<string, string[]>> {
  const addresses = new Map<string, string[]>();
  for (let first = 0; first < userIds.length; first += USERS_PER_CALL) {
    const some = userIds.slice(first, first + USERS_PER_CALL);
    const isOfSome = ({ user_id }: Email) => some.includes(user_id);
    for (const email of await search(server, searchFor('emails', { user_id: some }), Email, isOfSome)) {
      addresses.set(email.user_id, [...(addresses.get(email.user_id) ?? []), email.address]);
    }
  }
  return addresses;
}

/** Folders of structures that are gone stay in this list, marked: they are nobody's. */
async function storageOf(server: LaclasseServer): Promise<Map<string, number>> {
  const rows = await search(server, 'docs/structures', StructureStorage, (row) => !row.is_deleted);
  const storage = new Map<string, number>();
  for (const { structure_id: uai, size } of rows) storage.set(uai, (storage.get(uai) ?? 0) + size);
  return storage;
}
