import type { Ring } from './bell.js';
import type { Session } from './session.js';
import { unlessAborted } from './wait.js';

/** An IDLE that ends by itself sooner than this was not one: the server refused it. */
const SHORTEST_IDLE_MS = 500;

/**
 * Waits in IDLE until one of the bells rings or the clock (`performance.now()`) reaches `untilMs`. The next command
 * ends the IDLE; without one it goes on, and the next wait joins it. Where the server has no IDLE, the `arrival` bell
 * is rung every `lookWithoutIdleEveryMs`.
 */
export async function idleUntil(session: Session, bells: readonly Ring[], untilMs: number): Promise<void> {
  const { client, bell, settings, signal } = session;
  const leftMs = () => Math.max(0, untilMs - performance.now());
  const lookAgainMs = () => Math.min(leftMs(), settings.patience.lookWithoutIdleEveryMs);
  try {
    if (client.capabilities.has('IDLE')) {
      const idle = joinIdle(session);
      const first = await unlessAborted(Promise.race([bell.listen(bells, leftMs()), idle.over]), signal);
      if (first !== 'over' || performance.now() - idle.startedAtMs > SHORTEST_IDLE_MS) return;
    }
    await unlessAborted(bell.listen(bells, lookAgainMs()), signal);
    bell.ring('arrival');
  } finally {
    bell.stopListening();
  }
}

/** The IDLE under way, or a new one. A connection lost while idling is told by the signal. */
function joinIdle(session: Session): NonNullable<Session['idle']> {
  if (session.idle !== undefined) return session.idle;
  const over = () => {
    session.idle = undefined;
    return 'over' as const;
  };
  session.idle = { startedAtMs: performance.now(), over: session.client.idle().then(over, over) };
  return session.idle;
}
