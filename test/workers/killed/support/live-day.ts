import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { aService, TEMPLATES } from '../../../reply/a-reply.js';
import type { CircularToSend, WorkDay } from './days.js';

const PROGRAM = new URL('./mortal-day.mjs', import.meta.url).pathname;

export type Life = { signal: NodeJS.Signals | null; statements: number; failures: unknown[] };

/** One process does the day’s work, until its end or until it is killed at `death`. */
export async function liveDay(
  { work, instant }: WorkDay,
  { databaseUrl, circular }: { databaseUrl: string; circular: CircularToSend | null },
  death?: string,
): Promise<Life> {
  const life = { work, instant, databaseUrl, circular, death, service: aService, templates: TEMPLATES };
  const child = spawn(process.execPath, [PROGRAM], {
    env: { PATH: process.env['PATH'] ?? '', NODE_NO_WARNINGS: '1', LIFE: JSON.stringify(life) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  if (code !== null && code !== 0) throw new Error(`The process of the day failed: ${code}`);
  const told = said === '' ? { statements: 0, failures: [] } : (JSON.parse(said) as Omit<Life, 'signal'>);
  return { signal, ...told };
}
