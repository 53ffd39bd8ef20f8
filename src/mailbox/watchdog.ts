import { Stalled } from './failure.js';

/**
 * Looks from outside: when nothing has come about for `quietMs`, the returned signal aborts with `Stalled`, whatever
 * the library believes of its connection.
 */
export function startWatchdog(quietMs: number) {
  const stalled = new AbortController();
  let lastSignAtMs = performance.now();
  const timer = setInterval(
    () => {
      if (performance.now() - lastSignAtMs >= quietMs) stalled.abort(new Stalled('No progress'));
    },
    Math.max(10, quietMs / 10),
  );
  return {
    stalled: stalled.signal,
    progressed: () => {
      lastSignAtMs = performance.now();
    },
    stop: () => clearInterval(timer),
  };
}
