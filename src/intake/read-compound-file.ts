/** A storage of a compound file (MS-CFB): its streams and its storages, by name. */
export type Storage = { streams: Map<string, () => Uint8Array>; storages: Map<string, Storage> };

const FREE = 0xfffffffa;
const ENTRY_BYTES = 128;
const MAX_ENTRIES = 5_000;

type Layout = {
  view: Buffer;
  sectorBytes: number;
  fat: number[];
  miniFat: number[];
  miniStream: Buffer;
  miniCutoff: number;
};
type Entry = {
  name: string;
  kind: number;
  left: number;
  right: number;
  child: number;
  start: number;
  size: number;
};

/** Reads the directory of a compound file; streams are read when asked for. Null when it is broken beyond its first sector. */
export function readCompoundFile(bytes: Uint8Array): Storage | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.length < 1_536 || view.readUInt32BE(0) !== 0xd0cf11e0) return null;
  const shift = view.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return null;
  const layout: Layout = {
    view,
    sectorBytes: 1 << shift,
    fat: [],
    miniFat: [],
    miniStream: Buffer.alloc(0),
    miniCutoff: view.readUInt32LE(56),
  };
  layout.fat = readFat(layout);
  const entries = readEntries(readChain(layout, view.readUInt32LE(48)));
  const root = entries[0];
  if (root === undefined || root.kind !== 5) return null;
  layout.miniFat = numbers(readChain(layout, view.readUInt32LE(60)));
  layout.miniStream = readChain(layout, root.start).subarray(0, root.size);
  return readStorage(layout, entries, root, new Set());
}

/** A file of n sectors has n / 128 of them for its table, or a few more: a list that claims otherwise is cut there. */
function readFat(layout: Layout): number[] {
  const { view, sectorBytes } = layout;
  const most = Math.ceil((view.length * 4) / sectorBytes ** 2) + 1;
  const sectors = Array.from({ length: 109 }, (_, index) => view.readUInt32LE(76 + index * 4));
  let next = view.readUInt32LE(68);
  while (next < FREE && sectors.length < most) {
    const more = numbers(sector(layout, next));
    if (more.length === 0) break;
    sectors.push(...more.slice(0, -1));
    next = more.at(-1)!;
  }
  const used = sectors.filter((index) => index < FREE).slice(0, most);
  return used.flatMap((index) => numbers(sector(layout, index)));
}

function sector({ view, sectorBytes }: Layout, index: number): Buffer {
  return view.subarray((index + 1) * sectorBytes, (index + 2) * sectorBytes);
}

function numbers(bytes: Buffer): number[] {
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => bytes.readUInt32LE(index * 4));
}

/** The sectors of a chain, in order, `size` bytes at most; a chain that turns in circles ends with the file's own size. */
function readChain(layout: Layout, start: number, size = layout.view.length): Buffer {
  const chunks: Buffer[] = [];
  let at = start;
  for (let left = Math.min(size, layout.view.length) / layout.sectorBytes; at < FREE && left > 0; left -= 1) {
    chunks.push(sector(layout, at));
    at = layout.fat[at] ?? FREE;
  }
  return Buffer.concat(chunks);
}

function readMiniChain(layout: Layout, start: number, size: number): Buffer {
  const chunks: Buffer[] = [];
  let at = start;
  for (let left = Math.min(size, layout.miniStream.length) / 64; at < FREE && left > 0; left -= 1) {
    chunks.push(layout.miniStream.subarray(at * 64, at * 64 + 64));
    at = layout.miniFat[at] ?? FREE;
  }
  return Buffer.concat(chunks);
}

function readEntries(directory: Buffer): Entry[] {
  const count = Math.min(Math.floor(directory.length / ENTRY_BYTES), MAX_ENTRIES);
  return Array.from({ length: count }, (_, index) => {
    const entry = directory.subarray(index * ENTRY_BYTES, (index + 1) * ENTRY_BYTES);
    return {
      name: entry.toString('utf16le', 0, Math.min(64, Math.max(0, entry.readUInt16LE(64) - 2))),
      kind: entry[66]!,
      left: entry.readUInt32LE(68),
      right: entry.readUInt32LE(72),
      child: entry.readUInt32LE(76),
      start: entry.readUInt32LE(116),
      size: entry.readUInt32LE(120),
    };
  });
}

/** Each entry is visited once, so a directory that turns in circles ends. */
function readStorage(layout: Layout, entries: readonly Entry[], storage: Entry, seen: Set<number>): Storage {
  const found: Storage = { streams: new Map(), storages: new Map() };
  const toVisit = [storage.child];
  while (toVisit.length > 0) {
    const index = toVisit.pop()!;
    const entry = entries[index];
    if (entry === undefined || seen.has(index)) continue;
    seen.add(index);
    toVisit.push(entry.left, entry.right);
    if (entry.kind === 1) found.storages.set(entry.name, readStorage(layout, entries, entry, seen));
    if (entry.kind === 2) found.streams.set(entry.name, () => readStream(layout, entry));
  }
  return found;
}

function readStream(layout: Layout, { start, size }: Entry): Uint8Array {
  const bytes =
    size < layout.miniCutoff ? readMiniChain(layout, start, size) : readChain(layout, start, size);
  return bytes.subarray(0, size);
}
