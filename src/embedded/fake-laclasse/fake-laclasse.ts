import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answered, answer } from './answer.js';
import { APPLICATION, type Base, newBase } from './base.js';
import { whoAsks } from './rights.js';
import { Refusal } from './tables.js';

/** What goes wrong with one request. `after`: its effect takes place, and its answer is lost or wrong. */
export type Trouble =
  | 'silence-before'
  | 'silence-after'
  | '500-before'
  | '500-after'
  | 'cut-before'
  | 'cut-after';

export type Seen = { method: string; path: string; body: string };

export type FakeLaclasse = {
  /** `http://PROVISION:…@127.0.0.1:PORT`, as LACLASSE_URL. */
  url: string;
  base: Base;
  /** Everything asked since it started. */
  seen: readonly Seen[];
  stop(): Promise<void>;
};

export type FakeOptions = {
  port?: number;
  /** See `Timing`. */
  loginRaceMs?: number;
  /** Decides what goes wrong with a request; nothing unless it answers. */
  trouble?: (request: Seen) => Trouble | undefined;
};

/**
 * A laclasse.com of our own, in memory: it answers as the real directory server of 2019 was recorded to
 * (test/embedded/fake-laclasse.test.ts replays the recordings), its awkward answers included. Nothing of that server is in it.
 */
export async function startFakeLaclasse(options: FakeOptions = {}): Promise<FakeLaclasse> {
  const base = newBase();
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const asked = { method: request.method ?? 'GET', path: request.url ?? '/', body };
    seen.push(asked);
    const trouble = options.trouble?.(asked);
    if (trouble?.endsWith('-before')) return fail(trouble, response);
    const answered = await answered500(base, request, body, options.loginRaceMs ?? 0);
    if (trouble !== undefined) return fail(trouble, response);
    send(response, answered);
  }

  server.keepAliveTimeout = 1_000;
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${APPLICATION.id}:${APPLICATION.password}@127.0.0.1:${port}`,
    base,
    seen,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Silence: the connection stays open, and nothing comes. */
function fail(trouble: Trouble, response: ServerResponse): void {
  if (trouble.startsWith('500')) send(response, { status: 500 });
  if (trouble.startsWith('cut')) response.destroy();
}

type Failed = Answered & { error?: string };

async function answered500(
  base: Base,
  request: IncomingMessage,
  text: string,
  loginRaceMs: number,
): Promise<Failed> {
  try {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = url.pathname.split('/').filter((part) => part !== '');
    if (path[0] !== 'api') return { status: 404 };
    const isPublic = path[1] === 'structures_types' || path[1] === 'profiles_types';
    const asker = whoAsks(base, request.headers.authorization, url.searchParams);
    if (asker === null && !isPublic) return { status: 401, error: 'Authentication is needed' };
    const asked = {
      method: request.method ?? 'GET',
      path: path.slice(1),
      query: url.searchParams,
      body: text === '' ? undefined : parsed(text),
      asker: asker ?? ({ isSuper: true } as const),
    };
    return await answer(base, asked, { loginRaceMs });
  } catch (error) {
    if (!(error instanceof Refusal)) return { status: 500 };
    return error.error === null ? { status: error.status } : { status: error.status, error: error.error };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(500);
  }
}

function send(response: ServerResponse, { status, body, location, error }: Failed): void {
  if (status === 404) {
    response.writeHead(404, { 'content-type': 'text/plain; utf-8' }).end('File not found\r\n');
  } else if (error !== undefined || body !== undefined) {
    response.writeHead(status, { 'content-type': 'application/json; charset="UTF-8"' });
    response.end(JSON.stringify(error === undefined ? body : { error }, null, 2));
  } else {
    response
      .writeHead(status, { 'content-type': 'text/plain', ...(location === undefined ? {} : { location }) })
      .end();
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
