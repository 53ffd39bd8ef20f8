import { inflateRawSync } from 'node:zlib';
import { decodeOemName } from './decode-oem-name.js';

/** One file of an archive, as its central directory tells. Sizes are claims, not facts. */
export type ZipEntry = {
  name: string;
  isEncrypted: boolean;
  method: number;
  compressedSize: number;
  size: number;
  offset: number;
};

const END_RECORD = 0x06054b50;
const CENTRAL_RECORD = 0x02014b50;
const LOCAL_RECORD = 0x04034b50;
const MAX_ENTRIES = 5_000;

/** The files of a zip archive, folders left out, or null when it has no readable directory. */
export function readZipDirectory(bytes: Uint8Array): ZipEntry[] | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = findEndRecord(view);
  if (end < 0) return null;
  const entries: ZipEntry[] = [];
  let at = view.readUInt32LE(end + 16);
  const expected = Math.min(view.readUInt16LE(end + 10), MAX_ENTRIES);
  for (let index = 0; index < expected; index += 1) {
    if (at + 46 > view.length || view.readUInt32LE(at) !== CENTRAL_RECORD)
      return index === 0 ? null : entries;
    const nameLength = view.readUInt16LE(at + 28);
    const flags = view.readUInt16LE(at + 8);
    const name = decodeOemName(view.subarray(at + 46, at + 46 + nameLength), (flags & 0x800) !== 0);
    if (!name.endsWith('/')) {
      entries.push({
        name,
        isEncrypted: (flags & 1) !== 0,
        method: view.readUInt16LE(at + 10),
        compressedSize: view.readUInt32LE(at + 20),
        size: view.readUInt32LE(at + 24),
        offset: view.readUInt32LE(at + 42),
      });
    }
    at += 46 + nameLength + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32);
  }
  return entries;
}

/** Bytes of one entry, at most `maxBytes` of them; null when it is encrypted, broken, or bigger, whatever it claims. */
export function readZipEntry(bytes: Uint8Array, entry: ZipEntry, maxBytes: number): Uint8Array | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (entry.isEncrypted || entry.size > maxBytes) return null;
  if (entry.offset + 30 > view.length || view.readUInt32LE(entry.offset) !== LOCAL_RECORD) return null;
  const start =
    entry.offset + 30 + view.readUInt16LE(entry.offset + 26) + view.readUInt16LE(entry.offset + 28);
  const packed = view.subarray(start, start + entry.compressedSize);
  if (entry.method === 0) return packed.length <= maxBytes ? packed : null;
  if (entry.method !== 8) return null;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, maxBytes) });
  } catch {
    return null;
  }
}

/** The end record stands in the last 64 kB, before the archive's comment. */
function findEndRecord(view: Buffer): number {
  const first = Math.max(0, view.length - 22 - 0xffff);
  for (let at = view.length - 22; at >= first; at -= 1) {
    if (view[at] === 0x50 && view.readUInt32LE(at) === END_RECORD) return at;
  }
  return -1;
}
