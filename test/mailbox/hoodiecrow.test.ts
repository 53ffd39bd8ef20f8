import { createRequire } from 'node:module';
import { aMessage, aWatcher, stopWatchers, until } from './support/a-watcher.js';

type Hoodiecrow = {
  listen(port: number, host: string, ready: () => void): void;
  close(done: () => void): void;
  appendMessage(mailbox: string, flags: string[], date: Date, raw: string): void;
  server: { address(): { port: number } };
};
const hoodiecrow: (options: object) => Hoodiecrow = createRequire(import.meta.url)('hoodiecrow-imap');

describe('a watcher on the mailbox of the demo (hoodiecrow)', () => {
  let mailbox: Hoodiecrow;
  beforeEach(async () => {
    const plugins = ['ID', 'IDLE', 'NAMESPACE', 'UNSELECT', 'UIDPLUS', 'MOVE', 'SPECIAL-USE', 'AUTH-PLAIN'];
    mailbox = hoodiecrow({
      plugins,
      users: { alice: { password: 'secret' } },
      storage: { INBOX: { uidvalidity: 1_795_000_000, messages: [{ raw: aMessage('waiting') }] } },
    });
    await new Promise<void>((resolve) => mailbox.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    await stopWatchers();
    await new Promise<void>((resolve) => mailbox.close(resolve));
  });
  const server = () => ({
    host: '127.0.0.1',
    port: mailbox.server.address().port,
    secure: false,
    user: 'alice',
    password: 'secret',
  });

  test('keeps what waits and what arrives, and files it away', async () => {
    const { ledger, watcher } = aWatcher(server(), { fileAway: true });
    await until(() => ledger.rows.length === 1);
    expect(ledger.rows[0]!.view).toEqual({ mailbox: 'INBOX', uidValidity: 1_795_000_000 });

    mailbox.appendMessage('INBOX', [], new Date(), aMessage('arriving'));
    await until(() => ledger.rows.length === 2, 5_000);
    expect(ledger.raws()).toEqual([aMessage('waiting'), aMessage('arriving')]);

    ledger.oweMoveOfAll('Inscriptions/Acceptées');
    watcher.nudge();
    await until(() => ledger.moves.length === 2);
    expect(ledger.moves.map(({ outcome }) => outcome)).toEqual(['moved', 'moved']);

    mailbox.appendMessage('INBOX', [], new Date(), aMessage('after the move'));
    await until(() => ledger.rows.length === 3, 5_000);
  });
});
