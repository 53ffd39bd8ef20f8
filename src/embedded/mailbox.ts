import type { AddressInfo, Socket } from 'node:net';
import hoodiecrow, { type HoodiecrowServer } from 'hoodiecrow-imap';
import { idlePlugin } from './idle-plugin.js';

/** An IMAP mailbox in memory, for the demo and for quick tests. */
export type DemoMailbox = {
  /** `imap://demo:demo@127.0.0.1:PORT` */
  imapUrl: string;
  /** Delivers a message (RFC 5322 bytes); whoever is in IDLE hears of it. The folder is made when missing. */
  append(raw: Buffer, folder?: string): Promise<void>;
  /** How many messages each folder holds. */
  counts(): Record<string, number>;
  stop(): Promise<void>;
};

const PLUGINS = ['ID', 'SASL-IR', 'AUTH-PLAIN', 'NAMESPACE', 'ENABLE', 'SPECIAL-USE'];
const MORE_PLUGINS = ['UIDPLUS', 'UNSELECT', 'MOVE', 'LITERALPLUS'];

/**
 * Starts one, on 127.0.0.1 unless told otherwise, that holds `messages`. Nothing outlives it, so its UIDVALIDITY is the hour of its start: a second
 * demo's first message is not taken for the first demo's.
 */
export async function startDemoMailbox(
  options: { port?: number; host?: string; messages?: readonly Buffer[] } = {},
): Promise<DemoMailbox> {
  const server = hoodiecrow({
    plugins: [...PLUGINS, idlePlugin, ...MORE_PLUGINS],
    users: { demo: { password: 'demo' } },
    storage: {
      INBOX: { uidvalidity: Math.floor(Date.now() / 1000) },
      '': { separator: '/', folders: {} },
    },
  });
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  for (const raw of options.messages ?? []) deliver(server, raw, 'INBOX');
  const port = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1');

  return {
    imapUrl: `imap://demo:demo@127.0.0.1:${port}`,
    append: async (raw, folder = 'INBOX') => deliver(server, raw, folder),
    counts: () =>
      Object.fromEntries(
        Object.values(server.folderCache).map(({ path, messages }) => [path, messages.length]),
      ),
    stop: () =>
      new Promise((resolve) => {
        server.close(resolve);
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Hoodiecrow keeps bytes in strings, one character each. */
function deliver(server: HoodiecrowServer, raw: Buffer, folder: string): void {
  if (server.getMailbox(folder) === undefined) server.createMailbox(folder);
  server.appendMessage(folder, [], new Date(), raw.toString('latin1'));
}

function listen(server: HoodiecrowServer, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.on('error', reject);
    server.listen(port, host, () => resolve((server.server.address() as AddressInfo).port));
  });
}
