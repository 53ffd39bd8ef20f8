/**
 * A process of its own that does one day's work, with the very code of the service, until it is done or killed. `LIFE` says
 * where it ends: before or after the n-th statement it gives the base, the beginning and the end of each transaction
 * included, or when it asks for its letters to be sent. It is then killed by SIGKILL: nothing is closed or rolled back by us.
 */
/* The service has its libraries packed: this is the client that its base is opened with. */
import pg from '../../../../dist/libraries/pg.js';
import { previewCircular, sendCircular } from '../../../../dist/src/desk/circulars/send-circular.js';
import { silentLog } from '../../../../dist/src/kernel/log.js';
import { openNewsRefusals } from '../../../../dist/src/reply/news-refusal.js';
import { loadTemplates } from '../../../../dist/src/reply/write-reply.js';
import { openDatabase } from '../../../../dist/src/store/database.js';
import { turnConventions } from '../../../../dist/workers/conventions/turn-conventions.js';
import { runRenewal } from '../../../../dist/workers/renewal/run-renewal.js';

const { work, databaseUrl, instant, service, templates, circular, death } = JSON.parse(process.env.LIFE);
const MOST = 100_000;
const brakes = { addressPerHour: MOST, addressPerDay: MOST, requestPerDay: MOST, servicePerHour: MOST };
loadTemplates(templates);

async function dieAt(moment) {
  if (death !== moment) return;
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => {});
}

let statements = 0;
const { query } = pg.Client.prototype;
pg.Client.prototype.query = async function mortalQuery(...given) {
  statements += 1;
  const count = statements;
  await dieAt(`before statement ${count}`);
  const answer = await query.apply(this, given);
  await dieAt(`after statement ${count}`);
  return answer;
};

const db = openDatabase({ url: databaseUrl, maxConnections: 4, onIdleError: () => {} });
const clock = { now: () => new Date(instant) };
const failures = [];
const steps = {
  ...{ db, clock, service, brakes, closures: new Set(), reminderDays: 30, replies: 'send' },
  log: { ...silentLog, warn: (message, facts) => failures.push([message, facts]) },
  queues: { enqueue: () => dieAt('before its letters are asked for') },
  ownAddresses: [service.email],
  printReference: (reference) => reference,
};

/** As the page does when its button is pressed: the same identifier, however often. */
async function circulate() {
  const desk = {
    ...{ ...steps, undoMs: 60_000, committee: { circularsPerHour: 200 } },
    newsRefusals: openNewsRefusals('a secret of sixteen signs', new URL('http://127.0.0.1:8080')),
  };
  const preview = await previewCircular(desk, circular.asked);
  const { fingerprint } = preview;
  const sent = await sendCircular(desk, circular.agent, {
    ...circular.asked,
    circularId: circular.id,
    fingerprint,
  });
  if (sent.kind !== 'done') failures.push(['circular', sent]);
}

const works = {
  conventions: () => turnConventions(steps),
  renewal: () => runRenewal(steps),
  circular: circulate,
};
await works[work]();
await db.destroy();
process.stdout.write(JSON.stringify({ statements, failures }));
