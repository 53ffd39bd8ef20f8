import { setTimeout as sleep } from 'node:timers/promises';

const GENEROUS_MS = 45_000;

/** Looks until `look` answers something; when it never does, fails with what `seen` tells. */
export async function until<Value>(
  what: string,
  look: () => Promise<Value | undefined | false> | Value | undefined | false,
  seen: () => unknown = () => undefined,
  withinMs = GENEROUS_MS,
): Promise<Value> {
  for (const giveUpAt = Date.now() + withinMs; ; ) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > giveUpAt) {
      const told = JSON.stringify(await seen(), null, 1) ?? '';
      throw new Error(`Not so within ${withinMs} ms: ${what}. ${told}`);
    }
    await sleep(15);
  }
}
