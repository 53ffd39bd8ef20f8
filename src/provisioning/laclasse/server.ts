import type { LaclasseSettings } from './settings.js';

/** What the server said, or that it said nothing: too late, unreachable, or cut. `json` never holds a password. */
export type Answer = { kind: 'answered'; status: number; json: unknown } | { kind: 'silent' };

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One call at a time, in HTTP Basic as an application. Never throws: whatever happens is an answer. */
export interface LaclasseServer {
  /** `path` is relative to `/api/`, its query already encoded. */
  ask(method: Method, path: string, body?: unknown): Promise<Answer>;
}

/** A whole table, which an unknown filter brings back, must pass; nothing else is near it. */
const MOST_BYTES = 128 * 1024 * 1024;

export function openLaclasseServer({ url, account, timeoutMs }: LaclasseSettings): LaclasseServer {
  const base = apiOf(url);
  const authorization = `Basic ${Buffer.from(`${account.id}:${account.password}`, 'utf8').toString('base64')}`;
  return {
    async ask(method, path, body) {
      const given = body === undefined ? {} : { body: JSON.stringify(body) };
      try {
        const response = await fetch(base + path, {
          method,
          headers: {
            authorization,
            accept: 'application/json',
            ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
          },
          ...given,
          /* A redirection would carry the account elsewhere. */
          redirect: 'manual',
          signal: AbortSignal.timeout(timeoutMs),
        });
        return { kind: 'answered', status: response.status, json: readJson(await textOf(response)) };
      } catch {
        return { kind: 'silent' };
      }
    },
  };
}

/** `https://www.laclasse.com` and `https://www.laclasse.com/api/` are the same address. */
function apiOf(url: URL): string {
  const path = url.pathname.replace(/\/+$/, '').replace(/\/api$/, '');
  return `${url.origin}${path}/api/`;
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error('The answer is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The server shows passwords in clear: they are dropped before anybody else sees the answer. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text, (key, value) => (key === 'password' ? undefined : value));
  } catch {
    return null;
  }
}
