import { decodeUnknown } from './decode-charset.js';
import { readCompoundFile, type Storage } from './read-compound-file.js';

/** A file attached to a message that Outlook saved on its own (.msg, MS-OXMSG). */
export type MsgFile = { name: string; read(): Uint8Array; embedded: Storage | null };
export type Msg = { body: string; files: MsgFile[] };

const MAX_FILES = 200;

/** Opens a .msg file, or null when its structure is broken. */
export function openMsg(bytes: Uint8Array): Storage | null {
  return readCompoundFile(bytes);
}

/** The text and the files of a saved message, or of one attached to it. */
export function readMsg(message: Storage): Msg {
  const attachments = [...message.storages].filter(([name]) => name.startsWith('__attach_version1.0_'));
  const files = attachments
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .slice(0, MAX_FILES)
    .map(([, storage]) => ({
      name: text(storage, '3707') || text(storage, '3704') || text(storage, '3001'),
      read: storage.streams.get('__substg1.0_37010102') ?? (() => Buffer.alloc(0)),
      embedded: storage.storages.get('__substg1.0_3701000D') ?? null,
    }));
  return { body: text(message, '1000'), files };
}

/** Text of a property: UTF-16, or the code page's. */
function text(storage: Storage, property: string): string {
  const unicode = storage.streams.get(`__substg1.0_${property}001F`);
  if (unicode !== undefined) return Buffer.from(unicode()).toString('utf16le').replace(/\0+$/, '');
  const narrow = storage.streams.get(`__substg1.0_${property}001E`);
  return narrow === undefined ? '' : decodeUnknown(narrow()).replace(/\0+$/, '');
}
