import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Pass what comes; answer nothing more (`stall`); close at once whoever connects (`refuse`). */
export type ProxyMood = 'pass' | 'stall' | 'refuse';

/** A wire between a client and a server, which can fail. */
export type TcpProxy = {
  port: number;
  /** The address of the server behind it, rewritten to go through it. */
  url: string;
  mood: ProxyMood;
  /** Connections made through it so far. */
  connections(): number;
  /** Cuts every connection now, without a word. */
  cut(): void;
  /** Cuts a connection once the server has sent `bytes` more bytes (of all connections together). */
  cutAfter(bytes: number): void;
  stop(): Promise<void>;
};

/** `target`: the address of the server behind, e.g. `imap://user:secret@127.0.0.1:4143`. */
export async function aTcpProxy(target: string): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let made = 0;
  let bytesLeft = Number.POSITIVE_INFINITY;
  const { hostname, port: targetPort } = new URL(target);

  const server = createServer((client) => {
    made++;
    if (proxy.mood === 'refuse') {
      client.destroy();
      return;
    }
    const upstream = connect(Number(targetPort), hostname);
    tie(client, upstream);
    client.on('data', (chunk) => {
      if (proxy.mood !== 'stall') upstream.write(chunk);
    });
    upstream.on('data', (chunk) => passBack(chunk, client));
  });

  function tie(client: Socket, upstream: Socket): void {
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.setNoDelay(true);
      one.on('error', () => {});
      one.on('close', () => {
        sockets.delete(one);
        other.destroySoon();
      });
    }
  }

  function passBack(chunk: Buffer, client: Socket): void {
    if (proxy.mood === 'stall') return;
    if (chunk.length < bytesLeft) {
      bytesLeft -= chunk.length;
      client.write(chunk);
      return;
    }
    const last = chunk.subarray(0, bytesLeft);
    bytesLeft = Number.POSITIVE_INFINITY;
    client.end(last, () => client.destroy());
  }

  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const proxy: TcpProxy = {
    port,
    url: url.href,
    mood: 'pass',
    connections: () => made,
    cut,
    cutAfter: (bytes) => {
      bytesLeft = bytes;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
  return proxy;
}
