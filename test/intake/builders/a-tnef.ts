export type TnefAttachment = { title: string; longName?: string; bytes?: Buffer; embedded?: Buffer };

/** Builds a winmail.dat as Outlook writes it. */
export function aTnef(
  attachments: readonly TnefAttachment[],
  messageClass = 'IPM.Microsoft Mail.Note',
): Buffer {
  const head = Buffer.alloc(6);
  head.writeUInt32LE(0x223e9f78, 0);
  head.writeUInt16LE(1, 4);
  const codePage = Buffer.alloc(8);
  codePage.writeUInt32LE(1252, 0);
  return Buffer.concat([
    head,
    attribute(1, 0x00069007, codePage),
    attribute(1, 0x00078008, Buffer.from(`${messageClass}\0`, 'latin1')),
    ...attachments.flatMap((attachment) => [
      attribute(2, 0x00069002, Buffer.alloc(14)),
      attribute(2, 0x00018010, Buffer.from(`${attachment.title}\0`, 'latin1')),
      ...(attachment.bytes === undefined ? [] : [attribute(2, 0x0006800f, attachment.bytes)]),
      attribute(2, 0x00069005, properties(attachment)),
    ]),
  ]);
}

function attribute(level: number, id: number, content: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(level, 0);
  head.writeUInt32LE(id, 1);
  head.writeUInt32LE(content.length, 5);
  const sum = Buffer.alloc(2);
  sum.writeUInt16LE(content.reduce((total, byte) => (total + byte) & 0xffff, 0));
  return Buffer.concat([head, content, sum]);
}

function properties({ longName, embedded }: TnefAttachment): Buffer {
  const list: Buffer[] = [longProperty(0x3705, 1)];
  if (longName !== undefined) list.push(variable(0x001f, 0x3707, Buffer.from(`${longName}\0`, 'utf16le')));
  if (embedded !== undefined)
    list.push(variable(0x000d, 0x3701, Buffer.concat([Buffer.alloc(16, 7), embedded])));
  const count = Buffer.alloc(4);
  count.writeUInt32LE(list.length);
  return Buffer.concat([count, ...list]);
}

function longProperty(id: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(3, 0);
  bytes.writeUInt16LE(id, 2);
  bytes.writeUInt32LE(value, 4);
  return bytes;
}

function variable(type: number, id: number, content: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(id, 2);
  head.writeUInt32LE(1, 4);
  head.writeUInt32LE(content.length, 8);
  return Buffer.concat([head, content, Buffer.alloc((4 - (content.length % 4)) % 4)]);
}
