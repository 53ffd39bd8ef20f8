import { failed, ok, type Result } from '../kernel/result.js';
import type { DirectoryReport } from './compare-directories.js';
import type { DirectoryRow } from './read-directory-csv.js';

/** Why a whole directory was read and yet not put in place. */
export type DirectoryRefusal =
  | { code: 'no_school_of_metropole' }
  /** Fewer than nine in ten of the schools in use: a part of the country, or a download cut short. */
  | { code: 'too_few_schools'; schools: number; inUse: number };

export type ReplaceOptions = { evenIfFewer: boolean };

/** Where the directory in use is kept. Everything is replaced at once, or nothing. */
export interface DirectoryStore {
  /** Schools no longer listed are kept as closed. When `rows` throws, the directory in use stays. */
  replaceDirectory(
    rows: AsyncIterable<DirectoryRow>,
    options: ReplaceOptions,
  ): Promise<Result<DirectoryReport, DirectoryRefusal>>;
}

const LEAST_SHARE = 0.9;

/** Whether a new directory may take the place of one of `inUse` open schools. */
export function acceptDirectory(
  report: DirectoryReport,
  inUse: number,
  { evenIfFewer }: ReplaceOptions,
): Result<DirectoryReport, DirectoryRefusal> {
  if (report.schoolsOfMetropole === 0) return failed({ code: 'no_school_of_metropole' });
  if (!evenIfFewer && report.schools < inUse * LEAST_SHARE) {
    return failed({ code: 'too_few_schools', schools: report.schools, inUse });
  }
  return ok(report);
}
