import { type DirectoryColumn, findColumns } from './directory-columns.js';
import { communeByInsee } from './find-commune.js';
import { fold } from './fold.js';
import { parseCsv } from './parse-csv.js';
import type { DirectorySchool, SchoolLevel } from './school.js';
import { readSchoolName } from './school-name.js';
import { Uai } from './uai.js';

/** A school as imported: with what an agent may want to see of it, as the directory writes it. */
export type DirectoryRow = DirectorySchool & {
  /** The ministry's code, e.g. `101` for a maternelle; null when the file does not say. */
  nature: string | null;
  extra: Partial<Record<'postCode' | 'town' | 'address' | 'phone' | 'email', string>>;
};

/** Why a line that should be a public school was left out. */
export type RefusedLine =
  | 'cut_line'
  | 'invalid_uai'
  | 'no_name'
  | 'no_commune'
  | 'unknown_state'
  | 'unknown_level'
  | 'repeated';

/** Lines of the file so far, without its header. `others`: collèges, lycées, private schools. */
export type DirectoryCounts = {
  lines: number;
  schools: number;
  others: number;
  refused: Partial<Record<RefusedLine, number>>;
};

export type DirectoryFile = { rows: AsyncIterable<DirectoryRow>; counts: DirectoryCounts };

/**
 * Reads the ministry's export of the directory (fr-en-annuaire-education), by column name, as it comes: `rows` may be
 * read once, and `counts` grows meanwhile. Keeps the public primary schools of the whole country.
 * @throws MissingColumns, WrongCsv or CutDirectory while `rows` is read: the file must then not replace a good one.
 */
export function readDirectoryCsv(chunks: AsyncIterable<Uint8Array>): DirectoryFile {
  const counts: DirectoryCounts = { lines: 0, schools: 0, others: 0, refused: {} };
  return { rows: readRows(chunks, counts), counts };
}

/** The last line stops before its last column: the download was interrupted. */
export class CutDirectory extends Error {}

async function* readRows(
  chunks: AsyncIterable<Uint8Array>,
  counts: DirectoryCounts,
): AsyncGenerator<DirectoryRow> {
  let width: number | undefined;
  let read: ((record: readonly string[]) => DirectoryRow | RefusedLine | 'other') | undefined;
  let isLastCut = false;
  const seen = new Set<string>();
  for await (const record of parseCsv(chunks)) {
    if (read === undefined || width === undefined) {
      read = lineReader(record);
      width = record.length;
      continue;
    }
    counts.lines++;
    isLastCut = record.length < width;
    const row = isLastCut ? 'cut_line' : read(record);
    if (row === 'other') counts.others++;
    else if (typeof row === 'string') refuse(counts, row);
    else if (seen.has(row.uai)) refuse(counts, 'repeated');
    else {
      seen.add(row.uai);
      counts.schools++;
      yield row;
    }
  }
  if (read === undefined) findColumns([]);
  if (isLastCut) throw new CutDirectory('The directory stops in the middle of a line.');
}

function refuse({ refused }: DirectoryCounts, reason: RefusedLine): void {
  refused[reason] = (refused[reason] ?? 0) + 1;
}

type Ask = (column: DirectoryColumn) => string;

function lineReader(header: readonly string[]) {
  const reader = findColumns(header);
  return (record: readonly string[]) => readLine((column) => reader(record, column));
}

function readLine(ask: Ask): DirectoryRow | RefusedLine | 'other' {
  if (!isPublicSchool(ask)) return 'other';
  const uai = Uai.safeParse(ask('uai').replace(/^(?=\d{6}[A-Za-z]$)/, '0'));
  if (!uai.success) return 'invalid_uai';
  const name = ask('name').replace(/\s+/g, ' ');
  if (name === '') return 'no_name';
  const communeInsee = readCommuneCode(ask('communeCode'));
  if (communeInsee === null) return 'no_commune';
  const state = states[fold(ask('state'))];
  if (state === undefined) return 'unknown_state';
  const level = readLevel(ask, name);
  if (level === null) return 'unknown_level';
  return {
    uai: uai.data,
    name,
    level,
    communeInsee,
    state,
    nature: ask('nature') || null,
    extra: readExtra(ask),
  };
}

/** Where the file does not say, every line is taken for a public school, and its level must be found. */
function isPublicSchool(ask: Ask): boolean {
  const [type, sector] = [fold(ask('type')), fold(ask('sector'))];
  return (type === '' || type === 'ECOLE') && (sector === '' || sector === 'PUBLIC');
}

const states: Record<string, DirectorySchool['state']> = {
  OUVERT: 'open',
  'A OUVRIR': 'open',
  'A FERMER': 'closing',
  FERME: 'closed',
};

/** Five characters, today's code for our communes (arrondissements and former communes); spreadsheets eat a leading zero. */
function readCommuneCode(written: string): string | null {
  const code = written.padStart(5, '0').toUpperCase();
  if (!/^\d[\dAB]\d{3}$/.test(code)) return null;
  return communeByInsee(code)?.insee ?? code;
}

const naturesOfLevel: Record<string, SchoolLevel> = {
  '101': 'maternelle',
  '103': 'maternelle',
  '111': 'elementaire',
  '151': 'elementaire',
  '153': 'elementaire',
  '162': 'elementaire',
};

/** The two columns of classes first, then the nature, then the name. */
function readLevel(ask: Ask, name: string): SchoolLevel | null {
  const hasMaternelle = isYes(ask('maternelle'));
  const hasElementaire = isYes(ask('elementaire'));
  if (hasMaternelle && hasElementaire) return 'primaire';
  if (hasMaternelle) return 'maternelle';
  if (hasElementaire) return 'elementaire';
  return naturesOfLevel[ask('nature')] ?? readSchoolName(name).level;
}

function isYes(value: string): boolean {
  return /^(1([.,]0)?|oui|true)$/i.test(value);
}

function readExtra(ask: Ask): DirectoryRow['extra'] {
  const columns = ['postCode', 'town', 'address', 'phone', 'email'] as const;
  return Object.fromEntries(
    columns.map((column) => [column, ask(column)]).filter(([, value]) => value !== ''),
  );
}
