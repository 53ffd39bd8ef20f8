import { createConnection, createServer, type Socket } from 'node:net';

/** A wire between a client and `target` that the test may cut, or leave open and silent. */
export async function aTcpProxy(targetPort: number) {
  const pairs = new Set<{ client: Socket; server: Socket }>();
  let cutAfterBytes = Number.POSITIVE_INFINITY;
  let isSilent = false;
  let connections = 0;
  let passedBytes = 0;

  const proxy = createServer((client) => {
    connections += 1;
    const server = createConnection(targetPort, '127.0.0.1');
    const pair = { client, server };
    pairs.add(pair);
    const end = () => {
      client.destroy();
      server.destroy();
      pairs.delete(pair);
    };
    for (const socket of [client, server]) socket.on('error', end).on('close', end);
    client.on('data', (chunk) => {
      if (!isSilent) server.write(chunk);
    });
    server.on('data', (chunk) => {
      if (isSilent) return;
      const passed = chunk.subarray(0, cutAfterBytes);
      cutAfterBytes -= passed.length;
      passedBytes += passed.length;
      client.write(passed, () => {
        if (cutAfterBytes <= 0) end();
      });
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();

  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    connections: () => connections,
    /** What the server has sent through, in bytes. */
    passedBytes: () => passedBytes,
    /** Cuts everything now. */
    cut() {
      for (const { client, server } of pairs) {
        client.destroy();
        server.destroy();
      }
    },
    /** Lets so many bytes of the server through, then cuts; once. */
    cutAfter(bytes: number) {
      cutAfterBytes = bytes;
    },
    restore() {
      cutAfterBytes = Number.POSITIVE_INFINITY;
      isSilent = false;
    },
    /** The connections stay open, but nothing passes any more. */
    silence() {
      isSilent = true;
    },
    async stop() {
      this.cut();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
