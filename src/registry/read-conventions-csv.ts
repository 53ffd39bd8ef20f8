import { Temporal } from 'temporal-polyfill';
import { type Convention, denounce } from './convention.js';
import { MissingColumns } from './directory-columns.js';
import { communeByInsee, findCommune } from './find-commune.js';
import { fold } from './fold.js';
import { parseCsv } from './parse-csv.js';

export type ConventionFault =
  | 'unknown_commune'
  | 'ambiguous_commune'
  | 'commune_repeated'
  | 'invalid_signing_date'
  | 'invalid_notification_date'
  | 'invalid_notice_date';

/** A convention of the table; its day of signing when the table says it. */
export type ListedConvention = Convention & { signedOn: Temporal.PlainDate | null };

/** `line` as a spreadsheet numbers it: the header is line 1. */
export type RefusedConvention = { line: number; commune: string; code: ConventionFault };

/** Every convention of a file, or every line to correct. */
export type ReadConventions = { conventions: ListedConvention[]; refused: RefusedConvention[] };

/** Titles that name each column, folded; the first is the one we advise. */
const titles = {
  commune: ['COMMUNE', 'NOM DE LA COMMUNE', 'CODE INSEE', 'INSEE'],
  signed: ['SIGNEE LE', 'DATE DE SIGNATURE', 'SIGNATURE', 'SIGNE LE'],
  notified: ['NOTIFIEE LE', 'DATE DE NOTIFICATION', 'NOTIFICATION', 'NOTIFIE LE'],
  denounced: ['DENONCIATION RECUE LE', 'DENONCEE LE', 'DATE DE DENONCIATION'],
};

/**
 * Reads the agents' table of conventions: a line per commune (`Commune`, `Notifiée le`, and when it leaves
 * `Dénonciation reçue le`, the day the registered letter came; `Signée le` if wanted, alone while it is not notified).
 * Dates as `04/10/2019` or `2019-10-04`.
 * @throws MissingColumns, WrongCsv
 */
export async function readConventionsCsv(chunks: AsyncIterable<Uint8Array>): Promise<ReadConventions> {
  const read: ReadConventions = { conventions: [], refused: [] };
  const seen = new Set<string>();
  let columns: Columns | undefined;
  let line = 0;
  for await (const record of parseCsv(chunks)) {
    line++;
    if (columns === undefined) {
      columns = findColumns(record);
      continue;
    }
    const written = (record[columns.commune] ?? '').trim();
    if (record.every((cell) => cell.trim() === '')) continue;
    const convention = readConvention(record, columns);
    if (typeof convention === 'string') read.refused.push({ line, commune: written, code: convention });
    else if (seen.has(convention.communeInsee)) {
      read.refused.push({ line, commune: written, code: 'commune_repeated' });
    } else {
      seen.add(convention.communeInsee);
      read.conventions.push(convention);
    }
  }
  if (columns === undefined) findColumns([]);
  return read;
}

type Columns = Record<keyof typeof titles, number>;

function findColumns(header: readonly string[]): Columns {
  const keys = header.map(fold);
  const place = (column: keyof typeof titles) => keys.findIndex((key) => titles[column].includes(key));
  const columns = {
    ...{ commune: place('commune'), signed: place('signed') },
    ...{ notified: place('notified'), denounced: place('denounced') },
  };
  const missing = [
    ...(columns.commune === -1 ? ['Commune'] : []),
    ...(columns.notified === -1 ? ['Notifiée le'] : []),
  ];
  if (missing.length > 0) throw new MissingColumns(missing);
  return columns;
}

function readConvention(record: readonly string[], columns: Columns): ListedConvention | ConventionFault {
  const match = readCommune((record[columns.commune] ?? '').trim());
  if (match.kind === 'none') return 'unknown_commune';
  if (match.kind === 'ambiguous') return 'ambiguous_commune';

  const text = (column: keyof Columns) => (record[columns[column]] ?? '').trim();
  const signedOn = readDay(text('signed'));
  if (signedOn === null && text('signed') !== '') return 'invalid_signing_date';
  const notifiedOn = readDay(text('notified'));
  const isOnlySigned = text('notified') === '' && signedOn !== null;
  if (notifiedOn === null && !isOnlySigned) return 'invalid_notification_date';
  const convention = { communeInsee: match.commune.insee, signedOn, notifiedOn, denunciation: null };
  const noticeText = text('denounced');
  if (noticeText === '') return convention;

  const receivedOn = readDay(noticeText);
  if (receivedOn === null) return 'invalid_notice_date';
  const denounced = denounce(convention, { by: 'registered_letter', receivedOn });
  return denounced.ok ? { ...denounced.value, signedOn } : 'invalid_notice_date';
}

/** In this table a bare number is an INSEE code: nobody files conventions by post code. */
function readCommune(text: string) {
  const byCode = communeByInsee(text);
  return byCode === undefined ? findCommune(text) : ({ kind: 'one', commune: byCode } as const);
}

function readDay(text: string): Temporal.PlainDate | null {
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  const [year, month, day] = french ? [french[3], french[2], french[1]] : iso ? iso.slice(1) : [];
  if (year === undefined) return null;
  try {
    const parts = { year: Number(year), month: Number(month), day: Number(day) };
    return Temporal.PlainDate.from(parts, { overflow: 'reject' });
  } catch {
    return null;
  }
}
