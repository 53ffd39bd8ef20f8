import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readBreakdown } from './fees/cost-breakdown.js';
import { readEuros, readYearKind } from './fees/fee-settings.js';
import { defaultPatience, faultsOfPatience, type MailboxPatience } from './mailbox/settings.js';
import type { LaclasseSettings } from './provisioning/laclasse/settings.js';
import type { RenewalCalendar } from './provisioning/renewal-calendar.js';
import { readYearly, type Yearly } from './registry/yearly.js';
import type { ServiceIdentity } from './reply/service-identity.js';

/** The folder of package.json, wherever this file runs from (src/ in tests, dist/src/ otherwise). */
export const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder));
}

export const roles = ['all', 'web', 'workers', 'watcher'] as const;
/** `command` needs the base alone, neither mailbox nor mail server; `dry-run` needs the mailbox too. */
export type Role = (typeof roles)[number] | 'command' | 'dry-run';

/** The settings are wrong: `faults` lists every one, in plain words. */
export class WrongSettings extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The settings are wrong:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

const text = (fallback: string) => z.string().trim().min(1).default(fallback);
const milliseconds = (fallback: number) => z.coerce.number().int().min(1).default(fallback);
const count = (fallback: number, most = 1_000) => z.coerce.number().int().min(1).max(most).default(fallback);
const yesNo = (fallback: 'yes' | 'no') =>
  z
    .enum(['yes', 'no'])
    .default(fallback)
    .transform((answer) => answer === 'yes');
const list = (fallback: string) =>
  text(fallback).transform((value) =>
    value
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );

/** `2019=150,2027=160`: a value from each of these years on (`src/registry/yearly.ts`). */
function yearly<Value>(fallback: string, readValue: (text: string) => Value | undefined) {
  return text(fallback).transform((written, context): Yearly<Value> => {
    const read = readYearly(written, readValue);
    if (read !== null) return read;
    context.addIssue({ code: 'custom', message: `must look like ${fallback}` });
    return z.NEVER;
  });
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

function areHours(value: string): boolean {
  const [from, to, ...others] = value.split('-');
  if (value === 'always') return true;
  return others.length === 0 && TIME.test(from ?? '') && TIME.test(to ?? '') && from! < to!;
}

/** A day that every year has, `MM-DD`. */
function monthDay(value: string): string | undefined {
  const isDay = /^\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(`2027-${value}T00:00:00Z`));
  return isDay && new Date(`2027-${value}T00:00:00Z`).toISOString().slice(5, 10) === value
    ? value
    : undefined;
}

function monthDays(value: string): string[] | undefined {
  const days = value === 'none' ? [] : value.split(/\s+/).map(monthDay);
  return days.every((day) => day !== undefined) ? days.toSorted() : undefined;
}

const answers: Record<string, boolean> = { yes: true, no: false };

function areAddresses(values: readonly string[]): boolean {
  return values.every((value) => value === 'none' || z.email().safeParse(value).success);
}

/** Whole minutes of an agent's time. */
function readMinutes(written: string): number | undefined {
  return /^\d{1,3}$/.test(written) ? Number(written) : undefined;
}

function serverUrl(schemes: readonly string[], example: string) {
  return z
    .string()
    .trim()
    .refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1)), {
      error: `must look like ${example}`,
    })
    .transform((value) => new URL(value));
}

