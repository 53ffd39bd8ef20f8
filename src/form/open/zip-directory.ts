import { inflateRawSync } from 'node:zlib';

/** One file of a zip, as its central directory announces it. Nothing is inflated to know it. */
export type ZipEntry = {
  name: string;
  method: number;
  isEncrypted: boolean;
  compressedBytes: number;
  bytes: number;
  headerOffset: number;
};

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LONGEST_COMMENT = 65_557;

/** The entries of a zip, or null when its directory cannot be found (truncated, or not a zip). */
export function readZipDirectory(bytes: Uint8Array): ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) return null;

  const entries: ZipEntry[] = [];
  const count = view.getUint16(end + 10, true);
  let offset = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (offset + 46 > bytes.length || view.getUint32(offset, true) !== DIRECTORY_ENTRY) return null;
    const nameLength = view.getUint16(offset + 28, true);
    if (offset + 46 + nameLength > bytes.length) return null;
    entries.push(readEntry(view, bytes, offset, nameLength));
    offset += 46 + nameLength + view.getUint16(offset + 30, true) + view.getUint16(offset + 32, true);
  }
  return entries;
}

function findEnd(view: DataView): number | null {
  const earliest = Math.max(0, view.byteLength - LONGEST_COMMENT);
  for (let offset = view.byteLength - 22; offset >= earliest; offset--) {
    if (view.getUint32(offset, true) === END_OF_DIRECTORY) return offset;
  }
  return null;
}

function readEntry(view: DataView, bytes: Uint8Array, offset: number, nameLength: number): ZipEntry {
  return {
    name: Buffer.from(bytes.buffer, bytes.byteOffset + offset + 46, nameLength).toString('utf8'),
    method: view.getUint16(offset + 10, true),
    isEncrypted: (view.getUint16(offset + 8, true) & 1) === 1,
    compressedBytes: view.getUint32(offset + 20, true),
    bytes: view.getUint32(offset + 24, true),
    headerOffset: view.getUint32(offset + 42, true),
  };
}

/** The bytes of one entry; never more than `limit`, whatever the directory announces. Throws on a broken entry. */
export function inflateEntry(bytes: Uint8Array, entry: ZipEntry, limit: number): Buffer {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start =
    entry.headerOffset +
    30 +
    view.getUint16(entry.headerOffset + 26, true) +
    view.getUint16(entry.headerOffset + 28, true);
  const packed = Buffer.from(
    bytes.buffer,
    bytes.byteOffset + start,
    Math.min(entry.compressedBytes, bytes.length - start),
  );
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new Error('Unknown compression');
  return inflateRawSync(packed, { maxOutputLength: limit });
}
