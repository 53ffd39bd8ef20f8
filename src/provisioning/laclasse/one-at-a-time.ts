/** Held by one step of one order in the whole house. */
export type Hold = {
  /** Before each call: nobody else begins until it has been answered or given up. @throws when it is no longer ours. */
  renew(): Promise<void>;
};

/**
 * Steps at laclasse.com are done one at a time, whatever the number of workers: two users created at once may be given
 * the same login, after which neither can ever log in; two profiles may be added twice.
 */
export interface OneAtATime {
  /**
   * Waits for its turn, a while. When `work` throws an `Interrupted` that is not settled, the turn is not given back: it
   * ends by itself, after the unanswered call cannot have any effect any more.
   * @throws Interrupted `busy` when the turn does not come.
   */
  run<Value>(work: (hold: Hold) => Promise<Value>): Promise<Value>;
}
