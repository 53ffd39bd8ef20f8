import { cellName, type Grid } from '../open/grid.js';
import { announcesPast } from '../read/is-past-list.js';
import { tellsReserve } from '../read/tells-reserve.js';
import { tidy } from '../read/tidy.js';
import type { ReadSchool, UnreadCell } from '../reading.js';
import { isOtherCommune } from './is-other-commune.js';

/** « 2024-2025 », « 2024 » as the name of a sheet. */
const YEAR = /^\D{0,15}20\d\d(?:\s?[-–_/]\s?(?:20)?\d\d)?$/;

/**
 * Sheets that schools were read from and whose own name takes them back: « Non concernées », « À supprimer », another
 * commune's name, a year beside a sheet of none. Told at their first cell, for a person to read.
 */
export function doubtfulSheets(
  { sheets }: Grid,
  schools: readonly ReadSchool[],
  insee: string | null,
): UnreadCell[] {
  const named = new Set(schools.flatMap(({ name }) => name?.at.sheet ?? []));
  const isOld = (name: string) => YEAR.test(name) && [...named].some((other) => !YEAR.test(other));
  return sheets
    .filter(({ name }) => named.has(name))
    .filter(
      ({ name }) =>
        tellsReserve(name) ||
        announcesPast(name) ||
        /^\s*à (?:supprimer|retirer|radier)/i.test(name) ||
        isOld(name) ||
        isOtherCommune(name, insee),
    )
    .map(({ name, cells: [first] }) => ({
      sheet: name,
      cell: cellName(first?.row ?? 0, first?.column ?? 0),
      text: tidy(name),
      looksLikeData: true,
    }));
}
