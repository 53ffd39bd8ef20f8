import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * How the server behaves, from its next command on:
 * - `well`: accepts everything.
 * - `busy`: 421 instead of a greeting.
 * - `greylist`: 450 to the first `times` attempts of each recipient.
 * - `refuse`: 550 to every recipient.
 * - `refuse_content`: 554 once the message has been sent.
 * - `out_of_space`: 452 once the message has been sent.
 * - `lose`: takes the whole message, then cuts without an answer; nothing was delivered.
 * - `deliver_and_cut`: the same, but the message was delivered: the answer alone is lost.
 * - `cut_in_data`: cuts in the middle of the message.
 * - `slow`: waits `delayMs` before each answer.
 * - `silent`: takes commands and never answers.
 * - `no_starttls`: offers STARTTLS and answers 454 to it.
 * - `small`: advertises SIZE `maxBytes` and refuses what is larger.
 */
export type SmtpMood =
  | { kind: 'well' | 'busy' | 'refuse' | 'refuse_content' | 'out_of_space' | 'no_starttls' | 'silent' }
  | { kind: 'lose' | 'deliver_and_cut' | 'cut_in_data' }
  | { kind: 'greylist'; times: number }
  | { kind: 'slow'; delayMs: number }
  | { kind: 'small'; maxBytes: number };

/** A message that was delivered, as often as it was. */
export type Delivered = {
  messageId: string;
  from: string;
  to: string[];
  raw: Buffer;
  usedEightBits: boolean;
};

export type MoodySmtp = {
  /** `smtp://127.0.0.1:PORT` */
  smtpUrl: string;
  /** May be changed at any time. */
  mood: SmtpMood;
  delivered: Delivered[];
  /** How many times each Message-ID was delivered. */
  timesDelivered(): Map<string, number>;
  /** Messages sent to their end, delivered or not. */
  attempts(): number;
  stop(): Promise<void>;
};

type Letter = { from: string; to: string[]; usedEightBits: boolean };
const NO_ANSWER = '';

/** An SMTP server with moods; it never offers 8BITMIME, so that a careless sender is seen. */
export async function aMoodySmtp(mood: SmtpMood = { kind: 'well' }): Promise<MoodySmtp> {
  const sockets = new Set<Socket>();
  const delivered: Delivered[] = [];
  const greylisted = new Map<string, number>();
  let attempts = 0;

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    void converse(socket).catch(() => socket.destroy());
  });

  async function converse(socket: Socket): Promise<void> {
    const say = async (answer: string) => {
      if (smtp.mood.kind === 'slow') await sleep(smtp.mood.delayMs);
      if (smtp.mood.kind !== 'silent' && !socket.destroyed) socket.write(`${answer}\r\n`);
    };
    if (smtp.mood.kind === 'busy') {
      socket.end('421 4.3.2 too busy, try later\r\n');
      return;
    }
    await say('220 moody.example ESMTP');
    let letter: Letter = { from: '', to: [], usedEightBits: false };
    let data: Buffer[] | undefined;
    for await (const line of linesOf(socket, () => data !== undefined && smtp.mood.kind === 'cut_in_data')) {
      if (data !== undefined) {
        if (line.toString('latin1') !== '.\r\n') {
          data.push(line[0] === 0x2e ? line.subarray(1) : line);
          continue;
        }
        attempts++;
        const answer = receive(letter, Buffer.concat(data));
        data = undefined;
        if (answer === NO_ANSWER) break;
        letter = { from: '', to: [], usedEightBits: false };
        await say(answer);
        continue;
      }
      const answer = obey(line.toString('utf8').trimEnd(), letter);
      if (answer.startsWith('354')) data = [];
      await say(answer);
      if (answer.startsWith('221')) break;
    }
    socket.destroySoon();
  }

  function obey(line: string, letter: Letter): string {
    const [verb = ''] = line.toUpperCase().split(/[ :]/, 1);
    const address = line.match(/<([^>]*)>/)?.[1] ?? '';
    switch (verb) {
      case 'EHLO':
        return greeting(smtp.mood);
      case 'STARTTLS':
        return '454 4.7.0 TLS not available';
      case 'AUTH':
        return '235 2.7.0 welcome';
      case 'MAIL':
        letter.from = address;
        letter.usedEightBits = /BODY=8BITMIME/i.test(line);
        return tooLarge(Number(line.match(/SIZE=(\d+)/i)?.[1] ?? 0)) ?? '250 2.1.0 ok';
      case 'RCPT':
        return admit(address, letter);
      case 'DATA':
        return letter.to.length === 0 ? '503 5.5.1 no recipient' : '354 go ahead';
      case 'RSET':
        letter.to = [];
        return '250 2.0.0 ok';
      case 'QUIT':
        return '221 2.0.0 bye';
      case 'HELO':
      case 'NOOP':
        return '250 2.0.0 ok';
      default:
        return '502 5.5.2 unknown command';
    }
  }

  function admit(address: string, letter: Letter): string {
    if (smtp.mood.kind === 'refuse') return '550 5.1.1 no such user';
    if (smtp.mood.kind === 'greylist') {
      const seen = greylisted.get(address) ?? 0;
      greylisted.set(address, seen + 1);
      if (seen < smtp.mood.times) return '450 4.2.0 greylisted, try later';
    }
    letter.to.push(address);
    return '250 2.1.5 ok';
  }

  function receive(letter: Letter, raw: Buffer): string {
    const { kind } = smtp.mood;
    if (kind === 'lose') return NO_ANSWER;
    if (kind === 'refuse_content') return '554 5.7.1 not wanted';
    if (kind === 'out_of_space') return '452 4.3.1 no space left';
    const refusal = tooLarge(raw.length);
    if (refusal !== undefined) return refusal;
    const headers = raw.toString('latin1').split('\r\n\r\n', 1)[0] ?? '';
    const messageId = headers.match(/^message-id:\s*(\S+)/im)?.[1] ?? '';
    delivered.push({ ...letter, to: [...letter.to], messageId, raw });
    return kind === 'deliver_and_cut' ? NO_ANSWER : '250 2.0.0 delivered';
  }

  function tooLarge(bytes: number): string | undefined {
    const { mood } = smtp;
    return mood.kind === 'small' && bytes > mood.maxBytes ? '552 5.3.4 too large' : undefined;
  }

  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  const smtp: MoodySmtp = {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    mood,
    delivered,
    timesDelivered: () => {
      const times = new Map<string, number>();
      for (const { messageId } of delivered) times.set(messageId, (times.get(messageId) ?? 0) + 1);
      return times;
    },
    attempts: () => attempts,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  return smtp;
}

function greeting(mood: SmtpMood): string {
  const offers = ['moody.example', 'ENHANCEDSTATUSCODES', 'AUTH PLAIN LOGIN'];
  if (mood.kind === 'no_starttls') offers.push('STARTTLS');
  if (mood.kind === 'small') offers.push(`SIZE ${mood.maxBytes}`);
  return offers.map((offer, index) => `250${index === offers.length - 1 ? ' ' : '-'}${offer}`).join('\r\n');
}

/** Lines with their ends. When `cuts()`, the connection breaks at the first bytes that come. */
async function* linesOf(socket: Socket, cuts: () => boolean): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    if (cuts()) {
      socket.destroy();
      return;
    }
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a)) {
      const line = rest.subarray(0, end + 1);
      rest = rest.subarray(end + 1);
      yield line;
    }
  }
}
