import { CFB } from 'xlsx';

/** Builds an Outlook message saved as a file (.msg), on a real compound file. */
export function aMsg({
  body = 'Bonjour',
  files,
}: {
  body?: string;
  files: { name: string; bytes: Buffer }[];
}): Buffer {
  const container = CFB.utils.cfb_new();
  const add = (path: string, bytes: Buffer) => CFB.utils.cfb_add(container, path, bytes);
  add('/__properties_version1.0', Buffer.alloc(32));
  add('/__substg1.0_1000001F', Buffer.from(body, 'utf16le'));
  for (const [index, { name, bytes }] of files.entries()) {
    const folder = `/__attach_version1.0_#0000000${index}`;
    add(`${folder}/__properties_version1.0`, Buffer.alloc(8));
    add(`${folder}/__substg1.0_3707001F`, Buffer.from(name, 'utf16le'));
    add(`${folder}/__substg1.0_37010102`, bytes);
  }
  return Buffer.from(CFB.write(container, { type: 'buffer' }) as Buffer);
}
