import type { ProblemCode } from '../problem-codes.js';
import type { CellAddress, Problem } from '../reading.js';

/** Problems found while reading, in the order of the form. */
export class ProblemList {
  readonly problems: Problem[] = [];

  error(
    field: string,
    code: ProblemCode,
    where: CellAddress | null,
    message: string,
    suggestion: string | null = null,
    writtenAs: string | null = null,
  ): void {
    const problem: Problem = { field, code, severity: 'error', where, message, suggestion };
    this.problems.push(writtenAs === null ? problem : { ...problem, writtenAs });
  }

  warning(
    field: string,
    code: ProblemCode,
    where: CellAddress | null,
    message: string,
    suggestion: string | null = null,
  ): void {
    this.problems.push({ field, code, severity: 'warning', where, message, suggestion });
  }
}
