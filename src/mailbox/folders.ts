import type { ImapFlow } from 'imapflow';
import { folderPath } from './folder-path.js';

/** The folders that this connection has seen to exist; undefined: not listed yet. */
export type Folders = { known: Set<string> | undefined };

/** The server's path of a folder of ours, created (and subscribed, so that webmail shows it) when missing. */
export async function pathOf(client: ImapFlow, folders: Folders, folder: string): Promise<string> {
  const { prefix = '', delimiter = '/' } = client.namespace ?? {};
  const path = folderPath(folder, { prefix, delimiter });
  folders.known ??= await listFolders(client);
  if (!folders.known.has(path)) {
    await client.mailboxCreate(path);
    folders.known.add(path);
  }
  return path;
}

async function listFolders(client: ImapFlow): Promise<Set<string>> {
  const listed = await client.list();
  return new Set(listed.map(({ path }) => path));
}
