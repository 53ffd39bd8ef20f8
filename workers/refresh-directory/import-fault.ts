import { MissingColumns } from '../../src/registry/directory-columns.js';
import { WrongCsv } from '../../src/registry/parse-csv.js';
import { CutDirectory } from '../../src/registry/read-directory-csv.js';
import { FailedDownload } from './download.js';

/** What is wrong with a directory given to us; null for anything else, which is a failure of ours. */
export type ImportFault =
  | { code: 'download_failed'; why: string }
  | { code: 'missing_columns'; columns: readonly string[] }
  | { code: 'cut_directory' }
  | { code: 'not_utf8' }
  | { code: 'broken_csv' };

export function importFault(error: unknown): ImportFault | null {
  if (error instanceof FailedDownload) return { code: 'download_failed', why: error.message };
  if (error instanceof MissingColumns) return { code: 'missing_columns', columns: error.columns };
  if (error instanceof CutDirectory) return { code: 'cut_directory' };
  if (!(error instanceof WrongCsv)) return null;
  return { code: error.code === 'not_utf8' ? 'not_utf8' : 'broken_csv' };
}
