import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the server that gives the directory answers. */
export type DirectoryMood =
  | 'well'
  | 'error-500'
  | 'page-of-excuses'
  | 'cut-with-length'
  | 'cut-in-a-line'
  | 'never-ends'
  | 'endless';

export type DirectoryServer = {
  url: URL;
  mood: DirectoryMood;
  content: string;
  asked: number;
  stop(): Promise<void>;
};

/** An HTTP server on 127.0.0.1 that gives `content`, in a mood. */
export async function aDirectoryServer(content: string): Promise<DirectoryServer> {
  const http = createServer((_request, response) => {
    server.asked += 1;
    answer(server, response);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const server: DirectoryServer = {
    url: new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}/annuaire.csv`),
    mood: 'well',
    content,
    asked: 0,
    async stop() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
  return server;
}

function answer({ mood, content }: DirectoryServer, response: ServerResponse): void {
  const body = Buffer.from(content);
  switch (mood) {
    case 'well':
      response.end(body);
      break;
    case 'error-500':
      response.writeHead(500).end('Internal Server Error');
      break;
    case 'page-of-excuses':
      response.end('<html><body>Maintenance en cours</body></html>');
      break;
    case 'cut-with-length':
      response.writeHead(200, { 'content-length': body.length });
      response.write(body.subarray(0, body.length >> 1), () => response.destroy());
      break;
    case 'cut-in-a-line':
      response.end(body.subarray(0, body.length - 30));
      break;
    case 'never-ends':
      response.write(body.subarray(0, 100));
      break;
    case 'endless':
      endlessly(response, body);
      break;
  }
}

function endlessly(response: ServerResponse, body: Buffer): void {
  response.on('error', () => {});
  const more = () => {
    while (!response.destroyed && response.write(body));
  };
  response.on('drain', more);
  more();
}
