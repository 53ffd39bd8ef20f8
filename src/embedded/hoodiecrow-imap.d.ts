/** The little we use of an IMAP server in memory that ships no types. */
declare module 'hoodiecrow-imap' {
  import type { Server, Socket } from 'node:net';

  export type Mailbox = { path: string; messages: { uid: number; raw: string }[]; uidvalidity: number };
  export type Connection = {
    state: string;
    socket: Socket | null;
    directNotifications: boolean;
    inputHandler: false | ((line: string) => void);
    send(response: object, description: string, parsed: object, data: string): void;
    processNotifications(): void;
  };
  type Handler = (connection: Connection, parsed: { tag: string }, data: string, done: () => void) => void;

  export type HoodiecrowServer = {
    server: Server;
    folderCache: Record<string, Mailbox>;
    listen(port: number, host: string, listening: () => void): void;
    close(closed: () => void): void;
    getMailbox(path: string): Mailbox | undefined;
    createMailbox(path: string): void;
    appendMessage(mailbox: string, flags: string[], internaldate: Date, raw: string): void;
    registerCapability(name: string): void;
    setCommandHandler(command: string, handler: Handler): void;
  };

  function hoodiecrow(options: {
    plugins: (string | ((server: HoodiecrowServer) => void))[];
    users: Record<string, { password: string }>;
    storage: Record<string, object>;
  }): HoodiecrowServer;

  // biome-ignore lint/style/noDefaultExport: it is how the package exports it.
  export { hoodiecrow as default };
}
