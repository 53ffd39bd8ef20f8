import { deflateRawSync } from 'node:zlib';
import { crc32 } from './crc32.js';

export type ZipFile = {
  name: string | Uint8Array;
  bytes: Uint8Array | string;
  isEncrypted?: boolean;
  isDeflated?: boolean;
  /** A size the directory claims instead of the true one. */
  claimedSize?: number;
};

/** Builds a real zip archive in memory. */
export function aZip(files: readonly ZipFile[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.name as string);
    const bytes = Buffer.from(file.bytes as string);
    const packed = file.isDeflated === true ? deflateRawSync(bytes) : bytes;
    const flags = (file.isEncrypted === true ? 1 : 0) | (typeof file.name === 'string' ? 0x800 : 0);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(file.isDeflated === true ? 8 : 0, 4);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(file.claimedSize ?? bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
