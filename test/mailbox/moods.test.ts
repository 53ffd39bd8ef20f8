import { aLease } from './support/a-lease.js';
import { aLedger } from './support/a-ledger.js';
import { aMoodyServer, type Moods } from './support/a-moody-server.js';
import { aMessage, aWatcher, stopWatchers, until } from './support/a-watcher.js';

const servers: { stop(): Promise<void> }[] = [];

async function aServer(messages: string[], moods: Moods = {}) {
  const server = await aMoodyServer(messages, moods);
  servers.push(server);
  return server;
}

afterEach(async () => {
  await stopWatchers();
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

const messages = [aMessage(1), aMessage(2), aMessage(3)];

describe('a watcher, when the server', () => {
  test('announces less than it sends: the connection ends, the message is noted, the others are kept', async () => {
    const lying = [aMessage(1), aMessage(2, 400_000), aMessage(3)];
    const server = await aServer(lying, { announcedSize: (uid) => (uid === 2 ? 500 : undefined) });

    const { ledger } = aWatcher(server.server, { patience: { maxMessageBytes: 100_000 } });
    await until(() => ledger.passes.length > 0);

    expect(ledger.rows.map(({ uid }) => uid).sort()).toEqual([1, 3]);
    expect(ledger.left).toMatchObject([{ uid: 2, reason: 'too_large', sizeBytes: lying[1]!.length }]);
  });

  test('refuses one message: the others of its batch are kept at once, on the same connection', async () => {
    const server = await aServer(messages, { onFetch: (uid) => (uid === 2 ? 'refuse' : undefined) });
    const { ledger, watcher } = aWatcher(server.server);
    await until(() => ledger.rows.length === 2);

    expect(ledger.rows.map(({ uid }) => uid)).toEqual([1, 3]);
    expect(watcher.health().connections).toBe(1);
  });

  test('hangs up on one message: the others are kept, and in the end it is left to an agent', async () => {
    const server = await aServer(messages, { onFetch: (uid) => (uid === 2 ? 'hang up' : undefined) });
    const { ledger } = aWatcher(server.server, {
      patience: { fullPassEveryMs: 50, notGivenAfterMs: 0, notGivenAfterAttempts: 3 },
    });
    await until(() => ledger.left.length === 1);

    expect(ledger.rows.map(({ uid }) => uid).sort()).toEqual([1, 3]);
    expect(ledger.left).toMatchObject([{ uid: 2, reason: 'not_given', head: Buffer.alloc(0) }]);
    expect(server.fetches.filter((set) => set === '2')).toHaveLength(2);
  });

  test('a message it failed to give is kept as soon as it gives it', async () => {
    const server = await aServer(messages, { onFetch: (uid) => (uid === 2 ? 'refuse' : undefined) });
    const { ledger } = aWatcher(server.server, { patience: { fullPassEveryMs: 50 } });
    await until(() => ledger.rows.length === 2);

    server.moods.onFetch = () => undefined;
    await until(() => ledger.rows.length === 3);
    expect(ledger.left).toEqual([]);
  });

  test('goes silent in the middle of a fetch: the watchdog ends it, nothing is lost', async () => {
    let isSilent = true;
    const server = await aServer(messages, { onFetch: () => (isSilent ? 'say nothing' : undefined) });
    const { ledger, watcher } = aWatcher(server.server, {
      patience: { fullPassEveryMs: 200, watchdogMs: 400, socketTimeoutMs: 60_000 },
    });
    await until(() => watcher.health().lastFailure?.kind === 'stalled');

    isSilent = false;
    await until(() => ledger.rows.length === 3);
  });

  test('has no IDLE: new mail is looked for all the same', async () => {
    const server = await aServer([...messages], { capabilities: 'UIDPLUS' });
    const { ledger } = aWatcher(server.server, { patience: { lookWithoutIdleEveryMs: 50 } });
    await until(() => ledger.rows.length === 3);

    server.messages.push(aMessage('new'));
    await until(() => ledger.rows.length === 4);
    expect(ledger.passes.at(-1)?.kind).toBe('quick');
  });

  test('cannot log anyone in just now: tried again soon, without alert', async () => {
    const server = await aServer(messages, { login: 'NO [UNAVAILABLE] Try later' });
    const { ledger, watcher } = aWatcher(server.server, { patience: { authenticationPauseMs: 60_000 } });
    await until(() => server.logins() >= 3);
    expect(watcher.health()).toMatchObject({ alert: undefined, lastFailure: { kind: 'network' } });

    delete server.moods.login;
    await until(() => ledger.rows.length === 3);
  });

  test('says goodbye before the login: tried again soon, without alert', async () => {
    const server = await aServer(messages, { hangsUpBeforeLogin: true });
    const { ledger, watcher } = aWatcher(server.server, { patience: { authenticationPauseMs: 60_000 } });
    await until(() => server.connections() >= 3);
    expect(watcher.health()).toMatchObject({ alert: undefined, lastFailure: { kind: 'network' } });

    server.moods.hangsUpBeforeLogin = false;
    await until(() => ledger.rows.length === 3);
  });

  test('gives faster than the store keeps: two batches at most are in memory', async () => {
    const server = await aServer(Array.from({ length: 30 }, (_, number) => aMessage(number)));
    const lease = aLease();
    const ledger = aLedger(lease);
    ledger.holdWrites();
    aWatcher(server.server, { patience: { batchMaxMessages: 5 } }, { lease, ledger });
    await until(() => server.fetches.length === 2);
    await new Promise((resolve) => setTimeout(resolve, 300));

    expect(server.fetches).toEqual(['1:5', '6:10']);
    ledger.letWritesGo();
    await until(() => ledger.rows.length === 30);
  });

  test.each(['MOVE UIDPLUS', 'MOVE', 'UIDPLUS'])(
    'says OK to a move (%s) and moves nothing: the move is still owed, the message still there',
    async (capabilities) => {
      const server = await aServer(messages, { capabilities: `IDLE ${capabilities}` });
      const { ledger, watcher } = aWatcher(server.server, { fileAway: true, patience: { moveRetryMs: 50 } });
      await until(() => ledger.rows.length === 3);
      ledger.oweMoveOfAll('Traités');
      watcher.nudge();
      await until(() => server.commands.filter((name) => /MOVE|COPY/.test(name)).length >= 2);

      expect(ledger.moves).toEqual([]);
      expect(server.commands.filter((name) => /STORE|EXPUNGE/.test(name))).toEqual([]);
    },
  );

  test('gives a date nobody can read: the message counts as received now', async () => {
    const server = await aServer([aMessage(1)], { internalDate: () => '99-Foo-2026 nonsense' });
    const before = Date.now();
    const { ledger } = aWatcher(server.server, { since: new Date('2026-01-01') });
    await until(() => ledger.rows.length === 1);
    expect(ledger.rows[0]!.receivedAt.getTime()).toBeGreaterThanOrEqual(before);
  });
});
