import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export type Assets = {
  /** `desk.css` → `/assets/desk.1a2b3c4d.css`: the address changes with the contents, so it is kept for a year. */
  href(name: string): string;
  serve(web: FastifyInstance): void;
};

/** Reads `folder` once. Only the files it held then are served: no path of a stranger ever reaches the disk. */
export function loadAssets(folder: string): Assets {
  const files = new Map<string, { href: string; type: string; bytes: Buffer; brotli: Buffer }>();
  for (const name of readdirSync(folder)) {
    const type = types[extname(name)];
    if (type === undefined) continue;
    const bytes = readFileSync(join(folder, name));
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
    const href = `/assets/${name.slice(0, -extname(name).length)}.${hash}${extname(name)}`;
    files.set(name, { href, type, bytes, brotli: brotliCompressSync(bytes) });
  }
  return {
    href(name) {
      const file = files.get(name);
      if (file === undefined) throw new Error(`There is no asset ${name}`);
      return file.href;
    },
    serve(web) {
      for (const { href, type, bytes, brotli } of files.values()) {
        web.get(href, async (request, reply) => {
          const isBrotli = /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
          reply
            .header('cache-control', 'public, max-age=31536000, immutable')
            .header('vary', 'accept-encoding');
          if (isBrotli) reply.header('content-encoding', 'br');
          return reply.type(type).send(isBrotli ? brotli : bytes);
        });
      }
    },
  };
}
