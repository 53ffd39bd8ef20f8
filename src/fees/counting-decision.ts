/**
 * How an agent counts otherwise, with a reason. A groupe scolaire of several UAI counted as one school stays so for the
 * years that follow, until it is withdrawn; a school left out, or added, is so for its year alone.
 */
export type CountingDecision = {
  id: string;
  communeInsee: string;
  year: number;
  kind: 'as-one' | 'leave-out' | 'add';
  uais: readonly string[];
  reason: string;
  /** The last year it holds for, once withdrawn; null while it holds. */
  untilYear: number | null;
};

export const countingKinds = ['as-one', 'leave-out', 'add'] as const;

export function holdsIn({ kind, year, untilYear }: CountingDecision, asked: number): boolean {
  if (untilYear !== null && asked > untilYear) return false;
  return kind === 'as-one' ? year <= asked : year === asked;
}
