import { sql } from 'kysely';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Config } from '../config.js';
import { examineMessages } from '../jobs/examine-messages.js';
import type { Queues } from '../jobs/queues.js';
import type { Clock } from '../kernel/clock.js';
import { errorFacts } from '../kernel/log.js';
import type { MailboxWatcher } from '../mailbox/watch.js';
import { receptionDay } from '../provisioning/deadlines.js';
import { countByRisk } from '../provisioning/forecast.js';
import type { Database } from '../store/database.js';
import { lastCompletedPass, loadFigures } from '../store/figures.js';
import { countOpenPromises } from '../store/open-promises.js';
import type { Check, HealthSources } from '../web/health.js';
import { openScanner } from './examining.js';

export type HealthParts = {
  config: Config;
  db: Database;
  queues: Queues;
  watcher: MailboxWatcher | null;
  clock: Clock;
};

export function healthSources(parts: HealthParts): HealthSources {
  const registry = metricsOf(parts);
  return {
    checks: () =>
      Promise.all([
        databaseCheck(parts),
        queueCheck(parts),
        ...mailboxChecks(parts),
        ...scannerChecks(parts),
      ]),
    metrics: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}

async function check(name: string, look: () => Promise<Omit<Check, 'name'>>): Promise<Check> {
  try {
    return { name, ...(await look()) };
  } catch (error) {
    const { errorClass, errorCode } = errorFacts(error);
    return { name, isOk: false, detail: String(errorCode ?? errorClass) };
  }
}

function databaseCheck({ db }: HealthParts): Promise<Check> {
  return check('database', async () => {
    await sql`select 1`.execute(db);
    return { isOk: true, detail: 'answers' };
  });
}

function queueCheck({ queues }: HealthParts): Promise<Check> {
  return check('queue', async () => {
    const waiting = await queues.depth(examineMessages);
    return { isOk: true, detail: `${waiting} jobs` };
  });
}

/** While it is away no mail is opened. */
function scannerChecks({ config }: HealthParts): Promise<Check>[] {
  const scanner = config.works ? openScanner(config) : null;
  if (scanner === null) return [];
  return [check('virus scanner', () => scanner.ping().then(() => ({ isOk: true, detail: 'answers' })))];
}

/** The only real proof that mail is read: a pass that dealt with everything ended not long ago. */
function mailboxChecks({ config, db, watcher }: HealthParts): Promise<Check>[] {
  if (!config.watches) return [];
  const pass = check('last completed pass', async () => {
    const at = await lastCompletedPass(db, config.mailbox.name);
    if (at === null) return { isOk: false, detail: 'none yet' };
    const ageMs = Date.now() - at.getTime();
    return { isOk: ageMs <= config.web.readyPassWithinMs, detail: `${Math.round(ageMs / 1_000)} s ago` };
  });
  const login = check('mailbox', async () => {
    const { alert, state } = watcher!.health();
    return { isOk: alert === undefined, detail: alert ?? state };
  });
  return [pass, login];
}

/** Counts come from the base, so that any process tells the whole truth. */
function metricsOf({ db, config, clock }: HealthParts): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const rows = new Gauge({
    name: 'inscriptions_rows',
    help: 'Rows by what they are and where they stand.',
    labelNames: ['what', 'code'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { what, code, count } of await loadFigures(db)) this.set({ what, code }, count);
    },
  });
  new Gauge({
    name: 'inscriptions_last_completed_pass_age_seconds',
    help: 'Seconds since the last pass over the mailbox ended; -1 when there was none.',
    registers: [registry],
    async collect() {
      const at = await lastCompletedPass(db, config.mailbox.name);
      this.set(at === null ? -1 : (Date.now() - at.getTime()) / 1_000);
    },
  });
  new Gauge({
    name: 'inscriptions_open_promises',
    help: 'Promises not kept yet, by what threatens them as the deadlines page says it; none: nothing does.',
    labelNames: ['risk'],
    registers: [registry],
    async collect() {
      const counts = countByRisk(await countOpenPromises(db), receptionDay(clock.now()));
      for (const [risk, count] of counts) this.set({ risk }, count);
    },
  });
  void rows;
  return registry;
}