const environment = z.object({
  IMAP_URL: serverUrl(['imap', 'imaps'], 'imaps://user:password@host:993').optional(),
  IMAP_STARTTLS: z.enum(['required', 'when-offered']).default('when-offered'),
  SMTP_URL: serverUrl(['smtp', 'smtps'], 'smtps://user:password@host:465').optional(),
  SMTP_STARTTLS: z.enum(['required', 'when-offered']).default('when-offered'),
  DATABASE_URL: serverUrl(['postgres', 'postgresql'], 'postgres://user:password@host:5432/base').optional(),
  DATABASE_MAX_CONNECTIONS: count(10),
  REDIS_URL: serverUrl(['redis', 'rediss'], 'redis://host:6379').optional(),
  DATA_DIR: text('.data'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  HOST: text('127.0.0.1'),
  WEB_URL: serverUrl(['http', 'https'], 'https://inscriptions.exemple.fr').optional(),
  TRUSTED_PROXIES: list('loopback'),
  SESSION_IDLE_MS: milliseconds(2 * 3_600_000),
  SESSION_MAX_MS: milliseconds(12 * 3_600_000),
  UNDO_WINDOW_MS: milliseconds(60_000),
  TAKEN_FOR_MS: milliseconds(1_800_000),
  WEB_REQUESTS_PER_MINUTE: z.coerce.number().int().min(10).default(600),
  OIDC_ISSUER: serverUrl(['http', 'https'], 'https://connexion.exemple.fr').optional(),
  OIDC_CLIENT_ID: z.string().trim().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_LABEL: text('Connexion avec mon compte professionnel'),
  OIDC_GROUPS_CLAIM: text('groups'),
  OIDC_GROUP_READER: text('inscriptions-lecture'),
  OIDC_GROUP_AGENT: text('inscriptions-agents'),
  OIDC_GROUP_SUPERVISOR: text('inscriptions-responsables'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),

  AUTHSERV_ID: z.string().trim().min(1).optional(),
  OWN_ADDRESSES: list('support@laclasse.com').refine(areAddresses, { error: 'must be addresses' }),
  MAILBOX_ALIASES: list('support@laclass.com').refine(areAddresses, { error: 'must be addresses, or none' }),
  REFERENCE_SECRET: z.string().min(16).optional(),
  REPLIES: z.enum(['send', 'hold']).default('send'),
  BRAKE_ADDRESS_PER_HOUR: count(20, 1_000_000),
  BRAKE_ADDRESS_PER_DAY: count(60, 1_000_000),
  BRAKE_REQUEST_PER_DAY: count(30, 1_000_000),
  BRAKE_SERVICE_PER_HOUR: count(12_000, 1_000_000),
  LACLASSE_URL: serverUrl(['http', 'https'], 'https://application:password@www.laclasse.com').optional(),
  LACLASSE_ORDERS: z.enum(['carry-out', 'record-only', 'manual']).optional(),
  LACLASSE_TIMEOUT_MS: milliseconds(10_000),
  LACLASSE_TURN_WAIT_MS: milliseconds(30_000),
  LACLASSE_STRUCTURE_AAF_TYPE: text('ECOLE'),
  LACLASSE_STRUCTURE_CONTRACT_TYPE: text('PU'),
  LACLASSE_PROFILE: text('ADM'),
  LACLASSE_PASSWORDS: z.enum(['random', 'server']).default('random'),
  LACLASSE_CLOSED_ACCOUNTS: z.enum(['keep', 'lock', 'delete']).default('lock'),
  LACLASSE_GRACE_DAYS: count(90, 3_650),
  DRIFT_CHECK_AT: text('02:30').refine((value) => TIME.test(value), {
    error: 'must be an hour such as 02:30',
  }),
  DRIFT_RETRY_MS: milliseconds(3_600_000),
  DIRECTORY_URL: serverUrl(['http', 'https'], 'https://data.education.gouv.fr/…').optional(),
  DIRECTORY_REFRESH_AT: text('03:30').refine((value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value), {
    error: 'must be an hour such as 03:30',
  }),
  DIRECTORY_RETRY_MS: milliseconds(3_600_000),
  DIRECTORY_TIMEOUT_MS: milliseconds(900_000),
  DIRECTORY_MAX_MB: count(300, 10_000),
  CLAMD_URL: serverUrl(['tcp', 'unix'], 'tcp://host:3310 or unix:///run/clamav/clamd.ctl').optional(),
  CLAMD_TIMEOUT_MS: milliseconds(60_000),
  CLOSURES: list('none').refine((days) => days.every((day) => /^(none|\d{4}-\d{2}-\d{2})$/.test(day)), {
    error: 'must be days such as 2026-12-24,2026-12-31, or none',
  }),

  MAILBOX: text('INBOX'),
  MAILBOX_SINCE: z.iso
    .datetime({ offset: true })
    .or(z.iso.date())
    .transform((value) => new Date(value))
    .optional(),
  MAILBOX_FILE_AWAY: yesNo('yes'),
  MAILBOX_FOLDER_ACCEPTED: text('Inscriptions/Acceptées'),
  MAILBOX_FOLDER_CORRECTIONS: text('Inscriptions/À corriger'),
  MAILBOX_FOLDER_AGENT: text('Inscriptions/À examiner'),
  MAILBOX_FOLDER_ALREADY_RECEIVED: text('Inscriptions/Déjà reçus'),
  MAILBOX_FOLDER_AUTOMATIC: text('Inscriptions/Automatiques'),
  MAILBOX_FOLDER_QUARANTINE: text('Inscriptions/Quarantaine'),
  MAILBOX_FOLDER_SPAM: text('Inscriptions/Indésirables'),
  MAILBOX_FOLDER_OTHER: text('Inscriptions/Autres'),

  READERS: count(1, 64),
  READER_MEMORY_MB: z.coerce.number().int().min(128).default(768),
  READER_TIMEOUT_MS: milliseconds(30_000),
  MESSAGES_PER_JOB: count(25, 200),
  JOBS_AT_ONCE: count(2, 64),
  JOB_LOCK_MS: milliseconds(60_000),
  ENQUEUE_WITHIN_MS: milliseconds(5_000),
  SWEEP_EVERY_MS: milliseconds(15_000),
  HINT_GRACE_MS: milliseconds(2_000),
  HINT_EXPIRES_AFTER_MS: milliseconds(600_000),
  LOOK_FOR_MOVES_EVERY_MS: milliseconds(15_000),
  MESSAGE_FAILURES_BEFORE_AGENT: count(3),
  REPLY_CLAIM_EXPIRES_AFTER_MS: milliseconds(300_000),
  DKIM_DOMAIN: z.string().trim().min(1).optional(),
  DKIM_SELECTOR: z.string().trim().min(1).optional(),
  DKIM_PRIVATE_KEY_FILE: z.string().trim().min(1).optional(),
  SMTP_CONNECTIONS: count(5, 50),
  SMTP_TIMEOUT_MS: milliseconds(60_000),
  SMTP_RETRY_FIRST_MS: milliseconds(60_000),
  SMTP_RETRY_MAX_MS: milliseconds(3_600_000),
  SMTP_GIVE_UP_AFTER_MS: milliseconds(4 * 24 * 3_600_000),
  CORRECTIONS_REMINDER_AFTER_DAYS: count(4, 30),
  CORRECTIONS_AGENT_AFTER_DAYS: count(3, 30),
  REMIND_EVERY_MS: milliseconds(600_000),
  ORDER_RETRY_MS: milliseconds(300_000),
  ORDER_CLAIM_EXPIRES_AFTER_MS: milliseconds(60_000),
  PROMISE_DAYS: count(14, 14),
  ORDER_HOURS: text('09:00-17:00').refine(areHours, {
    error: 'must be hours such as 09:00-17:00, or always',
  }),
  ORDERS_PER_DAY: count(120, 1_000_000),
  ANNOUNCEMENTS: z.enum(['send', 'hold']).optional(),
  DIGEST_TO: list('none').refine(areAddresses, { error: 'must be addresses, or none' }),
  DIGEST_SUPERVISORS: list('none').refine(areAddresses, { error: 'must be addresses, or none' }),
  DIGEST_FROM: z.string().regex(TIME, { error: 'must be a time such as 08:30' }).default('08:30'),
  SCHOOL_FEE_EUROS: yearly('2019=150', readEuros),
  FEE_YEAR: yearly('2019=school', readYearKind),
  FEE_BREAKDOWN: yearly('2019=17/22/12/33/16', readBreakdown),
  MINUTES_PER_FORM: yearly('2019=20', readMinutes),
  CIRCULARS_PER_HOUR: count(200, 100_000),
  RENEWAL_OPENS_ON: yearly('05-03', monthDay),
  RENEWAL_REMINDS_ON: yearly('05-31 06-14', monthDays),
  RENEWAL_CHANGES_BY: yearly('06-20', monthDay),
  RENEWAL_CHANGES_DAY_INCLUDED: yearly('yes', (value) => answers[value]),
  RENEWAL_APPLIES_BEFORE: yearly('08-20', monthDay),
  RENEWAL_REMOVALS_FROM: yearly('07-10', monthDay),
  RENEWAL_SILENCE_AFTER_DAYS: z.coerce.number().int().min(0).max(60).default(3),
  RENEWAL_LETTERS_PER_HOUR: count(30, 10_000),
  RENEWAL_EVERY_MS: milliseconds(300_000),
  READY_PASS_WITHIN_MS: milliseconds(900_000),
  STOP_WITHIN_MS: milliseconds(15_000),

  SERVICE_NAME: text('Support laclasse.com (nom du service à régler)'),
  SERVICE_CONTROLLER: text('Métropole de Lyon'),
  SERVICE_POSTAL_ADDRESS: text('(adresse postale à régler)'),
  SERVICE_EMAIL: z.email().default('support@laclasse.com'),
  SERVICE_PHONE: text('(téléphone à régler)'),
  SERVICE_HOURS: text('(horaires à régler)'),
  SERVICE_DPO: text('(délégué à la protection des données à régler)'),
  SERVICE_WEB_ADDRESS: z.url().default('https://www.laclasse.com'),
  SERVICE_PRIVACY_URL: z.url().optional(),
  SERVICE_SILENCE_NOTICE: z.string().trim().default(''),
  SERVICE_DATA_AFTER_END: text('(ce que deviennent les données après la fin de la convention : à régler)'),

  CONVENTION_REMINDER_DAYS: count(30, 90),
  CONVENTION_CHECK_EVERY_MS: milliseconds(600_000),
  CONVENTION_SCAN_MAX_MB: count(10, 50),
});

/** `leaseTtlMs` is set by `MAILBOX_LEASE_TTL_MS`: each wait and bound of the watcher has its setting. */
export function patienceSetting(key: keyof MailboxPatience): string {
  return `MAILBOX_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

function readPatience(env: NodeJS.ProcessEnv, faults: string[]): MailboxPatience {
  const patience = { ...defaultPatience };
  for (const key of Object.keys(patience) as (keyof MailboxPatience)[]) {
    const setting = patienceSetting(key);
    const parsed = milliseconds(patience[key]).safeParse(env[setting]);
    if (parsed.success) patience[key] = parsed.data;
    else faults.push(`${setting}: must be a whole number above 0`);
  }
  faults.push(...faultsOfPatience(patience).map((fault) => `MAILBOX_… settings: ${fault}`));
  return patience;
}

export type Config = ReturnType<typeof readConfig>;

/**
 * Reads the settings once, at the door. An empty variable counts as absent.
 * @throws WrongSettings with every fault at once.
 */
export function readConfig(role: Role, env: NodeJS.ProcessEnv = process.env) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const faults: string[] = [];
  const patience = readPatience(given, faults);
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    faults.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
    throw new WrongSettings(faults);
  }
  const settings = parsed.data;

  const watches = role === 'all' || role === 'watcher' || role === 'dry-run';
  const works = role === 'all' || role === 'workers';
  if (watches && settings.IMAP_URL === undefined) faults.push('IMAP_URL: missing, the watcher needs it');
  if (works && settings.SMTP_URL === undefined) faults.push('SMTP_URL: missing, the workers need it');
  if (['web', 'workers', 'watcher'].includes(role) && settings.DATABASE_URL === undefined) {
    faults.push('DATABASE_URL: missing; the built-in Postgres serves only the role all');
  }
  faults.push(...clearTextFaults('IMAP', settings.IMAP_URL, settings.IMAP_STARTTLS));
  faults.push(...clearTextFaults('SMTP', settings.SMTP_URL, settings.SMTP_STARTTLS));
  const dkim = readDkim(settings, faults);
  const publicUrl = readPublicUrl(settings, faults);
  const oidc = readOidc(settings, faults);
  const laclasse = readLaclasse(settings, faults);
  if (faults.length > 0) throw new WrongSettings(faults);

  const service: ServiceIdentity = {
    name: settings.SERVICE_NAME,
    controller: settings.SERVICE_CONTROLLER,
    postalAddress: settings.SERVICE_POSTAL_ADDRESS,
    email: settings.SERVICE_EMAIL,
    phone: settings.SERVICE_PHONE,
    hours: settings.SERVICE_HOURS,
    dpo: settings.SERVICE_DPO,
    webAddress: settings.SERVICE_WEB_ADDRESS,
    privacyUrl: settings.SERVICE_PRIVACY_URL ?? null,
    silenceNotice: settings.SERVICE_SILENCE_NOTICE,
    dataAfterEnd: settings.SERVICE_DATA_AFTER_END,
  };
  return {
    role,
    watches,
    works,
    logLevel: settings.LOG_LEVEL,
    dataDir: resolve(settings.DATA_DIR),
    databaseUrl: settings.DATABASE_URL?.href,
    databaseMaxConnections: settings.DATABASE_MAX_CONNECTIONS,
    redisUrl: settings.REDIS_URL?.href,
    web: { host: settings.HOST, port: settings.PORT, readyPassWithinMs: settings.READY_PASS_WITHIN_MS },
    desk: {
      isServed: role === 'all' || role === 'web',
      publicUrl,
      trustedProxies: settings.TRUSTED_PROXIES,
      sessions: { idleMs: settings.SESSION_IDLE_MS, absoluteMs: settings.SESSION_MAX_MS },
      requestsPerMinute: settings.WEB_REQUESTS_PER_MINUTE,
      undoMs: settings.UNDO_WINDOW_MS,
      takenForMs: settings.TAKEN_FOR_MS,
      oidc,
    },
    imap: { url: settings.IMAP_URL, startTlsRequired: settings.IMAP_STARTTLS === 'required' },
    mailbox: {
      name: settings.MAILBOX,
      since: settings.MAILBOX_SINCE,
      fileAway: settings.MAILBOX_FILE_AWAY,
      lookForMovesEveryMs: settings.LOOK_FOR_MOVES_EVERY_MS,
      patience,
    },
    folders: {
      accept: settings.MAILBOX_FOLDER_ACCEPTED,
      correct: settings.MAILBOX_FOLDER_CORRECTIONS,
      'ask-agent': settings.MAILBOX_FOLDER_AGENT,
      'already-received': settings.MAILBOX_FOLDER_ALREADY_RECEIVED,
      ignore: settings.MAILBOX_FOLDER_AUTOMATIC,
      'no-form': settings.MAILBOX_FOLDER_OTHER,
    },
    foldersApart: {
      infected: settings.MAILBOX_FOLDER_QUARANTINE,
      not_scanned: settings.MAILBOX_FOLDER_QUARANTINE,
      marked_spam: settings.MAILBOX_FOLDER_SPAM,
    },
    directory:
      settings.DIRECTORY_URL === undefined
        ? null
        : {
            url: settings.DIRECTORY_URL,
            schedule: {
              at: settings.DIRECTORY_REFRESH_AT,
              retryMs: settings.DIRECTORY_RETRY_MS,
              lostAfterMs: 2 * settings.DIRECTORY_TIMEOUT_MS,
            },
            limits: {
              timeoutMs: settings.DIRECTORY_TIMEOUT_MS,
              mostBytes: settings.DIRECTORY_MAX_MB * 1024 * 1024,
            },
          },
    clamd:
      settings.CLAMD_URL === undefined
        ? null
        : { url: settings.CLAMD_URL, timeoutMs: settings.CLAMD_TIMEOUT_MS },
    intake: {
      authservId: settings.AUTHSERV_ID,
      /** Ours, and those printed in our name: none is ever answered. */
      ownAddresses: [...new Set([...lower(settings.OWN_ADDRESSES), ...lower(settings.MAILBOX_ALIASES)])],
      /** Those whose domain may be somebody else's. */
      aliases: lower(settings.MAILBOX_ALIASES),
      referenceSecret: settings.REFERENCE_SECRET,
    },
    readers: {
      size: settings.READERS,
      memoryMb: settings.READER_MEMORY_MB,
      timeoutMs: settings.READER_TIMEOUT_MS,
    },
    jobs: {
      idsPerJob: settings.MESSAGES_PER_JOB,
      atOnce: settings.JOBS_AT_ONCE,
      lockMs: settings.JOB_LOCK_MS,
      enqueueWithinMs: settings.ENQUEUE_WITHIN_MS,
    },
    sweep: {
      everyMs: settings.SWEEP_EVERY_MS,
      hintGraceMs: settings.HINT_GRACE_MS,
      hintExpiresAfterMs: settings.HINT_EXPIRES_AFTER_MS,
      replyClaimExpiresAfterMs: settings.REPLY_CLAIM_EXPIRES_AFTER_MS,
    },
    failuresBeforeAgent: settings.MESSAGE_FAILURES_BEFORE_AGENT,
    replies: {
      mode: settings.REPLIES,
      brakes: {
        addressPerHour: settings.BRAKE_ADDRESS_PER_HOUR,
        addressPerDay: settings.BRAKE_ADDRESS_PER_DAY,
        requestPerDay: settings.BRAKE_REQUEST_PER_DAY,
        servicePerHour: settings.BRAKE_SERVICE_PER_HOUR,
      },
      smtpUrl: settings.SMTP_URL?.href,
      startTlsRequired: settings.SMTP_STARTTLS === 'required',
      dkim,
      connections: settings.SMTP_CONNECTIONS,
      timeoutMs: settings.SMTP_TIMEOUT_MS,
      retryFirstMs: settings.SMTP_RETRY_FIRST_MS,
      retryMaxMs: settings.SMTP_RETRY_MAX_MS,
      giveUpAfterMs: settings.SMTP_GIVE_UP_AFTER_MS,
    },
    reminders: {
      everyMs: settings.REMIND_EVERY_MS,
      patience: {
        remindAfterDays: settings.CORRECTIONS_REMINDER_AFTER_DAYS,
        agentAfterDays: settings.CORRECTIONS_AGENT_AFTER_DAYS,
      },
    },
    conventions: {
      reminderDays: settings.CONVENTION_REMINDER_DAYS,
      everyMs: settings.CONVENTION_CHECK_EVERY_MS,
      maxScanBytes: settings.CONVENTION_SCAN_MAX_MB * 1024 * 1024,
    },
    orderRetryMs: settings.ORDER_RETRY_MS,
    orders: {
      promiseDays: settings.PROMISE_DAYS,
      /** `09:00-17:00`, or `always`. */
      hours: settings.ORDER_HOURS,
      perDay: settings.ORDERS_PER_DAY,
    },
    announcements: settings.ANNOUNCEMENTS,
    renewal: {
      calendar: {
        opensOn: settings.RENEWAL_OPENS_ON,
        remindsOn: settings.RENEWAL_REMINDS_ON,
        changesBy: settings.RENEWAL_CHANGES_BY,
        isChangesDayIncluded: settings.RENEWAL_CHANGES_DAY_INCLUDED,
        appliesBefore: settings.RENEWAL_APPLIES_BEFORE,
        removalsFrom: settings.RENEWAL_REMOVALS_FROM,
      } satisfies RenewalCalendar,
      lettersPerHour: settings.RENEWAL_LETTERS_PER_HOUR,
      silenceAfterDays: settings.RENEWAL_SILENCE_AFTER_DAYS,
      everyMs: settings.RENEWAL_EVERY_MS,
    },
    digest: {
      to: settings.DIGEST_TO.filter((address) => address !== 'none'),
      supervisors: settings.DIGEST_SUPERVISORS.filter((address) => address !== 'none'),
      from: settings.DIGEST_FROM,
    },
    fees: {
      priceCents: settings.SCHOOL_FEE_EUROS,
      yearKind: settings.FEE_YEAR,
      breakdown: settings.FEE_BREAKDOWN,
    },
    committee: {
      minutesPerForm: settings.MINUTES_PER_FORM,
      circularsPerHour: settings.CIRCULARS_PER_HOUR,
    },
    drift: {
      at: settings.DRIFT_CHECK_AT,
      retryMs: settings.DRIFT_RETRY_MS,
      lostAfterMs: settings.DRIFT_RETRY_MS,
    },
    orderClaimExpiresAfterMs: settings.ORDER_CLAIM_EXPIRES_AFTER_MS,
    laclasse,
    closures: new Set(settings.CLOSURES.filter((day) => day !== 'none')) as ReadonlySet<string>,
    stopWithinMs: settings.STOP_WITHIN_MS,
    service,
    /** Settings that this version accepts but does not use yet: said at start, never silently. */
    unused: [] as readonly string[],
  };
}

function lower(addresses: readonly string[]): string[] {
  return addresses.filter((address) => address !== 'none').map((address) => address.toLowerCase());
}

/** Cookies of agents travel in clear text on this computer only. */
function readPublicUrl(
  { WEB_URL: url, PORT: port }: { WEB_URL?: URL | undefined; PORT: number },
  faults: string[],
): URL {
  if (url === undefined) return new URL(`http://127.0.0.1:${port}`);
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    faults.push('WEB_URL: agents reach the pages by https:// (clear text is accepted on this computer only)');
  }
  return url;
}

