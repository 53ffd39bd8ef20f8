/** What can wake a watcher that idles: mail arrived, moves are owed. */
export type Ring = 'arrival' | 'moves';

/** Remembers what rang until somebody takes it, and wakes the one who listens. */
export class Bell {
  readonly #rung = new Set<Ring>();
  #listener: { heard: () => boolean; stop: () => void } | undefined;

  ring(what: Ring): void {
    this.#rung.add(what);
    if (this.#listener?.heard()) this.#listener.stop();
  }

  has(what: Ring): boolean {
    return this.#rung.has(what);
  }

  /** True once per ring, however often it rang meanwhile. */
  take(what: Ring): boolean {
    return this.#rung.delete(what);
  }

  /** Resolves when one of these rings or has rung already, after `ms`, or when the next listener comes. */
  listen(whats: readonly Ring[], ms: number): Promise<void> {
    this.stopListening();
    return new Promise((resolve) => {
      const heard = () => whats.some((what) => this.#rung.has(what));
      if (heard()) return resolve();
      const stop = () => {
        clearTimeout(timer);
        this.#listener = undefined;
        resolve();
      };
      const timer = setTimeout(stop, ms);
      this.#listener = { heard, stop };
    });
  }

  stopListening(): void {
    this.#listener?.stop();
  }
}
