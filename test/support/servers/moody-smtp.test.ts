import { createTransport } from 'nodemailer';
import { aMoodySmtp, type MoodySmtp, type SmtpMood } from './moody-smtp.js';

const LETTER = {
  from: 'a@example.org',
  to: 'b@example.org',
  subject: 'x',
  text: 'é\n.\n..y\n',
  textEncoding: 'quoted-printable' as const,
  messageId: '<1@x>',
};
let smtp: MoodySmtp;

beforeEach(async () => {
  smtp = await aMoodySmtp();
});
afterEach(() => smtp.stop());

async function send(options: object = {}): Promise<void> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: Number(new URL(smtp.smtpUrl).port),
    ...options,
  });
  try {
    await transport.sendMail(LETTER);
  } finally {
    transport.close();
  }
}

test('in a good mood it delivers, once per sending', async () => {
  await send();
  await send();
  expect(smtp.timesDelivered()).toEqual(new Map([['<1@x>', 2]]));
  expect(smtp.delivered[0]).toMatchObject({
    from: 'a@example.org',
    to: ['b@example.org'],
    usedEightBits: false,
  });
  expect(smtp.delivered[0]!.raw.toString()).toContain('=C3=A9\r\n.\r\n..y\r\n');
});

test.each<[SmtpMood, object, number]>([
  [{ kind: 'busy' }, { responseCode: 421 }, 0],
  [{ kind: 'refuse' }, { responseCode: 550 }, 0],
  [{ kind: 'refuse_content' }, { responseCode: 554 }, 0],
  [{ kind: 'out_of_space' }, { responseCode: 452 }, 0],
  [{ kind: 'small', maxBytes: 100 }, { responseCode: 552 }, 0],
  [{ kind: 'lose' }, { code: 'ECONNECTION' }, 0],
  [{ kind: 'cut_in_data' }, { command: expect.anything() }, 0],
  [{ kind: 'deliver_and_cut' }, { code: 'ECONNECTION' }, 1],
  [{ kind: 'no_starttls' }, { code: 'ETLS' }, 0],
])('in the mood %j the sender sees %j and %i letters arrive', async (mood, failure, arrived) => {
  smtp.mood = mood;
  await expect(send()).rejects.toMatchObject(failure);
  expect(smtp.delivered).toHaveLength(arrived);
});

test('a greylist gives way after so many attempts', async () => {
  smtp.mood = { kind: 'greylist', times: 2 };
  await expect(send()).rejects.toMatchObject({ responseCode: 450 });
  await expect(send()).rejects.toMatchObject({ responseCode: 450 });
  await send();
  expect(smtp.delivered).toHaveLength(1);
});

test('its mood may change between two letters', async () => {
  smtp.mood = { kind: 'busy' };
  await expect(send()).rejects.toMatchObject({ responseCode: 421 });
  smtp.mood = { kind: 'slow', delayMs: 5 };
  await send();
  expect(smtp.delivered).toHaveLength(1);
});

test('a silent one is left by a sender who does not wait for ever', async () => {
  smtp.mood = { kind: 'silent' };
  await expect(send({ greetingTimeout: 50 })).rejects.toMatchObject({ code: 'ETIMEDOUT' });
});