type OidcEnvironment = {
  OIDC_ISSUER?: URL | undefined;
  OIDC_CLIENT_ID?: string | undefined;
  OIDC_CLIENT_SECRET?: string | undefined;
} & Record<'OIDC_LABEL' | 'OIDC_GROUPS_CLAIM', string> &
  Record<'OIDC_GROUP_READER' | 'OIDC_GROUP_AGENT' | 'OIDC_GROUP_SUPERVISOR', string>;

/** Agents may enter by OpenID Connect when the provider, our name and our secret are given; one alone is a fault. */
function readOidc(settings: OidcEnvironment, faults: string[]) {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = settings;
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return null;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    faults.push('OIDC_…: OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together');
    return null;
  }
  if (issuer.protocol === 'http:' && !LOOPBACK.test(issuer.hostname)) {
    faults.push('OIDC_ISSUER: must be https:// (clear text is accepted on this computer only)');
  }
  return {
    ...{
      issuer,
      clientId,
      clientSecret,
      label: settings.OIDC_LABEL,
      groupsClaim: settings.OIDC_GROUPS_CLAIM,
    },
    groups: {
      reader: settings.OIDC_GROUP_READER,
      agent: settings.OIDC_GROUP_AGENT,
      supervisor: settings.OIDC_GROUP_SUPERVISOR,
    },
  };
}

