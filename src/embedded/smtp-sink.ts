import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import type { SMTPServerSession } from 'smtp-server';
import { PromptSmtpServer } from './prompt-smtp-server.js';
import { describeMail, type StoredMail, storeMail } from './stored-mail.js';

/** An SMTP server that keeps what it is given and sends nothing on. */
export type SmtpSink = {
  /** `smtp://127.0.0.1:PORT` */
  smtpUrl: string;
  /** Everything accepted since it started, in order. */
  mails(): readonly StoredMail[];
  stop(): Promise<void>;
};

/**
 * Starts one, on 127.0.0.1 unless told otherwise, that writes each mail as an .eml file in `folder`. `onDelivery`
 * runs before a mail is accepted (to throw is to refuse it), `onMail` once it is kept; `isKept` picks among them.
 */
export async function startSmtpSink(options: {
  folder: string;
  port?: number;
  host?: string;
  isKept?: (mail: Omit<StoredMail, 'file'>) => boolean;
  onMail?: (mail: StoredMail) => void;
  onDelivery?: (mail: Omit<StoredMail, 'file'>) => void | Promise<void>;
}): Promise<SmtpSink> {
  const kept: StoredMail[] = [];

  async function deliver(stream: Readable, session: SMTPServerSession): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    const mail = describeMail(Buffer.concat(chunks), envelopeOf(session));
    await options.onDelivery?.(mail);
    if (options.isKept?.(mail) === false) return;
    const stored = storeMail(options.folder, kept.length + 1, mail);
    kept.push(stored);
    options.onMail?.(stored);
  }

  const server = new PromptSmtpServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? 'anybody' }),
    disableReverseLookup: true,
    closeTimeout: 200,
    logger: false,
    onData: (stream, session, done) => {
      deliver(stream, session).then(() => done(), done);
    },
  });
  server.on('error', () => {});
  const port = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1');
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    mails: () => [...kept],
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function envelopeOf({ envelope }: SMTPServerSession): { from: string; to: string[] } {
  const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
  return { from, to: envelope.rcptTo.map(({ address }) => address) };
}

function listen(server: PromptSmtpServer, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => resolve((server.server.address() as AddressInfo).port));
  });
}
