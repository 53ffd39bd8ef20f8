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