/**
 * Orders are carried out when `LACLASSE_URL` is set, recorded when it is not, unless `LACLASSE_ORDERS` says otherwise.
 * The account is taken out of the address, which is then safe to show.
 */
function readLaclasse(settings: z.infer<typeof environment>, faults: string[]): LaclasseConfig {
  const { LACLASSE_URL: given, LACLASSE_ORDERS: chosen } = settings;
  const orders = chosen ?? (given === undefined ? 'record-only' : 'carry-out');
  const rest = {
    turns: {
      turnEndsAfterMs: settings.LACLASSE_TIMEOUT_MS + 5_000,
      waitMs: settings.LACLASSE_TURN_WAIT_MS,
      lookEveryMs: 50,
    },
  };
  if (given === undefined) {
    if (orders === 'carry-out') faults.push('LACLASSE_URL: missing, LACLASSE_ORDERS=carry-out needs it');
    return { orders, server: null, ...rest };
  }
  if (given.protocol !== 'https:' && !LOOPBACK.test(given.hostname)) {
    faults.push('LACLASSE_URL: clear text is accepted on this computer only; use https://');
  }
  if (given.username === '' || given.password === '') {
    faults.push('LACLASSE_URL: must hold the application account, https://application:password@…');
  }
  if (settings.ORDER_CLAIM_EXPIRES_AFTER_MS < 4 * settings.LACLASSE_TIMEOUT_MS) {
    faults.push('ORDER_CLAIM_EXPIRES_AFTER_MS: must be at least four times LACLASSE_TIMEOUT_MS');
  }
  const url = new URL(given);
  url.username = '';
  url.password = '';
  const server = {
    url,
    account: { id: decodeURIComponent(given.username), password: decodeURIComponent(given.password) },
    timeoutMs: settings.LACLASSE_TIMEOUT_MS,
    retryMs: settings.ORDER_RETRY_MS,
    structureType: {
      aafType: settings.LACLASSE_STRUCTURE_AAF_TYPE,
      contractType: settings.LACLASSE_STRUCTURE_CONTRACT_TYPE,
    },
    profileType: settings.LACLASSE_PROFILE,
    passwords: settings.LACLASSE_PASSWORDS,
    closedAccounts: settings.LACLASSE_CLOSED_ACCOUNTS,
    graceDays: settings.LACLASSE_GRACE_DAYS,
  };
  return { orders, server, ...rest };
}

