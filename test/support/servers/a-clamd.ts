import { createServer, type Socket } from 'node:net';

/** A fake clamd that speaks the real protocol (clamd(8)): zPING, zINSTREAM. It knows one threat. */
export type Clamd = {
  url: string;
  /** Bytes of each stream it was given whole. */
  scanned: Buffer[];
  mood: 'well' | 'silent' | 'garbage' | 'hangs-up';
  /** Longer streams are refused (`StreamMaxLength`). */
  mostBytes: number;
  stop(): Promise<void>;
};

/** What the fake takes for a virus: harmless letters that no form contains. */
export const THREAT = 'X5O!INSCRIPTIONS-TEST-THREAT!H+H*';
export const SIGNATURE = 'Inscriptions-Test-Signature';

/** Listens on a port of 127.0.0.1, or on the path of a Unix socket. */
export async function aClamd(where: { port?: number; path?: string } = {}): Promise<Clamd> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    let received = Buffer.alloc(0);
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      if (clamd.mood === 'silent') return;
      if (clamd.mood === 'hangs-up') socket.destroy();
      else if (clamd.mood === 'garbage') socket.end('?!\0');
      else respond(socket, received);
    });
  });

  function respond(socket: Socket, received: Buffer): void {
    const text = received.toString('latin1', 0, 12);
    if (text.startsWith('zPING\0')) socket.end('PONG\0');
    if (!text.startsWith('zINSTREAM\0')) return;
    const chunks: Buffer[] = [];
    for (let at = 10; at + 4 <= received.length; ) {
      const length = received.readUInt32BE(at);
      if (length === 0) conclude(socket, Buffer.concat(chunks));
      if (length === 0 || at + 4 + length > received.length) return;
      chunks.push(received.subarray(at + 4, at + 4 + length));
      at += 4 + length;
    }
  }

  function conclude(socket: Socket, bytes: Buffer): void {
    const isTooLong = bytes.length > clamd.mostBytes;
    if (isTooLong) socket.end('INSTREAM size limit exceeded. ERROR\0');
    if (isTooLong) return;
    clamd.scanned.push(bytes);
    socket.end(bytes.includes(THREAT) ? `stream: ${SIGNATURE} FOUND\0` : 'stream: OK\0');
  }

  await new Promise<void>((resolve) => {
    if (where.path === undefined) server.listen(where.port ?? 0, '127.0.0.1', resolve);
    else server.listen(where.path, resolve);
  });
  const address = server.address();
  const clamd: Clamd = {
    url: typeof address === 'string' ? `unix://${address}` : `tcp://127.0.0.1:${address!.port}`,
    scanned: [],
    mood: 'well',
    mostBytes: 26_214_400,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return clamd;
}
