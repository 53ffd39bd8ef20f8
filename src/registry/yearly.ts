import type { SchoolYear } from './school-year.js';

/** A setting that may change from one school year to the next: each value holds from its year on, until another one. */
export type Yearly<Value> = readonly { from: SchoolYear; value: Value }[];

/** The value in force in a year: the latest that begins in it or before. Before the first one, the first one. */
export function inYear<Value>(yearly: Yearly<Value>, year: SchoolYear): Value {
  const [first, ...later] = [...yearly].sort((one, other) => one.from - other.from);
  if (first === undefined) throw new Error('A yearly setting needs a value.');
  return later.reduce((held, next) => (next.from <= year ? next : held), first).value;
}

/**
 * Reads a setting as it is written, e.g. `2019=150,2027=160`, or a lone `150` for every year. Null when it cannot be read,
 * or when `readValue` answers undefined for one of its values, or when a year stands twice.
 */
export function readYearly<Value>(
  written: string,
  readValue: (text: string) => Value | undefined,
): Yearly<Value> | null {
  const parts = written.split(',').map((part) => /^\s*(?:(\d{4})\s*=)?\s*(.*?)\s*$/.exec(part)!);
  const read = parts.map(([, year, text]) => ({ from: Number(year ?? 0), value: readValue(text ?? '') }));
  if (read.some(({ value }) => value === undefined)) return null;
  if (new Set(read.map(({ from }) => from)).size < read.length) return null;
  return read as Yearly<Value>;
}
