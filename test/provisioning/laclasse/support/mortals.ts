import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { settingsFor } from '../../../support/servers/laclasse.js';
import type { Place } from './a-place.js';

const PROGRAM = new URL('./mortal-worker.mjs', import.meta.url).pathname;

/** A turn outlives the longest call; an order whose worker died is another's soon. */
const CALLS_MS = 400;
const TURNS = { turnEndsAfterMs: 600, waitMs: 20_000, lookEveryMs: 15 };
const CLAIM_MS = 1_000;

/** Where a process is killed: at one of its requests, by whoever receives it, or at a moment of its own. */
export type Death =
  | { at: 'request'; index: number; effect: 'before' | 'after' }
  | { at: 'moment'; moment: string };

export type Life = { signal: NodeJS.Signals | null; code: number | null; writes: number };

/** One process carries the order out, until it ends or dies as it must. Answers how it ended, and what it wrote. */
export async function live(place: Place, orderId: string, death?: Death): Promise<Life> {
  const { url, account, ...settings } = settingsFor(place.fake.url, { timeoutMs: CALLS_MS });
  const life = {
    ...{ databaseUrl: place.databaseUrl, orderId, claimMs: CLAIM_MS, turns: TURNS },
    settings: { ...settings, url: url.href, account },
    death: death?.at === 'moment' ? death.moment : undefined,
  };
  const child = spawn(process.execPath, [PROGRAM], {
    env: { PATH: process.env['PATH'] ?? '', NODE_NO_WARNINGS: '1', LIFE: JSON.stringify(life) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (death?.at === 'request') place.trouble = killerAt(death, child);
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  place.trouble = undefined;
  return { code, signal, writes: said === '' ? 0 : (JSON.parse(said) as { writes: number }).writes };
}

/** SIGKILL when the request is there: it has no effect, or it has its effect and nobody hears the answer. */
function killerAt({ index, effect }: Death & { at: 'request' }, child: ChildProcess): Place['trouble'] {
  let count = 0;
  return () => {
    if (count++ !== index) return undefined;
    child.kill('SIGKILL');
    return effect === 'before' ? 'silence-before' : 'silence-after';
  };
}
