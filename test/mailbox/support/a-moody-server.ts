import { createServer, type Socket } from 'node:net';
import type { MailServer } from '../../../src/mailbox/settings.js';

/** What this server does wrong. Everything left out, it behaves. */
export type Moods = {
  capabilities?: string;
  /** It ends the connection when asked what it can do, before anyone has logged in. */
  hangsUpBeforeLogin?: boolean;
  /** The answer to a login, e.g. `NO [UNAVAILABLE] Try later`. */
  login?: string;
  /** What it says of a message's size, instead of the truth. */
  announcedSize?: (uid: number) => number | undefined;
  /** What happens when a message's source is fetched, instead of giving it. */
  onFetch?: (uid: number) => 'refuse' | 'hang up' | 'say nothing' | undefined;
  internalDate?: (uid: number) => string | undefined;
};

/** An IMAP server of a few lines, for the moods that Dovecot never has. Messages are ASCII; UIDs count from 1. */
export async function aMoodyServer(messages: string[], moods: Moods = {}) {
  const fetches: string[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  let logins = 0;
  let connections = 0;

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    socket.write('* OK ready\r\n');
    connections += 1;
    let idleTag: string | undefined;
    let buffered = '';
    socket.on('data', (chunk) => {
      buffered += chunk.toString('latin1');
      const lines = buffered.split('\r\n');
      buffered = lines.pop()!;
      for (const line of lines) {
        if (line === 'DONE') socket.write(`${idleTag} OK done\r\n`);
        else answer(socket, line);
      }
    });

    function answer(to: Socket, line: string) {
      const [, tag, command = '', rest = ''] = /^(\S+) ((?:UID )?\S+) ?(.*)$/.exec(line)!;
      const reply = (text: string) => to.write(`${text}\r\n`, 'latin1');
      const ok = () => reply(`${tag} OK done`);
      commands.push(command.toUpperCase());
      switch (command.toUpperCase()) {
        case 'CAPABILITY':
          if (moods.hangsUpBeforeLogin) return to.write(`* BYE Too many connections\r\n${tag} OK\r\n`);
          reply(`* CAPABILITY IMAP4rev1 ${moods.capabilities ?? 'IDLE UIDPLUS MOVE'}`);
          return ok();
        case 'LOGIN':
          logins += 1;
          return reply(`${tag} ${moods.login ?? 'OK in'}`);
        case 'LIST':
          reply('* LIST (\\Noselect) "/" ""');
          reply('* LIST () "/" INBOX');
          return ok();
        case 'SELECT':
        case 'EXAMINE':
          reply(`* ${messages.length} EXISTS`);
          reply('* OK [UIDVALIDITY 7] ok');
          reply(`* OK [UIDNEXT ${messages.length + 1}] ok`);
          return ok();
        case 'UID SEARCH':
          reply(`* SEARCH ${messages.map((_, index) => index + 1).join(' ')}`);
          return ok();
        case 'UID FETCH':
          return fetch(to, tag!, rest);
        case 'IDLE':
          idleTag = tag;
          return reply('+ idling');
        case 'LOGOUT':
          reply('* BYE');
          return ok();
        default:
          return ok();
      }
    }

    function fetch(to: Socket, tag: string, rest: string) {
      const uids = uidsOf(rest.split(' ')[0]!, messages.length);
      const wantsSource = rest.includes('BODY.PEEK[]');
      const wantsHead = rest.includes('BODY.PEEK[]<0');
      if (wantsSource && !wantsHead) fetches.push(rest.split(' ')[0]!);
      for (const uid of uids) {
        const source = messages[uid - 1]!;
        const mood = wantsSource && !wantsHead ? moods.onFetch?.(uid) : undefined;
        if (mood === 'refuse') return to.write(`${tag} NO [SERVERBUG] Internal error\r\n`);
        if (mood === 'hang up') return to.destroy();
        if (mood === 'say nothing') return;
        const size = moods.announcedSize?.(uid) ?? source.length;
        const date = moods.internalDate?.(uid) ?? '01-Sep-2026 08:00:00 +0000';
        const facts = `UID ${uid} RFC822.SIZE ${size} INTERNALDATE "${date}"`;
        const part = wantsHead ? source.slice(0, 65_536) : source;
        const name = wantsHead ? 'BODY[]<0>' : 'BODY[]';
        const body = wantsSource ? ` ${name} {${part.length}}\r\n${part}` : '';
        to.write(`* ${uid} FETCH (${facts}${body})\r\n`, 'latin1');
      }
      to.write(`${tag} OK done\r\n`);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const where: MailServer = {
    host: '127.0.0.1',
    port: typeof address === 'object' && address !== null ? address.port : 0,
    secure: false,
    user: 'alice',
    password: 'secret',
  };
  return {
    server: where,
    moods,
    messages,
    /** The UID sets whose sources were asked for. */
    fetches,
    /** The names of all commands received. */
    commands,
    logins: () => logins,
    connections: () => connections,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function uidsOf(set: string, last: number): number[] {
  return set.split(',').flatMap((part) => {
    const [first, end = first] = part.split(':').map((bound) => (bound === '*' ? last : Number(bound)));
    const [from, to] = [Math.min(first!, end!), Math.max(first!, end!)];
    return Array.from({ length: to - from + 1 }, (_, index) => from + index).filter((uid) => uid <= last);
  });
}
