/** A file that is no CSV, or was cut in the middle. */
export type CsvFault = 'not_utf8' | 'quote_never_closed' | 'record_too_long';

export class WrongCsv extends Error {
  constructor(readonly code: CsvFault) {
    super(`The file is not a whole CSV: ${code}`);
  }
}

/** No record of the directory comes near: past this, a quote was opened and never closed. */
const LONGEST_RECORD = 1_000_000;

/**
 * The records of a CSV (UTF-8 with or without BOM; quotes may hold separators and line breaks), one at a time: a file of
 * any size is read in the memory of one record. The separator is told from the first line.
 */
export async function* parseCsv(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  let separator: string | undefined;
  for await (const record of readRecords(chunks)) {
    separator ??= separatorOf(record);
    yield splitRecord(record, separator);
  }
}

function separatorOf(header: string): string {
  const count = (separator: string) => header.split(separator).length;
  return [';', ',', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best));
}

/** Lines, those within quotes kept together; empty ones left out. */
async function* readRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let open = '';
  for await (const line of readLines(chunks)) {
    const record = open === '' ? line : `${open}\n${line}`;
    if (record.length > LONGEST_RECORD) throw new WrongCsv('record_too_long');
    const isOpen = hasOpenQuote(record);
    open = isOpen ? record : '';
    if (!isOpen && record !== '') yield record;
  }
  if (open !== '') throw new WrongCsv('quote_never_closed');
}

function hasOpenQuote(record: string): boolean {
  if (!record.includes('"')) return false;
  return record.split('"').length % 2 === 0;
}

async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest = '';
  for await (const text of decode(chunks)) {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop()!;
    if (rest.length > LONGEST_RECORD) throw new WrongCsv('record_too_long');
    yield* lines;
  }
  yield rest.replace(/\r$/, '');
}

async function* decode(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const orRefuse = (read: () => string) => {
    try {
      return read();
    } catch {
      throw new WrongCsv('not_utf8');
    }
  };
  for await (const chunk of chunks) yield orRefuse(() => decoder.decode(chunk, { stream: true }));
  yield orRefuse(() => decoder.decode());
}

function splitRecord(record: string, separator: string): string[] {
  if (!record.includes('"')) return record.split(separator);
  const fields: string[] = [];
  let open: string | null = null;
  for (const piece of record.split(separator)) {
    const field: string = open === null ? piece : open + separator + piece;
    open = hasOpenQuote(field) ? field : null;
    if (open === null) fields.push(unquote(field));
  }
  return fields;
}

function unquote(field: string): string {
  const quoted = /^\s*"(.*)"\s*$/s.exec(field);
  return quoted === null ? field : quoted[1]!.replaceAll('""', '"');
}
