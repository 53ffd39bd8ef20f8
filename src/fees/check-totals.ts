/** What is checked of a statement, whoever made it. */
export type CheckedStatement = {
  reference: string;
  priceCents: number;
  schools: number;
  totalCents: number;
  lines: readonly { amountCents: number }[];
};

export type Totals = {
  communes: number;
  schools: number;
  totalCents: number;
  /** The sum of schools × price, computed apart. */
  expectedCents: number;
  /** References of statements whose lines do not make their total. */
  wrong: string[];
  areRight: boolean;
};

/** Pure: the sum of the statements is the sum of their schools times their price, and each is the sum of its lines. */
export function checkTotals(statements: readonly CheckedStatement[]): Totals {
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
  const wrong = statements
    .filter(({ lines, totalCents, schools, priceCents }) => {
      const paying = lines.filter(({ amountCents }) => amountCents > 0);
      return (
        sum(lines.map(({ amountCents }) => amountCents)) !== totalCents ||
        paying.length !== schools ||
        paying.some(({ amountCents }) => amountCents !== priceCents)
      );
    })
    .map(({ reference }) => reference);
  const totalCents = sum(statements.map((one) => one.totalCents));
  const expectedCents = sum(statements.map(({ schools, priceCents }) => schools * priceCents));
  return {
    communes: statements.filter((one) => one.totalCents > 0).length,
    schools: sum(statements.map((one) => one.schools)),
    ...{ totalCents, expectedCents, wrong },
    areRight: wrong.length === 0 && totalCents === expectedCents,
  };
}
