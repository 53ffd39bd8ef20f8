import { createReadStream, createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { CommandError } from '../cli/command-error.js';
import { type Config, projectRoot, readConfig } from '../config.js';
import { createLog } from '../kernel/log.js';
import { readDirectoryCsv } from '../registry/read-directory-csv.js';
import { type Service, startService } from '../running/service.js';
import { openDatabase } from '../store/database.js';
import { directoryIn } from '../store/directory.js';
import { addDemoAgent } from './demo-agent.js';
import { isAsExpected, isSettled, type Standing, standingOf, stepsOf, whyInFrench } from './demo-follow.js';
import { DEMO_AUTHSERV_ID, type DemoMail, demoMails } from './demo-mails.js';
import { tableOf } from './demo-table.js';
import { type FakeLaclasse, startFakeLaclasse } from './fake-laclasse/fake-laclasse.js';
import { type DemoMailbox, startDemoMailbox } from './mailbox.js';
import { startEmbeddedPostgres } from './postgres.js';
import { startSmtpSink } from './smtp-sink.js';

const LOOK_EVERY_MS = 50;
const GIVE_UP_AFTER_MS = 60_000;

/**
 * `demo [--once] [--laclasse]`: the real service on the built-in Postgres, a mailbox and a mail server of its own. Town halls' mails
 * arrive, and what becomes of each is shown live. Without `--once` it stays up until Ctrl-C. Answers 0 only if every
 * mail ended as it must. With `--laclasse`, orders are carried out at a laclasse.com of our own instead of being recorded.
 */
export async function demo(args: string[]): Promise<number> {
  const unknown = args.find((arg) => arg !== '--once' && arg !== '--laclasse');
  if (unknown !== undefined)
    throw new CommandError(`demo: there is no option ${unknown}. Usage: demo [--once] [--laclasse]`);

  const folder = join(projectRoot, '.data', 'demo');
  const repliesFolder = join(folder, 'replies');
  rmSync(repliesFolder, { recursive: true, force: true });
  mkdirSync(repliesFolder, { recursive: true });
  const log = createLog('info', createWriteStream(join(folder, 'service.log')));

  const stops: (() => Promise<void>)[] = [];
  try {
    say('Starting the built-in Postgres, a mailbox and a mail server…');
    const postgres = await startEmbeddedPostgres({ dataDir: folder, log });
    stops.push(() => postgres.stop());
    await startAfresh(postgres.url);
    const mailbox = await startDemoMailbox();
    stops.push(() => mailbox.stop());
    const sink = await startSmtpSink({ folder: repliesFolder });
    stops.push(() => sink.stop());

    const laclasse = args.includes('--laclasse') ? await startFakeLaclasse() : null;
    if (laclasse !== null) stops.push(() => laclasse.stop());

    const config = demoConfig({
      ...(laclasse === null ? {} : { LACLASSE_URL: laclasse.url }),
      IMAP_URL: mailbox.imapUrl,
      SMTP_URL: sink.smtpUrl,
      DATABASE_URL: postgres.url,
      DATA_DIR: folder,
    });
    const service = await startService({ config, log });
    stops.push(() => service.stop());
    await seed(service);
    const account = await addDemoAgent(service.db);
    say(`The agents' desk is up, on this computer only: ${service.webUrl}`);
    say(`   login: ${account.login}   password: ${account.password}\n`);

    const standings = await sendAndFollow(service, mailbox);
    printTable(standings);
    if (laclasse !== null) say(`\n${whatLaclasseHolds(laclasse)}`);
    const isAllRight = standings.every(([mail, standing]) => isAsExpected(standing, mail));
    const replies = standings.filter(([mail]) => mail.expected.reply !== null).length;
    const announced = standings.reduce((sum, [, standing]) => sum + (standing?.announced.sent ?? 0), 0);
    const isOneReplyEach = sink.mails().length === replies + announced;
    say(
      `\nThe replies are in ${repliesFolder} (${sink.mails().length} .eml files); the log in ${folder}/service.log.`,
    );
    say(isAllRight && isOneReplyEach ? 'Everything ended as it must.' : 'SOMETHING DID NOT END AS IT MUST.');
    if (!args.includes('--once')) await untilInterrupted(service);
    return isAllRight && isOneReplyEach ? 0 : 1;
  } finally {
    for (const stop of stops.reverse()) await stop();
    /* The mailbox in memory may leave a timer behind: it must not keep the command alive. */
    setTimeout(() => process.exit(), 1_000).unref();
  }
}

function say(words: string): void {
  console.log(words);
}

/** Every demo begins with an empty base: a second run sees the same mails for the first time again. */
async function startAfresh(databaseUrl: string): Promise<void> {
  const db = openDatabase({ url: databaseUrl, maxConnections: 1, onIdleError: () => {} });
  await sql`drop schema if exists bullmq cascade`.execute(db);
  await sql`drop schema public cascade`.execute(db);
  await sql`create schema public`.execute(db);
  await db.destroy();
}

/** A demo's own settings: nothing of the environment but the port of the pages. */
function demoConfig(urls: Record<string, string>): Config {
  return readConfig('all', {
    ...urls,
    AUTHSERV_ID: DEMO_AUTHSERV_ID,
    PORT: '0',
    MAILBOX_FILE_AWAY: 'yes',
    ORDER_HOURS: 'always',
    ANNOUNCEMENTS: 'send',
    MAILBOX_MOVE_GATHER_MS: '200',
    SERVICE_NAME: 'Support laclasse.com (démonstration)',
    SERVICE_POSTAL_ADDRESS: '1 rue de la Démonstration, 69000 Lyon',
    SERVICE_PHONE: '04 00 00 00 00',
    SERVICE_HOURS: 'du lundi au vendredi, de 9 h à 17 h',
    SERVICE_DPO: 'dpo@laclasse.example',
  });
}

/** What agents would have entered: the directory, three conventions, and one sender they have confirmed. */
async function seed({ db }: Service): Promise<void> {
  const { rows } = readDirectoryCsv(createReadStream(join(projectRoot, 'demo', 'annuaire-exemple.csv')));
  const imported = await directoryIn(db).replaceDirectory(rows, { evenIfFewer: true });
  if (!imported.ok) throw new Error(`The sample directory was refused: ${imported.failure.code}`);
  await db
    .insertInto('convention')
    .values(
      ['69273', '69259', '69029'].map((commune_insee) => ({
        commune_insee,
        notified_on: '2019-10-01',
        denounced_on: null,
        ends_on: null,
      })),
    )
    .execute();
  await db
    .insertInto('trusted_sender')
    .values({
      commune_insee: '69273',
      kind: 'address',
      value: 'scolaire@mairie-corbas.example',
      confirmed_by: 'demo',
    })
    .execute();
}

async function sendAndFollow(service: Service, mailbox: DemoMailbox): Promise<[DemoMail, Standing | null][]> {
  const mails = demoMails(join(projectRoot, 'demo', 'formulaires'));
  const standings: [DemoMail, Standing | null][] = [];
  for (const mail of mails) {
    say(`✉  ${mail.title} — ${mail.from}`);
    const sentAt = Date.now();
    await mailbox.append(mail.raw);
    standings.push([mail, await follow(service, mail, sentAt)]);
  }
  return standings;
}

async function follow({ db }: Service, mail: DemoMail, sentAt: number): Promise<Standing | null> {
  const shown = new Set<string>();
  for (;;) {
    const standing = await standingOf(db, mail);
    for (const step of stepsOf(standing)) {
      if (shown.has(step)) continue;
      shown.add(step);
      say(`   ${String(Date.now() - sentAt).padStart(5)} ms  ${step}`);
    }
    if (isSettled(standing, mail) || Date.now() - sentAt > GIVE_UP_AFTER_MS) return standing;
    await pause(LOOK_EVERY_MS);
  }
}

function printTable(standings: readonly [DemoMail, Standing | null][]): void {
  const columns = [
    { heading: 'Sender', width: 22 },
    { heading: 'What it was', width: 18 },
    { heading: 'Decision, and why', width: 28 },
    { heading: 'Reference', width: 13 },
    { heading: 'Due by', width: 10 },
    { heading: 'Subject of the reply', width: 34 },
  ];
  const rows = standings.map(([mail, standing]) => [
    `${isAsExpected(standing, mail) ? '✓' : '✗'} ${mail.from}`,
    mail.title,
    `${standing?.outcome ?? 'none'}: ${whyInFrench(standing?.reasons ?? [])}`,
    standing?.reference ?? '–',
    standing?.dueOn ?? '–',
    standing?.replySubject ?? 'none, as it must be',
  ]);
  say(`\n${tableOf(columns, rows)}`);
}

/** What the orders made there, as its own tables tell. */
function whatLaclasseHolds({ base: { rows } }: FakeLaclasse): string {
  const lines = rows.profiles.map(({ user_id, structure_id, type }) => {
    const structure = rows.structures.find(({ id }) => id === structure_id);
    const user = rows.users.find(({ id }) => id === user_id);
    return `   ${structure_id}  ${structure?.['name']}: ${type} ${user?.['login']} (${user_id})`;
  });
  return ['What laclasse.com (ours, in memory) holds now:', ...lines].join('\n');
}

async function untilInterrupted({ webUrl }: Service): Promise<void> {
  say(`\nStaying up: the desk at ${webUrl} (login and password above), ${webUrl}/readyz, ${webUrl}/metrics.`);
  say('Press Ctrl-C to stop.');
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  say('Stopping…');
}
