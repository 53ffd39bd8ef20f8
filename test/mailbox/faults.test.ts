import { describeWith } from '../support/servers/available.js';
import { aTcpProxy, type TcpProxy } from '../support/servers/tcp-proxy.js';
import { type Account, aDovecot, type Dovecot } from './support/a-dovecot.js';
import { aLease } from './support/a-lease.js';
import { aLedger } from './support/a-ledger.js';
import { aMessage, aWatcher, stopWatchers, until } from './support/a-watcher.js';

describeWith.dovecot('a watcher in bad times', () => {
  let dovecot: Dovecot;
  let account: Account;
  let proxy: TcpProxy;
  beforeAll(async () => {
    dovecot = await aDovecot();
  });
  beforeEach(async () => {
    account = dovecot.account();
    proxy = await aTcpProxy(`imap://127.0.0.1:${account.server.port}`);
  });
  afterEach(async () => {
    await stopWatchers();
    await proxy.stop();
  });
  afterAll(() => dovecot.stop());
  const throughProxy = () => ({ ...account.server, port: proxy.port });

  test.each([3_000, 20_000, 45_000, 100_000, 190_000])(
    'cut after %d bytes, it resumes: every message kept, none twice',
    async (bytes) => {
      const sent = Array.from({ length: 20 }, (_, number) => aMessage(number, 10_000));
      await account.deliver(...sent);
      proxy.cutAfter(bytes);

      const lease = aLease();
      const ledger = aLedger(lease);
      aWatcher(throughProxy(), { patience: { batchMaxMessages: 4 } }, { lease, ledger });
      await until(() => proxy.connections() > 1);
      await until(() => ledger.passes.length > 0);

      expect(ledger.raws().sort()).toEqual([...sent].sort());
      expect(ledger.rows).toHaveLength(20);
    },
  );

  test('a connection that falls silent is destroyed by the watchdog, whatever the library believes', async () => {
    const { ledger, watcher } = aWatcher(throughProxy(), {
      patience: { fullPassEveryMs: 200, watchdogMs: 600, socketTimeoutMs: 60_000 },
    });
    await until(() => ledger.passes.length > 0);

    proxy.mood = 'stall';
    await until(() => watcher.health().lastFailure?.kind === 'stalled');
    proxy.mood = 'pass';
    await account.deliver(aMessage('after the silence'));
    await until(() => ledger.rows.length === 1);
    expect(watcher.health().connections).toBeGreaterThan(1);
  });

  test('a cut while idling is noticed at once', async () => {
    const { ledger, watcher } = aWatcher(throughProxy());
    await until(() => ledger.passes.length > 0);
    await account.deliver(aMessage(1));
    await until(() => ledger.rows.length === 1);

    proxy.cut();
    await until(() => watcher.health().connections === 2, 5_000);
    await account.deliver(aMessage(2));
    await until(() => ledger.rows.length === 2, 5_000);
  });

  test('a wrong password is tried once, then not again before the pause is over', async () => {
    const { watcher } = aWatcher(
      { ...throughProxy(), password: 'wrong' },
      { patience: { authenticationPauseMs: 60_000 } },
    );
    await until(() => watcher.health().state === 'login_refused');
    await new Promise((resolve) => setTimeout(resolve, 500));

    expect(proxy.connections()).toBe(1);
    expect(watcher.health()).toMatchObject({
      alert: 'login_refused',
      lastFailure: { kind: 'authentication' },
    });
  });

  test('a server that is not there is called again with growing pauses', async () => {
    await proxy.stop();
    const { watcher } = aWatcher(throughProxy());
    await until(() => watcher.health().state === 'backing_off');
    expect(watcher.health()).toMatchObject({ lastFailure: { kind: 'network' }, alert: undefined });
  });

  test('a mailbox that does not exist is an alert', async () => {
    const { watcher } = aWatcher(account.server, { mailbox: 'Nulle part' });
    await until(() => watcher.health().alert === 'mailbox_missing');
  });

  test('a standby takes over when the first stops renewing, and the writes of the first are refused', async () => {
    const lease = aLease();
    const ledger = aLedger(lease);
    const first = aWatcher(throughProxy(), {}, { lease, ledger });
    await until(() => first.watcher.health().state === 'watching' && ledger.passes.length > 0);
    const second = aWatcher(account.server, {}, { lease, ledger });
    await until(() => second.watcher.health().state === 'standby');

    lease.steal();
    await account.deliver(aMessage('for whoever holds the lease'));
    await until(() => first.watcher.health().state === 'standby', 5_000);
    expect(ledger.rows).toEqual([]);
    expect(first.watcher.health().connectedAt).toBeUndefined();

    lease.expire();
    await until(() => ledger.rows.length === 1);
  });

  test('a watcher that cannot renew stops before the lease can be anyone else’s', async () => {
    const lease = aLease();
    const ledger = aLedger(lease);
    const { watcher } = aWatcher(account.server, {}, { lease, ledger });
    await until(() => watcher.health().state === 'watching');

    lease.goDown();
    await until(() => watcher.health().state === 'standby');
    expect(lease.remainingMs()).toBeGreaterThan(-1_000);

    lease.comeBack();
    await until(() => watcher.health().state === 'watching');
  });

  test('a write under way when the lease is taken is refused', async () => {
    const lease = aLease();
    const ledger = aLedger(lease);
    const { watcher } = aWatcher(account.server, { patience: { leaseRenewEveryMs: 900 } }, { lease, ledger });
    await until(() => ledger.passes.length > 0);
    ledger.holdWrites();
    await account.deliver(aMessage(1));
    await until(() => ledger.heldWrites() === 1);

    lease.steal();
    ledger.letWritesGo();
    await until(() => watcher.health().state === 'standby');
    expect(ledger.refused).toEqual(['keep']);
    expect(ledger.rows).toEqual([]);
  });

  test('stopping ends within its bound even while the store hangs', async () => {
    const lease = aLease();
    const ledger = aLedger(lease);
    ledger.holdWrites();
    await account.deliver(aMessage(1));
    const { watcher } = aWatcher(account.server, {}, { lease, ledger });
    await until(() => ledger.heldWrites() === 1);

    await watcher.stop();
    expect(watcher.health().state).toBe('stopped');
    expect(lease.isFree()).toBe(true);
    ledger.letWritesGo();
  });

  test('stopping in the middle of a backlog loses nothing', async () => {
    const sent = Array.from({ length: 60 }, (_, number) => aMessage(number, 5_000));
    await account.deliver(...sent);
    const lease = aLease();
    const ledger = aLedger(lease);
    const first = aWatcher(account.server, { patience: { batchMaxMessages: 5 } }, { lease, ledger });
    await until(() => ledger.rows.length > 5);
    await first.watcher.stop();

    aWatcher(account.server, {}, { lease, ledger });
    await until(() => ledger.passes.length > 0);
    expect(ledger.raws().sort()).toEqual([...sent].sort());
    expect(ledger.rows).toHaveLength(60);
  });
});
