import type { FastifyInstance } from 'fastify';

/** One thing the service stands on, and whether it holds. `detail` is for operators: codes and ages, no names. */
export type Check = { name: string; isOk: boolean; detail: string };

export type HealthSources = {
  checks(): Promise<readonly Check[]>;
  /** Prometheus text. */
  metrics(): Promise<{ contentType: string; body: string }>;
};

/** `/healthz`: the process answers. `/readyz`: what it stands on holds (503 otherwise). `/metrics`: Prometheus. */
export function addHealthPages(web: FastifyInstance, { checks, metrics }: HealthSources): void {
  web.get('/healthz', async () => ({ alive: true }));

  web.get('/readyz', async (_request, reply) => {
    const results = await checks();
    const ready = results.every((check) => check.isOk);
    return reply.code(ready ? 200 : 503).send({ ready, checks: results });
  });

  web.get('/metrics', async (_request, reply) => {
    const { contentType, body } = await metrics();
    return reply.type(contentType).send(body);
  });
}
