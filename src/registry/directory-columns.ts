import { fold } from './fold.js';

/** What we read of the directory, by the names its columns had over the years (folded, see `columnKey`). */
const names = {
  uai: ['identifiant de l etablissement', 'numero uai', 'uai'],
  name: ['nom etablissement', 'appellation officielle'],
  communeCode: ['code commune', 'code insee commune'],
  state: ['etat', 'etat etablissement'],
  type: ['type etablissement'],
  sector: ['statut public prive'],
  maternelle: ['ecole maternelle'],
  elementaire: ['ecole elementaire'],
  nature: ['code nature'],
  postCode: ['code postal'],
  town: ['nom commune'],
  address: ['adresse 1'],
  phone: ['telephone'],
  email: ['mail'],
} as const satisfies Record<string, readonly string[]>;

export type DirectoryColumn = keyof typeof names;

/** Without these a directory cannot be read; any other column may be missing, and new ones are ignored. */
const indispensable = ['uai', 'name', 'communeCode', 'state'] as const satisfies readonly DirectoryColumn[];

/** The header lacks an indispensable column: the file is refused before anything is read. */
export class MissingColumns extends Error {
  constructor(readonly columns: readonly string[]) {
    super(`Columns missing from the directory: ${columns.join(', ')}`);
  }
}

/** Reads one record by column name; the empty text when the column or the value is missing. */
export type RecordReader = (record: readonly string[], column: DirectoryColumn) => string;

/**
 * Finds the columns by name, whatever their order and generation: `Code_postal`, `Code postal` and `code_postal` are one.
 * @throws MissingColumns
 */
export function findColumns(header: readonly string[]): RecordReader {
  const keys = header.map(columnKey);
  const placeOf = (column: DirectoryColumn) =>
    keys.findIndex((key) => (names[column] as readonly string[]).includes(key));
  const places = new Map(
    (Object.keys(names) as DirectoryColumn[]).map((column) => [column, placeOf(column)]),
  );
  const missing = indispensable.filter((column) => places.get(column) === -1);
  if (missing.length > 0)
    throw new MissingColumns(missing.map((column) => names[column][0].replaceAll(' ', '_')));
  return (record, column) => (record[places.get(column)!] ?? '').trim();
}

function columnKey(title: string): string {
  return fold(title).toLowerCase();
}
