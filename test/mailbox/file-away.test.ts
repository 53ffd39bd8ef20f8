import { describeWith } from '../support/servers/available.js';
import { type Account, aDovecot, type Dovecot, type Peculiarities } from './support/a-dovecot.js';
import { aMessage, aWatcher, stopWatchers, until } from './support/a-watcher.js';

const folders = (account: Account) =>
  account.as(async (client) => (await client.list()).map(({ path, subscribed }) => ({ path, subscribed })));

const subjects = (account: Account, path: string) =>
  account.as(async (client) => {
    const { exists } = await client.mailboxOpen(path);
    if (exists === 0) return [];
    return (await client.fetchAll('1:*', { envelope: true })).map(({ envelope }) => envelope?.subject);
  });

const flagsIn = (account: Account, path: string) =>
  account.as(async (client) => {
    await client.mailboxOpen(path);
    return (await client.fetchAll('1:*', { flags: true })).map(({ flags }) => [...flags!].sort());
  });

const servers: [string, Peculiarities, string][] = [
  ['with /', {}, 'Inscriptions/Acceptées'],
  ['with INBOX. and .', { naming: { prefix: 'INBOX.', separator: '.' } }, 'INBOX.Inscriptions.Acceptées'],
  ['without MOVE', { without: ['MOVE'] }, 'Inscriptions/Acceptées'],
];

for (const [kind, peculiarities, path] of servers) {
  describeWith.dovecot(`filing away on a server ${kind}`, () => filingAway(peculiarities, path));
}

function filingAway(peculiarities: Peculiarities, path: string) {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await aDovecot(peculiarities);
  });
  afterEach(stopWatchers);
  afterAll(() => dovecot.stop());

  test('moves to the folder of the outcome, created and subscribed, flags kept', async () => {
    const account = dovecot.account();
    await account.deliver(aMessage(1), aMessage(2), aMessage(3));
    await account.as(async (client) => {
      await client.mailboxOpen('INBOX');
      await client.messageFlagsAdd('1', ['\\Seen'], { uid: true });
    });
    const { ledger, watcher } = aWatcher(account.server, { fileAway: true });
    await until(() => ledger.rows.length === 3);

    const { view } = ledger.rows[0]!;
    ledger.oweMove(view, 1, 'Inscriptions/Acceptées');
    ledger.oweMove(view, 3, 'Inscriptions/Acceptées');
    watcher.nudge();
    await until(() => ledger.moves.length === 2);

    expect(await folders(account)).toContainEqual({ path, subscribed: true });
    expect(await subjects(account, path)).toEqual(['Inscription 1', 'Inscription 3']);
    expect(await flagsIn(account, path)).toEqual([['\\Seen'], []]);
    expect(await subjects(account, 'INBOX')).toEqual(['Inscription 2']);
    expect(ledger.moves.map(({ outcome }) => outcome)).toEqual(['moved', 'moved']);
  });

  test('after a move the same connection still hears arrivals', async () => {
    const account = dovecot.account();
    await account.deliver(aMessage(1));
    const { ledger, watcher } = aWatcher(account.server, { fileAway: true });
    await until(() => ledger.rows.length === 1);
    ledger.oweMoveOfAll('Inscriptions/Acceptées');
    watcher.nudge();
    await until(() => ledger.moves.length === 1);

    await account.deliver(aMessage(2));
    await until(() => ledger.rows.length === 2, 5_000);
    expect(watcher.health().connections).toBe(1);
  });

  test('does not expunge what somebody else marked as deleted', async () => {
    const account = dovecot.account();
    await account.deliver(aMessage('ours'), aMessage('marked by an agent'));
    await account.as(async (client) => {
      await client.mailboxOpen('INBOX');
      await client.messageFlagsAdd('2', ['\\Deleted'], { uid: true });
    });
    const { ledger, watcher } = aWatcher(account.server, { fileAway: true });
    await until(() => ledger.rows.length === 2);
    ledger.oweMove(ledger.rows[0]!.view, 1, 'Inscriptions/Acceptées');
    watcher.nudge();
    await until(() => ledger.moves.length === 1);

    expect(await subjects(account, 'INBOX')).toEqual(['Inscription marked by an agent']);
  });
}

