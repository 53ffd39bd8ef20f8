import fastify from 'fastify';
import { addHealthPages, type HealthSources } from './health.js';

export type Web = {
  /** `http://127.0.0.1:8080`: the port is chosen by the system when 0 was asked. */
  url: string;
  close(): Promise<void>;
};

/** Starts the web server: health pages for every role. */
export async function openWeb(options: { host: string; port: number; health: HealthSources }): Promise<Web> {
  const web = fastify({ logger: false, bodyLimit: 1024 * 1024, trustProxy: false });
  addHealthPages(web, options.health);
  const url = await web.listen({ host: options.host, port: options.port });
  return { url, close: () => web.close() };
}
