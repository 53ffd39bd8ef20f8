import type { FastifyInstance } from 'fastify';
import { type Server, whoIsIt } from '../server/add-pages.js';
import { openLiveFeed } from './live-feed.js';

const LOOK_EVERY_MS = 1_000;
/** Proxies cut a silent connection. */
const HEARTBEAT_MS = 20_000;
const MOST_STREAMS = 300;

/** `/direct`: a stream of server-sent events, one for each change of the queue. It carries no content, only « look again ». */
export function addLive(web: FastifyInstance, server: Server): void {
  const feed = openLiveFeed(server.desk.db, server.desk.log, LOOK_EVERY_MS);
  const streams = new Set<NodeJS.WritableStream & { end(): void }>();
  web.addHook('preClose', async () => {
    feed.close();
    for (const stream of streams) stream.end();
  });
  web.get('/direct', async (request, reply) => {
    if ((await whoIsIt(server, request)) === null) return reply.code(401).send();
    if (streams.size >= MOST_STREAMS) return reply.code(503).header('retry-after', '30').send();
    reply.hijack();
    const stream = reply.raw;
    streams.add(stream);
    stream.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    stream.write('retry: 3000\n\n');
    const leave = feed.follow((version) => stream.write(`event: changed\ndata: ${version}\n\n`));
    const heartbeat = setInterval(() => void stillThere(), HEARTBEAT_MS);
    const stillThere = async () => {
      const isThere = (await whoIsIt(server, request).catch(() => null)) !== null;
      if (isThere) stream.write(': là\n\n');
      else stream.end();
    };
    stream.on('close', () => {
      clearInterval(heartbeat);
      leave();
      streams.delete(stream);
    });
  });
}