describeWith.dovecot('filing away', () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await aDovecot();
  });
  afterEach(stopWatchers);
  afterAll(() => dovecot.stop());

  test('a message that somebody removed meanwhile is noted as gone', async () => {
    const account = dovecot.account();
    await account.deliver(aMessage(1), aMessage(2));
    const { ledger, watcher } = aWatcher(account.server, { fileAway: true });
    await until(() => ledger.rows.length === 2);
    await account.as(async (client) => {
      await client.mailboxOpen('INBOX');
      await client.messageDelete('1', { uid: true });
    });

    ledger.oweMoveOfAll('Traités');
    watcher.nudge();
    await until(() => ledger.moves.length === 2);
    expect(ledger.moves).toEqual([
      { uid: 1, outcome: 'gone' },
      { uid: 2, outcome: 'moved' },
    ]);
  });

  test('moves owed from before are carried out when the watcher starts', async () => {
    const account = dovecot.account();
    await account.deliver(aMessage(1));
    const first = aWatcher(account.server);
    await until(() => first.ledger.rows.length === 1);
    await first.watcher.stop();
    first.ledger.oweMoveOfAll('Traités');

    aWatcher(account.server, { fileAway: true }, first);
    await until(() => first.ledger.moves.length === 1);
    expect(await subjects(account, 'Traités')).toEqual(['Inscription 1']);
  });

  test('switched off, nothing is moved and the mailbox is opened read-only', async () => {
    const account = dovecot.account();
    await account.deliver(aMessage(1));
    const { ledger, watcher } = aWatcher(account.server, { patience: { fullPassEveryMs: 100 } });
    await until(() => ledger.rows.length === 1);
    ledger.oweMoveOfAll('Traités');
    watcher.nudge();
    const passes = ledger.passes.length;
    await until(() => ledger.passes.length > passes + 2);

    expect(ledger.moves).toEqual([]);
    expect(
      await account.as(async (client) => (await client.status('INBOX', { recent: true })) || {}),
    ).toMatchObject({ recent: 1 });
  });

  test('being nudged for nothing costs the mail server nothing', async () => {
    const account = dovecot.account();
    const { ledger, watcher } = aWatcher(account.server, {
      fileAway: true,
      patience: { lookWithoutIdleEveryMs: 20 },
    });
    await until(() => ledger.passes.length === 1);
    for (let nudges = 0; nudges < 10; nudges += 1) {
      watcher.nudge();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(ledger.passes).toHaveLength(1);
    expect(ledger.looksForMoves()).toBeGreaterThan(3);

    await account.deliver(aMessage('still heard'));
    await until(() => ledger.rows.length === 1, 5_000);
  });

  test('a folder the server refuses is tried again later, and holds up neither mail nor other folders', async () => {
    const account = dovecot.account();
    await account.deliver(aMessage(1), aMessage(2));
    const { ledger, watcher } = aWatcher(account.server, { fileAway: true });
    await until(() => ledger.rows.length === 2);
    ledger.oweMove(ledger.rows[0]!.view, 1, `Trop long ${'x'.repeat(300)}`);
    ledger.oweMove(ledger.rows[0]!.view, 2, 'Traités');
    watcher.nudge();
    await until(() => ledger.moves.length === 1);
    await account.deliver(aMessage(3));
    await until(() => ledger.rows.length === 3, 5_000);

    expect(ledger.moves).toEqual([{ uid: 2, outcome: 'moved' }]);
    expect(watcher.health().connections).toBe(1);
  });
});

describeWith.dovecot('a server that can neither move nor expunge one message', () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await aDovecot({ without: ['MOVE', 'UIDPLUS'] });
  });
  afterEach(stopWatchers);
  afterAll(() => dovecot.stop());

  test('leaves messages in place', async () => {
    const account = dovecot.account();
    await account.deliver(aMessage(1));
    const { ledger, watcher } = aWatcher(account.server, { fileAway: true });
    await until(() => ledger.rows.length === 1);
    ledger.oweMoveOfAll('Traités');
    watcher.nudge();
    await until(() => ledger.moves.length === 1);

    expect(ledger.moves).toEqual([{ uid: 1, outcome: 'left' }]);
    expect(await subjects(account, 'INBOX')).toEqual(['Inscription 1']);
  });
});
