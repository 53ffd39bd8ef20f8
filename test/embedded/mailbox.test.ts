import { ImapFlow } from 'imapflow';
import { type DemoMailbox, startDemoMailbox } from '../../src/embedded/mailbox.js';

const MAIL = Buffer.from('From: a@example.org\r\nSubject: essai\r\n\r\nbonjour\r\n');
let mailbox: DemoMailbox;
let client: ImapFlow;

beforeEach(async () => {
  mailbox = await startDemoMailbox({ messages: [MAIL] });
  const { hostname, port, username, password } = new URL(mailbox.imapUrl);
  const auth = { user: username, pass: password };
  client = new ImapFlow({
    host: hostname,
    port: Number(port),
    secure: false,
    doSTARTTLS: false,
    auth,
    logger: false,
  });
  client.on('error', () => {});
  await client.connect();
});
afterEach(async () => {
  client.close();
  await mailbox.stop();
});

test('its first message is there at the start, its UIDVALIDITY the hour of the start', async () => {
  const inbox = await client.mailboxOpen('INBOX');
  expect(inbox.exists).toBe(1);
  expect(Math.abs(Number(inbox.uidValidity) - Date.now() / 1000)).toBeLessThan(60);
});

test('bytes come out as they went in, whatever their charset', async () => {
  const raw = Buffer.concat([
    MAIL,
    Buffer.from([0xe9, 0x80, 0xff, 0x00, 0x0d, 0x0a]),
    Buffer.from('école\r\n'),
  ]);
  await mailbox.append(raw);
  await client.mailboxOpen('INBOX');
  const fetched = await client.fetchOne('2', { source: true, size: true });
  if (fetched === false) throw new Error('not fetched');
  expect(fetched.source?.equals(raw)).toBe(true);
  expect(fetched.size).toBe(raw.length);
});

test('whoever is in IDLE hears of a new message', async () => {
  await client.mailboxOpen('INBOX');
  const heard = new Promise<number>((resolve) => client.on('exists', ({ count }) => resolve(count)));
  const idling = client.idle();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await mailbox.append(MAIL);
  expect(await heard).toBe(2);
  await client.noop();
  await idling;
});

test('a message moves to a folder that is made on the way', async () => {
  await client.mailboxOpen('INBOX');
  await client.mailboxCreate('Traités/Acceptés');
  const moved = await client.messageMove('1', 'Traités/Acceptés', { uid: true });
  expect(moved).toMatchObject({ uidMap: new Map([[1, 1]]) });
  const counts = Object.values(mailbox.counts());
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(mailbox.counts()['INBOX']).toBe(0);
});

test('a wrong password is refused', async () => {
  const { hostname, port } = new URL(mailbox.imapUrl);
  const auth = { user: 'demo', pass: 'wrong' };
  const stranger = new ImapFlow({ host: hostname, port: Number(port), secure: false, auth, logger: false });
  stranger.on('error', () => {});
  await expect(stranger.connect()).rejects.toMatchObject({ authenticationFailed: true });
});
