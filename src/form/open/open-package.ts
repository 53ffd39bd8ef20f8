import { inflateEntry, readZipDirectory, type ZipEntry } from './zip-directory.js';

/** The parts of an office document, inflated one at a time and only when asked for. */
export type Package = {
  names: readonly string[];
  /** The text of a part, or null when there is none. Throws when it is broken or too large. */
  read(name: string): string | null;
};

/** An office document has some tens of parts; its largest, inflated, some megabytes. */
const MOST_ENTRIES = 5_000;
const MOST_BYTES_OF_A_PART = 60 * 1024 * 1024;
const MOST_BYTES = 150 * 1024 * 1024;

/** Too many parts, or parts that inflate to more than any form: nothing is inflated. */
export class TooLarge extends Error {}

export class Encrypted extends Error {}

export function openPackage(bytes: Uint8Array): Package {
  const entries = readZipDirectory(bytes);
  if (entries === null) throw new Error('Broken zip');
  guard(entries);
  const byName = new Map(entries.map((entry) => [entry.name.replaceAll('\\', '/').toLowerCase(), entry]));
  return {
    names: [...byName.keys()],
    read(name) {
      const entry = byName.get(name.toLowerCase());
      return entry === undefined ? null : inflateText(bytes, entry);
    },
  };
}

function guard(entries: readonly ZipEntry[]): void {
  if (entries.length > MOST_ENTRIES) throw new TooLarge('Too many parts');
  if (entries.some(({ isEncrypted }) => isEncrypted)) throw new Encrypted('Encrypted zip');
  const announced = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (announced > MOST_BYTES) throw new TooLarge('Inflates too much');
}

function inflateText(bytes: Uint8Array, entry: ZipEntry): string {
  try {
    const part = inflateEntry(bytes, entry, MOST_BYTES_OF_A_PART);
    const isUtf16 = (part[0] === 0xff && part[1] === 0xfe) || (part[0] === 0xfe && part[1] === 0xff);
    return isUtf16
      ? new TextDecoder(part[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(part)
      : part.toString('utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw new TooLarge('Inflates too much');
    throw error;
  }
}
