import { compareReadings, type ReadingChange } from '../../../decision/compare-readings.js';
import type { Problem, Reading } from '../../../form/reading.js';
import { fieldInFrench } from '../../../reply/field-in-french.js';

/** What a document says, as it was read before and as today's rules read it; `before` is null when nothing read it. */
export type ReadAgain = { name: string; before: Reading | null; after: Reading; handEdits: number };

export type RereadDocument = {
  name: string;
  isSame: boolean;
  /** How the form stands, when that changes. */
  kind: { before: string; after: string } | null;
  changes: { what: string; before: string | null; after: string | null }[];
  gone: string[];
  appeared: string[];
  /** Cells that nobody understood. */
  unread: { before: number; after: number } | null;
  /** Values written by hand over the reading of before: they do not follow. */
  lostEdits: number;
};

const kinds: Record<string, string> = { valid: 'complet', invalid: 'à corriger' };

/** Pure: what reading again would change, to be seen before it is asked. */
export function rereadView({ name, before, after, handEdits }: ReadAgain): RereadDocument {
  const changes = before === null ? [] : compareReadings(before, after).map(toldChange);
  const [gone, appeared] = [missingFrom(after, before), missingFrom(before, after)];
  const kindWords = [before, after].map((one) => (one === null ? 'non lu' : (kinds[one.kind] ?? one.kind)));
  const kind = kindWords[0] === kindWords[1] ? null : { before: kindWords[0]!, after: kindWords[1]! };
  const counts = { before: before?.unread.length ?? 0, after: after.unread.length };
  const unread = counts.before === counts.after ? null : counts;
  const isSame = kind === null && unread === null && changes.length + gone.length + appeared.length === 0;
  return { name, isSame, kind, changes, gone, appeared, unread, lostEdits: isSame ? 0 : handEdits };
}

function toldChange({ field, school, before, after }: ReadingChange) {
  return { what: fieldInFrench(field, school), before, after };
}

/** The problems of `reading` that `other` has not, in words, with their cell. */
function missingFrom(other: Reading | null, reading: Reading | null): string[] {
  const known = new Set(other?.problems.map(keyOf));
  return (reading?.problems ?? []).filter((problem) => !known.has(keyOf(problem))).map(toldProblem);
}

function keyOf({ field, code, where }: Problem): string {
  return JSON.stringify([field, code, where?.sheet, where?.cell]);
}

function toldProblem({ where, message }: Problem): string {
  return where === null ? message : `${where.cell} : ${message}`;
}
