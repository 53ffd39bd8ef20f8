/**
 * Pauses that double from `minMs` up to `maxMs`. Each is drawn between half of it and all of it, so that
 * several clients cut at the same instant do not come back at the same instant.
 */
export class BackOff {
  #failures = 0;

  constructor(
    private readonly bounds: { minMs: number; maxMs: number },
    private readonly random: () => number = Math.random,
  ) {}

  /** The pause before the next attempt, in milliseconds. */
  next(): number {
    const { minMs, maxMs } = this.bounds;
    const ceiling = Math.min(maxMs, minMs * 2 ** Math.min(this.#failures, 30));
    this.#failures += 1;
    return Math.round(ceiling * (0.5 + this.random() / 2));
  }

  reset(): void {
    this.#failures = 0;
  }

  get failuresInARow(): number {
    return this.#failures;
  }
}
