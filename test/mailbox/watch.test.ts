import { describeWith } from '../support/servers/available.js';
import { type Account, aDovecot, type Dovecot } from './support/a-dovecot.js';
import { aLease } from './support/a-lease.js';
import { aLedger } from './support/a-ledger.js';
import { aMessage, aWatcher, stopWatchers, until } from './support/a-watcher.js';

describeWith.dovecot('a watcher on Dovecot', () => {
  let dovecot: Dovecot;
  let account: Account;
  beforeAll(async () => {
    dovecot = await aDovecot();
  });
  beforeEach(() => {
    account = dovecot.account();
  });
  afterEach(stopWatchers);
  afterAll(() => dovecot.stop());

  test('keeps what is there when it starts, byte for byte', async () => {
    const binary = Buffer.concat([Buffer.from(aMessage(1)), Buffer.from([0xe9, 0x80, 0xff, 0x0d, 0x0a])]);
    const sent = [binary.toString('latin1'), aMessage(2), aMessage(3)];
    await account.deliver(binary, ...sent.slice(1));

    const { ledger } = aWatcher(account.server);
    await until(() => ledger.passes.length > 0);

    expect(ledger.raws()).toEqual(sent);
    expect(ledger.passes[0]).toMatchObject({ kind: 'full', listed: 3, kept: 3 });
  });

  test('sees an arrival through IDLE, long before any full pass', async () => {
    const { ledger, watcher } = aWatcher(account.server);
    await until(() => watcher.health().lastCompletedPassAt !== undefined);

    await account.deliver(aMessage('arrival'));
    await until(() => ledger.rows.length === 1, 5_000);

    expect(ledger.passes.at(-1)).toMatchObject({ kind: 'quick', listed: 1, kept: 1 });
    expect(ledger.batches).toEqual([1]);
  });

  test('downloads only what the ledger does not know', async () => {
    const lease = aLease();
    const ledger = aLedger(lease);
    await account.deliver(aMessage(1), aMessage(2));
    const first = aWatcher(account.server, {}, { lease, ledger });
    await until(() => ledger.rows.length === 2);
    await first.watcher.stop();
    await account.deliver(aMessage(3));

    aWatcher(account.server, {}, { lease, ledger });
    await until(() => ledger.rows.length === 3);

    expect(ledger.batches).toEqual([2, 1]);
  });

  test('a full pass finds what IDLE did not tell', async () => {
    const { ledger } = aWatcher(account.server, { patience: { fullPassEveryMs: 100 } });
    await until(() => ledger.passes.filter(({ kind }) => kind === 'full').length >= 3);
    expect(ledger.passes.every(({ listed }) => listed === 0)).toBe(true);
  });

  test('a message over the limit is not downloaded, but noted with its envelope and head', async () => {
    await account.deliver(aMessage('small'), aMessage('large', 300_000), aMessage('after'));

    const { ledger } = aWatcher(account.server, { patience: { maxMessageBytes: 100_000 } });
    await until(() => ledger.passes.length > 0);

    expect(ledger.rows.map(({ uid }) => uid)).toEqual([1, 3]);
    expect(ledger.left).toMatchObject([
      {
        uid: 2,
        reason: 'too_large',
        envelope: {
          from: 'mairie@example.org',
          subject: 'Inscription large',
          messageId: '<large@example.org>',
        },
      },
    ]);
    expect(ledger.left[0]!.sizeBytes).toBeGreaterThan(300_000);
    expect(ledger.left[0]!.head.toString()).toMatch(/^From: Mairie/);
    expect(ledger.left[0]!.head).toHaveLength(64 * 1024);
  });

  test('neither reads nor writes \\Seen', async () => {
    await account.deliver(aMessage('unread'), aMessage('read'));
    await account.as(async (client) => {
      await client.mailboxOpen('INBOX');
      await client.messageFlagsAdd('2', ['\\Seen', '\\Flagged'], { uid: true });
    });

    const { ledger } = aWatcher(account.server, { fileAway: true });
    await until(() => ledger.rows.length === 2);
    await stopWatchers();

    const flags = await account.as(async (client) => {
      await client.mailboxOpen('INBOX');
      return (await client.fetchAll('1:*', { flags: true })).map((message) => [...message.flags!].sort());
    });
    expect(flags).toEqual([[], ['\\Flagged', '\\Seen']]);
  });

  test('after a change of UIDVALIDITY everything is recognised by its bytes', async () => {
    await account.deliver(aMessage(1), aMessage(2));
    const { ledger } = aWatcher(account.server, { patience: { fullPassEveryMs: 200 } });
    await until(() => ledger.rows.length === 2);

    account.renewUidValidity();
    await until(() => ledger.rows.length === 4);
    await until(() => ledger.passes.some(({ keptAgain }) => keptAgain === 2));

    expect(ledger.raws()).toHaveLength(2);
    expect(new Set(ledger.rows.map(({ view }) => view.uidValidity)).size).toBe(2);
  });

  test('messages received before `since` are left alone, to the second', async () => {
    const since = new Date('2026-09-01T08:00:00Z');
    await account.as(async (client) => {
      await client.append('INBOX', aMessage('long before'), [], new Date('2025-01-01T00:00:00Z'));
      await client.append('INBOX', aMessage('just before'), [], new Date('2026-09-01T07:59:59Z'));
      await client.append('INBOX', aMessage('at'), [], since);
      await client.append('INBOX', aMessage('after'), [], new Date('2026-09-02T00:00:00Z'));
    });

    const { ledger } = aWatcher(account.server, { since });
    await until(() => ledger.passes.length > 0);
    expect(ledger.rows.map(({ uid }) => uid)).toEqual([3, 4]);
    expect(ledger.rows[0]!.receivedAt).toEqual(since);

    await account.as((client) =>
      client.append('INBOX', aMessage('old, moved in'), [], new Date('2024-01-01')),
    );
    await account.deliver(aMessage('new'));
    await until(() => ledger.rows.length === 3);
    expect(ledger.rows.map(({ uid }) => uid)).toEqual([3, 4, 6]);
  });

  test('while the ledger has no room nothing is fetched, and the connection lives', async () => {
    await account.deliver(aMessage(1));
    const lease = aLease();
    const ledger = aLedger(lease);
    ledger.setRoom(false);
    const { watcher } = aWatcher(account.server, { patience: { socketTimeoutMs: 300 } }, { lease, ledger });
    await until(() => watcher.health().state === 'watching');
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(ledger.rows).toEqual([]);

    ledger.setRoom(true);
    await until(() => ledger.rows.length === 1);
    expect(watcher.health().connections).toBe(1);
  });

  test('a store out of reach loses nothing, and the connection is kept', async () => {
    const { ledger, watcher } = aWatcher(account.server);
    await until(() => ledger.passes.length > 0);

    ledger.goDown();
    await account.deliver(aMessage('meanwhile'));
    await until(() => watcher.health().lastFailure?.kind === 'store');
    expect(ledger.rows).toEqual([]);

    ledger.comeBack();
    await until(() => ledger.rows.length === 1);
    expect(watcher.health().connections).toBe(1);
  });

  test('stopping releases the lease', async () => {
    const { watcher, lease } = aWatcher(account.server);
    await until(() => watcher.health().lastCompletedPassAt !== undefined);
    await watcher.stop();
    expect(lease.isFree()).toBe(true);
    expect(watcher.health().state).toBe('stopped');
  });

  test('several thousand messages pass in batches, each kept once', async () => {
    const count = Number(process.env['MAILBOX_TEST_MESSAGES'] ?? 500);
    await account.deliver(...Array.from({ length: count }, (_, number) => aMessage(number, 2_000)));

    const { ledger } = aWatcher(account.server, {
      patience: { batchMaxMessages: 40, batchMaxBytes: 50_000 },
    });
    await until(() => ledger.passes.length > 0, 300_000);

    expect(ledger.rows.map(({ uid }) => uid)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    expect(ledger.raws()).toHaveLength(count);
    expect(Math.max(...ledger.batches)).toBeLessThanOrEqual(50_000 / 2_000);
  });
});
