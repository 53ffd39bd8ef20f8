/**
 * A process of its own that carries one order out, with the very code of the service, until it is done, held, or
 * killed. `LIFE` says where it ends: at the `count`-th write of its ledger, or in the transaction that ends the order.
 * It is then killed by SIGKILL: nothing is closed, answered or rolled back by us.
 */
import { sql } from 'kysely';
import { silentLog } from '../../../../dist/src/kernel/log.js';
import { laclasseAdapter } from '../../../../dist/src/provisioning/laclasse/laclasse-adapter.js';
import { openSite } from '../../../../dist/src/running/access-adapter.js';
import { openDatabase } from '../../../../dist/src/store/database.js';
import { carryOutOrdersWork } from '../../../../dist/workers/carry-out-orders.js';

const { databaseUrl, settings, turns, claimMs, orderId, death } = JSON.parse(process.env.LIFE);
const db = openDatabase({ url: databaseUrl, maxConnections: 4, onIdleError: () => {} });
let writes = 0;

async function dieAt(moment) {
  if (death === undefined || death !== moment) return;
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => {});
}

function mortal(ledger) {
  const writing =
    (write) =>
    async (...given) => {
      writes += 1;
      const count = writes;
      await dieAt(`before write ${count}`);
      await write(...given);
      await dieAt(`after write ${count}`);
    };
  return {
    ...ledger,
    intend: writing(ledger.intend),
    finish: writing(ledger.finish),
    noteRestored: writing(ledger.noteRestored),
  };
}

const adapter = laclasseAdapter(openSite({ ...settings, url: new URL(settings.url) }, turns, db));
const work = carryOutOrdersWork({
  db,
  log: silentLog,
  adapter: {
    async carryOut(task, ledger) {
      await dieAt('before the first step');
      const outcome = await adapter.carryOut(task, mortal(ledger));
      await dieAt('after the last step');
      return outcome;
    },
  },
  retryAfterMs: 10,
  claimExpiresAfterMs: claimMs,
  async onDone(tx, order) {
    await sql`insert into welcome (order_id) values (${order.claim.orderId})`.execute(tx);
    await dieAt('before the end is committed');
    return [];
  },
  onOwed: () => dieAt('after the end is committed'),
});

for (;;) {
  await work([orderId]);
  const { status } = await db
    .selectFrom('access_order')
    .select('status')
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow();
  if (status !== 'planned') break;
  await new Promise((resolve) => setTimeout(resolve, 25));
}
await db.destroy();
process.stdout.write(JSON.stringify({ writes }));
