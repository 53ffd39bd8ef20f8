import type { Config } from '../config.js';
import type { Clock } from '../kernel/clock.js';
import type { Log } from '../kernel/log.js';
import type { Database } from '../store/database.js';
import type { Desk } from '../web/desk.js';
import { openShowing } from './showing.js';

/** What the agents' pages are made with, from the settings. */
export function openDesk(parts: { config: Config; db: Database; clock: Clock; log: Log }): {
  desk: Desk;
  close(): Promise<void>;
} {
  const { config, db, clock, log } = parts;
  const showing = openShowing({ config, db, log });
  const { publicUrl, trustedProxies, sessions, requestsPerMinute, oidc } = config.desk;
  const settings = { publicUrl, trustedProxies, sessions, requestsPerMinute, oidc, service: config.service };
  return { desk: { db, clock, log, settings, sources: showing.sources }, close: () => showing.close() };
}
