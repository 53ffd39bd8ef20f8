import { type Log, silentLog } from '../../../src/kernel/log.js';
import {
  defaultPatience,
  type MailboxPatience,
  type MailboxSettings,
  type MailServer,
} from '../../../src/mailbox/settings.js';
import { type MailboxWatcher, watchMailbox } from '../../../src/mailbox/watch.js';
import { aLease } from './a-lease.js';
import { aLedger } from './a-ledger.js';

/** Waits short enough for a test, long enough for a loaded machine. */
export const shortPatience: MailboxPatience = {
  ...defaultPatience,
  leaseTtlMs: 2_000,
  leaseRenewEveryMs: 200,
  standbyLookEveryMs: 50,
  fullPassEveryMs: 60_000,
  lookWithoutIdleEveryMs: 100,
  backOffMinMs: 20,
  backOffMaxMs: 100,
  storeRetryMs: 50,
  watchdogMs: 120_000,
  socketTimeoutMs: 10_000,
  roomRecheckMs: 20,
  moveGatherMs: 20,
  moveRetryMs: 100,
  suspectRetryMs: 20,
};

export function someSettings(
  server: MailServer,
  {
    patience,
    ...others
  }: Partial<Omit<MailboxSettings, 'patience'>> & { patience?: Partial<MailboxPatience> } = {},
): MailboxSettings {
  return {
    server,
    mailbox: 'INBOX',
    since: undefined,
    fileAway: false,
    ...others,
    patience: { ...shortPatience, ...patience },
  };
}

const started: MailboxWatcher[] = [];

/** A watcher on this server, with a ledger and a lease in memory unless they are given. */
export function aWatcher(
  server: MailServer,
  settings: Parameters<typeof someSettings>[1] = {},
  { lease = aLease(), ledger = aLedger(lease), log = silentLog as Log } = {},
) {
  const watcher = watchMailbox({
    settings: someSettings(server, settings),
    ledger: ledger.port,
    lease: lease.port,
    log,
  });
  started.push(watcher);
  return { watcher, ledger, lease };
}

export async function stopWatchers() {
  await Promise.all(started.splice(0).map((watcher) => watcher.stop()));
}

/** Waits until it holds; the reason of the failure is the test's own title. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs = 30_000) {
  const giveUpAt = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > giveUpAt) throw new Error(`Not so within ${withinMs} ms: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A small message with CRLF lines; `number` makes it unlike the others. */
export function aMessage(number: number | string, bodyBytes = 20) {
  const lines = [
    'From: Mairie <mairie@example.org>',
    'To: support@laclasse.example',
    `Subject: Inscription ${number}`,
    `Message-ID: <${number}@example.org>`,
    '',
    'x'.repeat(bodyBytes),
    '',
  ];
  return lines.join('\r\n');
}
