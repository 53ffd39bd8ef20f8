import { ImapFlow } from 'imapflow';
import { ConnectionLost, Stopped } from './failure.js';
import type { MailboxPatience, MailServer } from './settings.js';
import { unlessAborted, wait } from './wait.js';

/** Room for a message whose announced size is slightly wrong (line ends counted otherwise). */
const SIZE_MARGIN_BYTES = 64 * 1024;

const GOODBYE_WITHIN_MS = 500;

/**
 * Opens one connection, works on it, and destroys it, whatever happens. Every connection is a new client object
 * (imapflow's cannot reconnect), and its listeners are there before it connects: without one, its errors would end
 * the process. Rejects with why it ended: the loss of the connection, the outer signal's reason, or what `work` threw.
 */
export async function withConnection<Value>(
  server: MailServer,
  patience: MailboxPatience,
  outer: AbortSignal,
  work: (client: ImapFlow, lost: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const client = newClient(server, patience);
  const ended = new AbortController();
  const end = (reason: unknown) => ended.abort(reason);
  const onOuterAbort = () => end(outer.reason);
  client.on('error', (cause) => end(new ConnectionLost('The connection failed', { cause })));
  client.on('close', () => end(new ConnectionLost('The connection was closed')));
  outer.addEventListener('abort', onOuterAbort, { once: true });
  if (outer.aborted) onOuterAbort();

  const run = async () => {
    ended.signal.throwIfAborted();
    await client.connect();
    return await work(client, ended.signal);
  };
  try {
    return await unlessAborted(run(), ended.signal);
  } finally {
    outer.removeEventListener('abort', onOuterAbort);
    if (!ended.signal.aborted || ended.signal.reason instanceof Stopped) await sayGoodbye(client);
    client.close();
  }
}

/** LOGOUT, when the end was our own wish: the server need not wait for us. A server that is slow to answer is left. */
async function sayGoodbye(client: ImapFlow): Promise<void> {
  if (!client.usable) return;
  const patience = new AbortController();
  const logout = client.logout().then(
    () => patience.abort(),
    () => patience.abort(),
  );
  await wait(GOODBYE_WITHIN_MS, patience.signal).catch(() => logout);
}

function newClient({ startTls, password, ...server }: MailServer, patience: MailboxPatience): ImapFlow {
  const maxLiteralSize = patience.maxMessageBytes + SIZE_MARGIN_BYTES;
  return new ImapFlow({
    host: server.host,
    port: server.port,
    secure: server.secure,
    doSTARTTLS: startTls,
    tls: server.tls,
    auth: { user: server.user, pass: password },
    clientInfo: { name: 'laclasse-inscriptions' },
    logger: false, // its entries quote addresses and subjects
    disableAutoIdle: true, // it would wait 15 s; we call idle() ourselves
    disableCompression: true,
    disableIMAP4rev2: true,
    maxIdleTime: patience.idleRestartMs,
    connectionTimeout: patience.connectTimeoutMs,
    greetingTimeout: patience.greetingTimeoutMs,
    socketTimeout: patience.socketTimeoutMs,
    maxLiteralSize,
    maxResponseSize: maxLiteralSize + 16 * 1024 * 1024,
  });
}
