import type { Config } from '../config.js';
import { examineMessages } from '../jobs/examine-messages.js';
import type { Queues } from '../jobs/queues.js';
import { errorFacts, type Log } from '../kernel/log.js';
import type { MailboxSettings, MailServer } from '../mailbox/settings.js';
import { type MailboxWatcher, watchMailbox } from '../mailbox/watch.js';
import type { Database } from '../store/database.js';
import { leaseIn } from '../store/lease.js';
import { ledgerIn } from '../store/ledger.js';

/** The mailbox as the settings say it. The config has refused what must not be. */
export function mailboxSettings(config: Config): MailboxSettings {
  const { name, since, fileAway, patience } = config.mailbox;
  return { server: mailServer(config), mailbox: name, since, fileAway, patience };
}

function mailServer({ imap }: Config): MailServer {
  const url = imap.url!;
  const secure = url.protocol === 'imaps:';
  const isLoopback = !secure && !imap.startTlsRequired;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    secure,
    ...(secure ? {} : { startTls: !isLoopback }),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
}

/** Watches the mailbox, and hints the workers of each message it kept. */
export function startWatcher(config: Config, db: Database, queues: Queues, log: Log): MailboxWatcher {
  const ledger = ledgerIn(db, {
    onKept(ids) {
      if (ids.length === 0) return;
      for (const messageId of ids) log.info('message kept', { messageId });
      queues
        .enqueue(examineMessages, ids)
        .catch((error: unknown) => log.warn('hint lost, the sweep will see', errorFacts(error)));
    },
  });
  const watcher = watchMailbox({ settings: mailboxSettings(config), ledger, lease: leaseIn(db), log });
  if (!config.mailbox.fileAway) return watcher;
  const timer = setInterval(() => watcher.nudge(), config.mailbox.lookForMovesEveryMs);
  return {
    ...watcher,
    stop: () => {
      clearInterval(timer);
      return watcher.stop();
    },
  };
}
