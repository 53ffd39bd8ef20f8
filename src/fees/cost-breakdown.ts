/** Annex 2 of the convention: what the fee pays for, in whole per cents. The last three make the salaries' share. */
export type CostBreakdown = {
  hosting: number;
  development: number;
  administration: number;
  support: number;
  projectLead: number;
};

/** Annex 2, 2019: 17 % hosting, 22 % development, 61 % salaries, of which 12, 33 and 16. */
export const annex2: CostBreakdown = {
  hosting: 17,
  development: 22,
  administration: 12,
  support: 33,
  projectLead: 16,
};

export const costWords: Record<keyof CostBreakdown, string> = {
  hosting: 'Frais d’hébergement',
  development: 'Maintenance évolutive de la plateforme',
  administration: 'Administration système',
  support: 'Support technique',
  projectLead: 'Conduite de projet',
};

/** `17/22/12/33/16`; undefined when it is not five whole per cents that make a hundred. */
export function readBreakdown(text: string): CostBreakdown | undefined {
  const parts = text.split('/').map((part) => (/^\s*\d{1,3}\s*$/.test(part) ? Number(part) : Number.NaN));
  const [hosting, development, administration, support, projectLead, ...others] = parts;
  const sum = parts.reduce((total, part) => total + part, 0);
  if (sum !== 100 || projectLead === undefined || others.length > 0) return undefined;
  return {
    hosting: hosting!,
    development: development!,
    administration: administration!,
    support: support!,
    projectLead,
  };
}

/** Shares of an amount in cents, whose sum is the amount: what rounding leaves goes to the largest remainders. */
export function shareOut(totalCents: number, breakdown: CostBreakdown): Record<keyof CostBreakdown, number> {
  const keys = Object.keys(costWords) as (keyof CostBreakdown)[];
  const exact = keys.map((key) => ({ key, cents: (totalCents * breakdown[key]) / 100 }));
  const shares = new Map(exact.map(({ key, cents }) => [key, Math.floor(cents)]));
  let left = totalCents - [...shares.values()].reduce((sum, cents) => sum + cents, 0);
  const byRemainder = [...exact].sort((one, other) => (other.cents % 1) - (one.cents % 1));
  for (const { key } of byRemainder) {
    if (left === 0) break;
    shares.set(key, shares.get(key)! + 1);
    left -= 1;
  }
  return Object.fromEntries(shares) as Record<keyof CostBreakdown, number>;
}

/** The salaries' share: administration, support and project lead together. */
export function salaries({
  administration,
  support,
  projectLead,
}: Record<keyof CostBreakdown, number>): number {
  return administration + support + projectLead;
}
