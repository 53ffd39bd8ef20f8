import { createTransport } from 'nodemailer';
import { composeMail } from './compose-mail.js';
import type { OwedMail } from './owed-mail.js';
import { type SendFailure, type SmtpError, sortSmtpFailure } from './sort-smtp-failure.js';
import { type SoundMail, soundMail } from './sound-mail.js';

export type SendOutcome = { kind: 'sent'; response: string } | SendFailure;

export type MailerSettings = {
  /** Connections kept open side by side. */
  connections: number;
  connectTimeoutMs: number;
  greetingTimeoutMs: number;
  /** How long the server may say nothing in the middle of a session. */
  silenceTimeoutMs: number;
  /** Refuse to speak when the server offers no STARTTLS. False: use it when it is offered. */
  requireTls: boolean;
  /** After a refused login, how long we leave the account alone. */
  pauseAfterRefusedLoginMs: number;
  /** Larger replies are not even tried, in bytes. */
  largestMail: number;
};

export const mailerDefaults: MailerSettings = {
  connections: 5,
  connectTimeoutMs: 20_000,
  greetingTimeoutMs: 20_000,
  silenceTimeoutMs: 60_000,
  requireTls: true,
  pauseAfterRefusedLoginMs: 60_000,
  largestMail: 20 * 1024 * 1024,
};

export type MailerOptions = {
  /** `smtp[s]://user:password@host:port`; user and password percent-encoded. */
  smtpUrl: string;
  from: { name: string; address: string };
  /** Signs every mail when given. `privateKey` is PEM. */
  dkim?: { domainName: string; keySelector: string; privateKey: string };
  /** Extra authorities to trust (PEM), for a server with its own. */
  ca?: string;
  settings?: Partial<MailerSettings>;
};

/** SMTP, kept open. `send` never throws: what may happen is a value. */
export type Mailer = { send(owed: OwedMail): Promise<SendOutcome>; close(): void };

function serverOf(smtpUrl: string) {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const login = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...(login.user === '' ? {} : { auth: login }),
  };
}

function openPool({ smtpUrl, dkim, ca }: MailerOptions, settings: MailerSettings) {
  const server = serverOf(smtpUrl);
  return createTransport({
    pool: true,
    ...server,
    requireTLS: settings.requireTls && !server.secure,
    maxConnections: settings.connections,
    maxMessages: Number.POSITIVE_INFINITY,
    connectionTimeout: settings.connectTimeoutMs,
    greetingTimeout: settings.greetingTimeoutMs,
    socketTimeout: settings.silenceTimeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
    ...(ca === undefined ? {} : { tls: { ca } }),
    ...(dkim === undefined ? {} : { dkim }),
  });
}

/** The little we read of what nodemailer tells of a sending. */
type Delivery = {
  response?: string | undefined;
  rejectedErrors?: readonly (SmtpError & { recipient?: string | undefined })[] | undefined;
};

/** A Cc refused leaves the reply sent; the recipient refused does not. */
function outcomeOf({ response = '', rejectedErrors = [] }: Delivery, to: string): SendOutcome {
  const refusal = rejectedErrors.find(({ recipient }) => recipient === to);
  return refusal === undefined ? { kind: 'sent', response } : sortSmtpFailure(refusal);
}

/** With its size, a server refuses at once what it would refuse at the end. */
function envelopeOf({ to, cc, returnPath }: SoundMail, size: number) {
  return { from: returnPath, to: cc === null ? [to] : [to, cc], size };
}

/** Opens the way to the SMTP server: nothing is connected before the first mail. */
export function openMailer(options: MailerOptions): Mailer {
  const settings = { ...mailerDefaults, ...options.settings };
  const pool = openPool(options, settings);
  let loginRefused: SendFailure | null = null;
  let pausedUntil = 0;

  async function send(owed: OwedMail): Promise<SendOutcome> {
    const mail = soundMail(owed);
    if (mail === null) return { kind: 'refused', code: 'bad_address', response: '' };
    const raw = composeMail(mail, options.from, new Date());
    if (raw.length > settings.largestMail)
      return { kind: 'refused', code: 'message_too_large', response: '' };
    if (loginRefused !== null && Date.now() < pausedUntil) return loginRefused;

    try {
      return outcomeOf(await pool.sendMail({ raw, envelope: envelopeOf(mail, raw.length) }), mail.to);
    } catch (error) {
      const failure = sortSmtpFailure(error as SmtpError);
      if ((error as { code?: string }).code === 'EAUTH') {
        loginRefused = failure;
        pausedUntil = Date.now() + settings.pauseAfterRefusedLoginMs;
      }
      return failure;
    }
  }

  return { send, close: () => pool.close() };
}
