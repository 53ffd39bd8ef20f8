/** A statement as printed: `RED-2026-0012`; from its second version on, `RED-2026-0012-V2`. */
export function statementReference({
  year,
  number,
  version,
}: {
  year: number;
  number: number;
  version: number;
}): string {
  const base = `RED-${year}-${String(number).padStart(4, '0')}`;
  return version === 1 ? base : `${base}-V${version}`;
}

/** The parts of a printed reference; null when it is none. */
export function readStatementReference(
  text: string,
): { year: number; number: number; version: number } | null {
  const [, year, number, version] = /^RED-(\d{4})-(\d{4,6})(?:-V([1-9]\d{0,3}))?$/.exec(text) ?? [];
  return year === undefined
    ? null
    : { year: Number(year), number: Number(number), version: Number(version ?? 1) };
}
