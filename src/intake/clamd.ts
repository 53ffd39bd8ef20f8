import { connect, type Socket } from 'node:net';

/** What the scanner says of some bytes. `too_large`: it refuses to look at so many. */
export type ScanVerdict =
  | { kind: 'clean' }
  | { kind: 'infected' /** The name it gives to what it found. */; signature: string }
  | { kind: 'too_large' };

export type VirusScanner = {
  /** @throws ScannerUnavailable when it does not answer: that is no verdict, try again later. */
  scan(bytes: Uint8Array): Promise<ScanVerdict>;
  /** @throws ScannerUnavailable */
  ping(): Promise<void>;
};

/** The scanner cannot be reached, is too slow, or answers what we do not understand. */
export class ScannerUnavailable extends Error {}

/** clamd reads chunks of this size as they come (`StreamMaxLength` bounds their sum, not their size). */
const CHUNK_BYTES = 256 * 1024;
const LONGEST_ANSWER = 4_096;

/**
 * A clamd daemon, by its protocol (clamd(8), INSTREAM): one connection per question, bytes in chunks preceded by their
 * length, a chunk of length zero at the end. `url`: `tcp://host:3310` or `unix:///run/clamav/clamd.ctl`.
 */
export function openClamd(url: URL, { timeoutMs }: { timeoutMs: number }): VirusScanner {
  const ask = (write: (socket: Socket) => void) => askClamd(url, timeoutMs, write);
  return {
    async scan(bytes) {
      return readVerdict(await ask((socket) => writeStream(socket, bytes)));
    },
    async ping() {
      const answer = await ask((socket) => socket.write('zPING\0'));
      if (answer !== 'PONG') throw new ScannerUnavailable('clamd did not answer PONG');
    },
  };
}

function writeStream(socket: Socket, bytes: Uint8Array): void {
  socket.write('zINSTREAM\0');
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    const chunk = bytes.subarray(start, start + CHUNK_BYTES);
    socket.write(lengthOf(chunk));
    socket.write(chunk);
  }
  socket.write(lengthOf(new Uint8Array()));
}

function lengthOf(chunk: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length);
  return length;
}

function readVerdict(answer: string): ScanVerdict {
  if (answer === 'stream: OK') return { kind: 'clean' };
  const found = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  if (found !== undefined) {
    return { kind: 'infected', signature: found.replace(/[^\x20-\x7e]/g, '?').slice(0, 200) };
  }
  if (/size limit exceeded/i.test(answer)) return { kind: 'too_large' };
  throw new ScannerUnavailable('clamd answered an error');
}

/** One question, one answer, ended by NUL or by the end of the connection. */
function askClamd(url: URL, timeoutMs: number, write: (socket: Socket) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connectTo(url);
    let answer = '';
    const end = (why: string) => {
      clearTimeout(timer);
      socket.destroy();
      const said = answer.split('\0')[0]!.trim();
      if (said === '') reject(new ScannerUnavailable(why));
      else resolve(said);
    };
    const timer = setTimeout(() => end('clamd did not answer in time'), timeoutMs);
    socket.on('connect', () => write(socket));
    socket.on('data', (data) => {
      answer += data.toString('latin1');
      if (answer.includes('\0') || answer.length > LONGEST_ANSWER) end('');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? 'clamd cannot be reached'));
    socket.on('close', () => end('clamd closed the connection without an answer'));
  });
}

function connectTo(url: URL): Socket {
  if (url.protocol === 'unix:') return connect({ path: decodeURIComponent(url.pathname) });
  return connect({ host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 3310) });
}
