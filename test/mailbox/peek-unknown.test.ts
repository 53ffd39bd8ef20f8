import { type PeekedMessage, peekUnknown } from '../../src/mailbox/peek-unknown.js';
import { describeWith } from '../support/servers/available.js';
import { aDovecot, type Dovecot } from './support/a-dovecot.js';
import { aMessage, aWatcher, someSettings, stopWatchers, until } from './support/a-watcher.js';

describeWith.dovecot('the dry run', () => {
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await aDovecot();
  });
  afterEach(stopWatchers);
  afterAll(() => dovecot.stop());

  test('shows what would be taken in, and changes nothing', async () => {
    const account = dovecot.account();
    await account.deliver(aMessage('known'));
    const { ledger, watcher } = aWatcher(account.server);
    await until(() => ledger.rows.length === 1);
    await watcher.stop();
    await account.as((client) =>
      client.append('INBOX', aMessage('old'), [], new Date('2020-01-01T00:00:00Z')),
    );
    await account.as((client) =>
      client.append('INBOX', aMessage('eve'), [], new Date('2026-08-31T23:00:00Z')),
    );
    await account.deliver(aMessage('new'), aMessage('large', 200_000));

    const seen: PeekedMessage[] = [];
    const settings = someSettings(account.server, {
      since: new Date('2026-09-01T00:00:00Z'),
      patience: { maxMessageBytes: 100_000 },
    });
    const peeked = await peekUnknown(settings, ledger.port, (message) => void seen.push(message));

    expect(peeked).toMatchObject({ listed: 4, known: 1, tooOld: 1, unknown: 2 });
    expect(seen.map(({ uid, raw }) => [uid, raw?.toString()])).toEqual([
      [4, aMessage('new')],
      [5, undefined],
    ]);
    expect(ledger.rows).toHaveLength(1);
    expect(ledger.passes).toHaveLength(1);
  });
});
