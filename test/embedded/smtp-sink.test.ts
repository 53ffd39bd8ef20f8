import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { type SmtpSink, startSmtpSink } from '../../src/embedded/smtp-sink.js';

const LETTER = {
  from: 'support@laclasse.example',
  to: 'mairie@corbas.example',
  subject: 'Votre demande LC-2026-00042 : à corriger',
  text: 'Bonjour,\n.une ligne qui commence par un point\n',
  messageId: '<reply-1@laclasse.example>',
};
let folder: string;
let sink: SmtpSink | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sink-'));
});
afterEach(async () => {
  await sink?.stop();
  rmSync(folder, { recursive: true });
});

async function send(url: string, letter: object): Promise<void> {
  const transport = createTransport(url);
  try {
    await transport.sendMail(letter);
  } finally {
    transport.close();
  }
}

test('each mail is kept as a file whose name says who gets it and what about', async () => {
  sink = await startSmtpSink({ folder });
  await send(sink.smtpUrl, LETTER);
  const [mail] = sink.mails();
  expect(mail).toMatchObject({
    from: LETTER.from,
    to: [LETTER.to],
    subject: LETTER.subject,
    messageId: LETTER.messageId,
  });
  expect(basename(mail!.file)).toBe('001 mairie@corbas.example Votre demande LC-2026-00042 à corriger.eml');
  const written = readFileSync(mail!.file);
  expect(written.equals(mail!.raw)).toBe(true);
  expect(written.toString()).toContain('\r\n.une ligne');
});

test('a subject cannot leave the folder', async () => {
  sink = await startSmtpSink({ folder });
  await send(sink.smtpUrl, { ...LETTER, subject: '../../../tmp/x\u0000/..\\y' });
  expect(existsSync(sink.mails()[0]!.file)).toBe(true);
  expect(join(folder, basename(sink.mails()[0]!.file))).toBe(sink.mails()[0]!.file);
});

test('a delivery can be refused, and is then not kept', async () => {
  sink = await startSmtpSink({
    folder,
    onDelivery: () => {
      throw Object.assign(new Error('full'), { responseCode: 452 });
    },
  });
  await expect(send(sink.smtpUrl, LETTER)).rejects.toMatchObject({ responseCode: 452 });
  expect(sink.mails()).toEqual([]);
});

test('who waits for a mail is told once it is kept', async () => {
  const told: string[] = [];
  sink = await startSmtpSink({ folder, onMail: (mail) => told.push(mail.messageId) });
  await send(sink.smtpUrl, LETTER);
  expect(told).toEqual([LETTER.messageId]);
});

test('it greets before a plain smtp-server, asked first, has ended its wait', async () => {
  sink = await startSmtpSink({ folder });
  const plain = new SMTPServer({ disableReverseLookup: true, logger: false });
  const listening = new Promise<number>((resolve) => {
    plain.listen(0, '127.0.0.1', () => resolve((plain.server.address() as AddressInfo).port));
  });
  const plainGreets = greeting(await listening, 'plain');
  const sinkGreets = greeting(Number(new URL(sink.smtpUrl).port), 'sink');
  expect(await Promise.race([plainGreets, sinkGreets])).toBe('sink');
  await plainGreets;
  await new Promise<void>((resolve) => plain.close(() => resolve()));
});

function greeting(port: number, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1').on('error', reject);
    socket.once('data', () => {
      socket.destroy();
      resolve(name);
    });
  });
}
