import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { describeWith } from './available.js';
import { aDovecot, type Dovecot } from './dovecot.js';
import { aTcpProxy, type TcpProxy } from './tcp-proxy.js';

const MAIL = Buffer.from('From: a@example.org\r\nSubject: essai\r\n\r\nbonjour\r\n');
const BIG = Buffer.concat([MAIL, Buffer.alloc(400_000, 'abcdefg\r\n')]);

function clientOf(url: string): ImapFlow {
  const { hostname, port, username, password } = new URL(url);
  const auth = { user: username, pass: password };
  const client = new ImapFlow({ host: hostname, port: Number(port), secure: false, auth, logger: false });
  client.on('error', () => {});
  return client;
}

async function openInbox(url: string): Promise<{ uidValidity: string; exists: number; client: ImapFlow }> {
  const client = clientOf(url);
  await client.connect();
  const { uidValidity, exists } = await client.mailboxOpen('INBOX');
  return { client, uidValidity: String(uidValidity), exists };
}

describeWith.dovecot('our Dovecot', () => {
  let dovecot: Dovecot;
  beforeEach(async () => {
    dovecot = await aDovecot();
  });
  afterEach(() => dovecot.stop());

  test('what is delivered is announced and comes out byte for byte', async () => {
    const { client, exists } = await openInbox(dovecot.imapUrl);
    expect(exists).toBe(0);
    const heard = new Promise((resolve) => client.on('exists', resolve));
    const idling = client.idle();
    dovecot.deliver(MAIL);
    await heard;
    await client.noop();
    await idling;
    const fetched = await client.fetchOne('1', { source: true });
    expect(fetched !== false && fetched.source?.equals(MAIL)).toBe(true);
    await client.logout();
  });

  test('mailboxes are apart, folders and their messages are counted', async () => {
    dovecot.deliver(MAIL);
    dovecot.deliver(MAIL);
    dovecot.deliver(MAIL, 'other');
    const { client } = await openInbox(dovecot.imapUrl);
    await client.mailboxCreate('Traités/Acceptés');
    await client.messageMove('1', 'Traités/Acceptés');
    await client.logout();
    expect(await dovecot.counts()).toMatchObject({ INBOX: 1, 'Traités/Acceptés': 1 });
    expect(await dovecot.counts('other')).toEqual({ INBOX: 1 });
  });

  test('it comes back on the same port with the same mail and the same numbers', async () => {
    dovecot.deliver(MAIL);
    const before = await openInbox(dovecot.imapUrl);
    await dovecot.halt();
    await expect(clientOf(dovecot.imapUrl).connect()).rejects.toThrow();
    await dovecot.start();
    const after = await openInbox(dovecot.imapUrl);
    expect(after).toMatchObject({ uidValidity: before.uidValidity, exists: 1 });
    after.client.close();
  });

  test('after a restore, messages have new numbers', async () => {
    dovecot.deliver(MAIL);
    const before = await openInbox(dovecot.imapUrl);
    before.client.close();
    await dovecot.bumpUidValidity();
    const after = await openInbox(dovecot.imapUrl);
    expect(after.exists).toBe(1);
    expect(Number(after.uidValidity)).toBeGreaterThan(Number(before.uidValidity));
    after.client.close();
  });

  describe('behind a wire', () => {
    let wire: TcpProxy;
    beforeEach(async () => {
      dovecot.deliver(BIG);
      wire = await aTcpProxy(dovecot.imapUrl);
    });
    afterEach(() => wire.stop());

    test('the wire can be cut in the middle of a message, and mended', async () => {
      const cut = await openInbox(wire.url);
      wire.cutAfter(100_000);
      await expect(cut.client.fetchOne('1', { source: true })).rejects.toThrow();

      const mended = await openInbox(wire.url);
      const fetched = await mended.client.fetchOne('1', { source: true });
      expect(fetched !== false && fetched.source?.length).toBe(BIG.length);
      mended.client.close();
    });

    test('the wire can stall without breaking', async () => {
      const { client } = await openInbox(wire.url);
      wire.mood = 'stall';
      const first = await Promise.race([client.noop(), sleep(200, 'silence')]);
      expect(first).toBe('silence');
      client.close();
    });

    test('the wire can refuse, then pass again', async () => {
      wire.mood = 'refuse';
      await expect(clientOf(wire.url).connect()).rejects.toThrow();
      wire.mood = 'pass';
      const { client, exists } = await openInbox(wire.url);
      expect(exists).toBe(1);
      client.close();
    });
  });
});
