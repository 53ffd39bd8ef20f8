import { createServer, type Socket } from 'node:net';

/** What the server says to a command line (`message` is the end of DATA); null keeps its usual answer, `drop` hangs up, `silence` says nothing. */
export type Mood = (command: string, session: { number: number }) => string | null;

export type ScriptedSmtp = {
  url: string;
  /** Mails accepted, as received. */
  mails: string[];
  commands: string[];
  sessions: number;
  close(): Promise<void>;
};

const usual: Record<string, string> = {
  greeting: '220 test',
  EHLO: '250-test\r\n250 8BITMIME',
  DATA: '354 go on',
  message: '250 2.0.0 kept',
  QUIT: '221 bye',
};

/** A line-by-line SMTP server whose every answer a test may change. */
export async function aScriptedSmtp(mood: Mood = () => null): Promise<ScriptedSmtp> {
  const sockets = new Set<Socket>();
  const seen: ScriptedSmtp = { url: '', mails: [], commands: [], sessions: 0, close: async () => {} };

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    const session = { number: ++seen.sessions };
    let received = '';
    let isMail = false;

    const answer = (key: string, line: string) => {
      const said = mood(line, session) ?? usual[key] ?? '250 ok';
      if (said === 'drop') socket.destroy();
      else if (said !== 'silence') socket.write(`${said}\r\n`);
      return said;
    };
    const readMail = () => {
      const end = received.indexOf('\r\n.\r\n');
      if (end === -1) {
        if (mood('half', session) === 'drop') socket.destroy();
        return false;
      }
      const mail = received.slice(0, end + 2).replace(/^\.\./gm, '.');
      received = received.slice(end + 5);
      isMail = false;
      if (answer('message', 'message').startsWith('2')) seen.mails.push(mail);
      return true;
    };
    const readCommand = () => {
      const end = received.indexOf('\r\n');
      if (end === -1) return false;
      const line = received.slice(0, end);
      received = received.slice(end + 2);
      seen.commands.push(line);
      isMail = answer(line.split(' ')[0]!.toUpperCase(), line).startsWith('354');
      return true;
    };

    answer('greeting', 'greeting');
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1');
      while (isMail ? readMail() : readCommand());
    });
  });

  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  seen.url = `smtp://127.0.0.1:${(server.address() as { port: number }).port}`;
  seen.close = () =>
    new Promise((closed) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => closed());
    });
  return seen;
}
