import { join } from 'node:path';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Desk } from './desk.js';
import { addHealthPages, type HealthSources } from './health.js';
import { addLive } from './live/add-live.js';
import { openOidc } from './login/oidc.js';
import { JOURNEY_COOKIE, oidcPages } from './login/oidc-pages.js';
import { allPages } from './pages/all-pages.js';
import { addPages, addProblemPages, SESSION_COOKIE, type Server } from './server/add-pages.js';
import { loadAssets } from './server/assets.js';
import { cookiesOf } from './server/cookies.js';
import { fileLimits } from './server/read-file-form.js';
import { addSecurityHeaders } from './server/security-headers.js';
import { loadPageTemplates } from './view/print-pages.js';

export type Web = {
  /** `http://127.0.0.1:8080`: the port is chosen by the system when 0 was asked. */
  url: string;
  /** Every route that answers, as Fastify holds them: the test of rights walks them all. */
  routes: readonly { method: string; url: string }[];
  close(): Promise<void>;
};

export type WebOptions = {
  host: string;
  port: number;
  health: HealthSources;
  /** The agents' pages; null where a process serves its health alone. */
  desk: Desk | null;
  /** Where `assets/` and `templates/pages/` are. */
  folder: string;
};

/** Starts the web server: health pages for every role, and the agents' desk. */
export async function openWeb(options: WebOptions): Promise<Web> {
  const web = fastify({
    logger: false,
    bodyLimit: 1024 * 1024,
    trustProxy: options.desk?.settings.trustedProxies ?? false,
    routerOptions: { maxParamLength: 200 },
  });
  const routes: { method: string; url: string }[] = [];
  web.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, url });
  });
  addHealthPages(web, options.health);
  if (options.desk !== null) await addDesk(web, options.desk, options.folder);
  const url = await web.listen({ host: options.host, port: options.port });
  return { url, routes, close: () => web.close() };
}

async function addDesk(web: FastifyInstance, desk: Desk, folder: string): Promise<void> {
  const isSecure = desk.settings.publicUrl.protocol === 'https:';
  const cookies = cookiesOf({ isSecure });
  const assets = loadAssets(join(folder, 'assets'));
  const printer = loadPageTemplates(join(folder, 'templates', 'pages'));
  const server: Server = { desk, printer, assets, cookies };
  await web.register(async (pages: FastifyInstance) => {
    await addSecurityHeaders(pages, { isSecure });
    await pages.register(cookie);
    await pages.register(formbody, { bodyLimit: 1024 * 1024 });
    await pages.register(multipart, { limits: fileLimits(desk.verbs.scans.maxBytes) });
    await pages.register(rateLimit, {
      max: desk.settings.requestsPerMinute,
      timeWindow: 60_000,
      keyGenerator: (request: FastifyRequest) => cookies.read(request, SESSION_COOKIE) ?? request.ip,
    });
    assets.serve(pages);
    addProblemPages(pages, server);
    addPages(pages, server, allPages);
    if (desk.settings.oidc !== null) {
      const oidc = openOidc(desk.settings.oidc, desk.settings.publicUrl);
      addPages(
        pages,
        server,
        oidcPages(oidc, { read: ({ request }) => cookies.read(request, JOURNEY_COOKIE) }),
      );
    }
    addLive(pages, server);
  });
}
