/** Chance that can be had again: the same seed throws the same dice. */
export type Dice = {
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** So many of them, or all, each once and in any order. */
  draw<Item>(items: readonly Item[], count: number): Item[];
};

/** The generator known as mulberry32: 32 bits of state are plenty to choose what to kill. */
export function someDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    between,
    pick: (items) => items[between(0, items.length - 1)]!,
    draw(items, count) {
      const left = [...items];
      return Array.from(
        { length: Math.min(count, items.length) },
        () => left.splice(between(0, left.length - 1), 1)[0]!,
      );
    },
  };
}