export type LaclasseConfig = {
  orders: 'carry-out' | 'record-only' | 'manual';
  /** Null without `LACLASSE_URL`. */
  server: LaclasseSettings | null;
  turns: { turnEndsAfterMs: number; waitMs: number; lookEveryMs: number };
};

type DkimSettings = {
  DKIM_DOMAIN?: string | undefined;
  DKIM_SELECTOR?: string | undefined;
  DKIM_PRIVATE_KEY_FILE?: string | undefined;
};

/** Our replies are signed when all three are given; one without the others is a fault. */
function readDkim(settings: DkimSettings, faults: string[]) {
  const { DKIM_DOMAIN: domainName, DKIM_SELECTOR: keySelector, DKIM_PRIVATE_KEY_FILE: file } = settings;
  if (domainName === undefined && keySelector === undefined && file === undefined) return undefined;
  if (domainName === undefined || keySelector === undefined || file === undefined) {
    faults.push('DKIM_…: DKIM_DOMAIN, DKIM_SELECTOR and DKIM_PRIVATE_KEY_FILE go together');
    return undefined;
  }
  try {
    return { domainName, keySelector, privateKey: readFileSync(file, 'utf8') };
  } catch {
    faults.push(`DKIM_PRIVATE_KEY_FILE: cannot read ${file}`);
    return undefined;
  }
}

function clearTextFaults(
  protocol: string,
  url: URL | undefined,
  startTls: 'required' | 'when-offered',
): string[] {
  if (url === undefined || url.protocol.endsWith('s:') || startTls === 'required') return [];
  if (LOOPBACK.test(url.hostname)) return [];
  const secure = protocol === 'IMAP' ? 'imaps://' : 'smtps://';
  return [
    `${protocol}_URL: clear text is accepted on this computer only; use ${secure} or ${protocol}_STARTTLS=required`,
  ];
}
