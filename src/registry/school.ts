import type { Uai } from './uai.js';

export type SchoolLevel = 'maternelle' | 'elementaire' | 'primaire';

/** A public primary school of the official directory (fr-en-annuaire-education). */
export type DirectorySchool = {
  uai: Uai;
  /** As the directory writes it, e.g. `Ecole primaire Jean Jaurès`. */
  name: string;
  level: SchoolLevel;
  /** Current INSEE code of its commune: 69123 for all of Lyon, 69149 for Oullins-Pierre-Bénite. */
  communeInsee: string;
  /** `closing` is the directory's « A FERMER ». */
  state: 'open' | 'closing' | 'closed';
};

/** What a school as written in a form may be in the directory. */
export type SchoolMatch =
  | { kind: 'one'; school: DirectorySchool }
  | { kind: 'ambiguous'; candidates: readonly DirectorySchool[] }
  | { kind: 'none'; nearest: readonly DirectorySchool[] };
