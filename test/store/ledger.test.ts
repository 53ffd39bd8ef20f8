import type { Fence, Ledger } from '../../src/mailbox/ports.js';
import type { Database } from '../../src/store/database.js';
import { leaseIn } from '../../src/store/lease.js';
import { ledgerIn } from '../../src/store/ledger.js';
import { aBase, endBase } from './a-base.js';

afterEach(endBase);

const view = { mailbox: 'INBOX', uidValidity: 4_294_967_295 };
const mail = (uid: number, text = `mail ${uid}`) => ({ uid, raw: Buffer.from(text), receivedAt: new Date() });

async function aLedger() {
  const db = await aBase();
  const told: string[] = [];
  const ledger = ledgerIn(db, { onKept: (ids) => told.push(...ids) });
  const { token } = (await leaseIn(db).acquire('box', 'one', 60_000))!;
  return { db, ledger, told, fence: { name: 'box', token } };
}

async function kept(ledger: Ledger, fence: Fence, ...mails: ReturnType<typeof mail>[]) {
  const result = await ledger.keep(view, mails, fence);
  if (!result.ok) throw new Error('deposed');
  return result.value;
}

const messages = (db: Database) => db.selectFrom('message').selectAll().execute();

test('bytes are kept as they came, whatever they are', async () => {
  const { db, ledger, fence } = await aLedger();
  const raw = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));
  await kept(ledger, fence, { uid: 1, raw, receivedAt: new Date() });
  const [message] = await messages(db);
  expect(message!.raw.equals(raw)).toBe(true);
  expect(message).toMatchObject({ status: 'kept', size_bytes: 512 });
});

test('the same bytes under two UIDs are one message, told once', async () => {
  const { db, ledger, told, fence } = await aLedger();
  const both = await kept(ledger, fence, mail(1, 'same'), mail(2, 'same'));
  expect(both[0]!.messageId).toBe(both[1]!.messageId);
  const [again] = await kept(ledger, fence, mail(3, 'same'));
  expect(again).toMatchObject({ messageId: both[0]!.messageId, isNew: false });
  expect(await messages(db)).toHaveLength(1);
  expect(told).toEqual([both[0]!.messageId]);
});

test('what is kept twice changes nothing', async () => {
  const { db, ledger, fence } = await aLedger();
  const [first] = await kept(ledger, fence, mail(1));
  const [second] = await kept(ledger, fence, mail(1));
  expect(second).toEqual({ ...first, isNew: false });
  expect(await db.selectFrom('mailbox_entry').selectAll().execute()).toHaveLength(1);
});

test('known UIDs are told as ranges', async () => {
  const { ledger, fence } = await aLedger();
  await kept(ledger, fence, ...[1, 2, 3, 7, 9, 10].map((uid) => mail(uid)));
  expect(await ledger.knownUids(view)).toEqual([
    { first: 1, last: 3 },
    { first: 7, last: 7 },
    { first: 9, last: 10 },
  ]);
  expect(await ledger.knownUids({ ...view, uidValidity: 1 })).toEqual([]);
});

test('a deposed watcher writes nothing', async () => {
  const { db, ledger, fence, told } = await aLedger();
  const stale = { ...fence, token: fence.token - 1n };
  expect(await ledger.keep(view, [mail(1)], stale)).toMatchObject({ ok: false, failure: 'deposed' });
  const left = {
    uid: 2,
    receivedAt: new Date(),
    reason: 'too_large',
    sizeBytes: 1,
    envelope: {},
    head: Buffer.from('h'),
  } as const;
  expect(await ledger.noteLeftOnServer(view, left, stale)).toMatchObject({ ok: false });
  expect(await messages(db)).toEqual([]);
  expect(told).toEqual([]);
});

test('two watchers that keep the same mails at the same time keep them once', async () => {
  const { db, ledger, fence } = await aLedger();
  const mails = Array.from({ length: 40 }, (_, index) => mail(index + 1));
  const [one, other] = await Promise.all([
    kept(ledger, fence, ...mails),
    kept(ledger, fence, ...mails.toReversed()),
  ]);
  expect(await messages(db)).toHaveLength(40);
  expect([...one, ...other].filter(({ isNew }) => isNew)).toHaveLength(40);
});

test('a message seen again while its decision is being saved gets the folder of its outcome', async () => {
  const { db, ledger, fence } = await aLedger();
  const [{ messageId } = { messageId: '' }] = await kept(ledger, fence, mail(1, 'same'));
  let again: Promise<unknown> = Promise.resolve();
  await db.transaction().execute(async (tx) => {
    await tx.selectFrom('message').select('id').where('id', '=', messageId).forUpdate().execute();
    await tx
      .updateTable('mailbox_entry')
      .set({ folder: 'Reçus' })
      .where('message_id', '=', messageId)
      .execute();
    again = kept(ledger, fence, mail(2, 'same'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await tx.updateTable('message').set({ folder: 'Reçus' }).where('id', '=', messageId).execute();
  });
  await again;
  expect(await ledger.owedMoves(view, 10)).toEqual([
    { uid: 1, folder: 'Reçus' },
    { uid: 2, folder: 'Reçus' },
  ]);
});

test('a move that is noted is owed no longer', async () => {
  const { db, ledger, fence } = await aLedger();
  await kept(ledger, fence, mail(1), mail(2));
  await db.updateTable('mailbox_entry').set({ folder: 'Reçus' }).execute();
  await ledger.noteMoves(view, [{ uid: 1, outcome: 'moved' }], fence);
  expect(await ledger.owedMoves(view, 10)).toEqual([{ uid: 2, folder: 'Reçus' }]);
});
