import { askAgent } from './interrupted.js';
import { search, searchFor } from './look.js';
import { ProfileType, StructureType } from './models.js';
import type { LaclasseServer } from './server.js';
import type { LaclasseSettings } from './settings.js';

/** The numbers and codes of this very server: two of its bases do not number their structure types alike. */
export interface KnownTypes {
  /** Of a public primary school, as the settings describe it. @throws Interrupted */
  structureType(): Promise<number>;
  /** @throws Interrupted when the server has no such profile. */
  checkProfileType(): Promise<void>;
}

/** Asked once, at the start or at the first need; what could not be known is asked again. */
export function knownTypes(server: LaclasseServer, settings: LaclasseSettings): KnownTypes {
  let structureType: number | undefined;
  let isProfileChecked = false;
  return {
    async structureType() {
      structureType ??= await findStructureType(server, settings);
      return structureType;
    },
    async checkProfileType() {
      if (isProfileChecked) return;
      const isWanted = ({ id }: ProfileType) => id === settings.profileType;
      const found = await search(server, 'profiles_types', ProfileType, isWanted);
      if (found.length === 0) throw askAgent('profile_type_unknown');
      isProfileChecked = true;
    },
  };
}

async function findStructureType(server: LaclasseServer, { structureType }: LaclasseSettings) {
  const { aafType, contractType } = structureType;
  const types = await search(
    server,
    searchFor('structures_types', { aaf_type: aafType, contrat_type: contractType }),
    StructureType,
    (type) => type.aaf_type === aafType && type.contrat_type === contractType,
  );
  if (types.length !== 1) throw askAgent('structure_type_unknown');
  return types[0]!.id;
}
