import type { Ring } from './bell.js';
import type { Session } from './session.js';
import { unlessAborted } from './wait.js';

/** An IDLE that ends by itself sooner than this was not one: the server refused it. */
const SHORTEST_IDLE_MS = 500;

/**
 * Waits in IDLE until one of the bells rings or the clock (`performance.now()`) reaches `untilMs`. The next command
 * ends the IDLE. Where the server has no IDLE, the `arrival` bell is rung every `lookWithoutIdleEveryMs`.
 */
export async function idleUntil(session: Session, bells: readonly Ring[], untilMs: number): Promise<void> {
  const { client, bell, settings, signal } = session;
  const startedAtMs = performance.now();
  const leftMs = () => Math.max(0, untilMs - performance.now());
  const lookAgainMs = () => Math.min(leftMs(), settings.patience.lookWithoutIdleEveryMs);
  try {
    if (client.capabilities.has('IDLE')) {
      // A connection lost while idling is told by the signal.
      const idling = client.idle().then(endedByItself, endedByItself);
      const first = await unlessAborted(Promise.race([bell.listen(bells, leftMs()), idling]), signal);
      if (first !== 'ended-by-itself' || performance.now() - startedAtMs > SHORTEST_IDLE_MS) return;
    }
    await unlessAborted(bell.listen(bells, lookAgainMs()), signal);
    bell.ring('arrival');
  } finally {
    bell.stopListening();
  }
}

function endedByItself() {
  return 'ended-by-itself' as const;
}
