import { unzipSync, type Zippable, zipSync } from 'fflate';
import { NotEditable } from './xml-tree.js';

/** The files inside an office file, by path. */
export type Parts = Map<string, Uint8Array>;

const MOST_PARTS = 2_000;
const MOST_BYTES = 80 * 2 ** 20;

/** Opens a zip within limits: a bomb is refused before it unfolds, so the caller rebuilds the workbook instead. */
export function readParts(bytes: Uint8Array): Parts {
  let parts = 0;
  let total = 0;
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      parts += 1;
      total += originalSize;
      if (parts > MOST_PARTS || total > MOST_BYTES) throw new NotEditable('too large');
      return !name.endsWith('/');
    },
  });
  return new Map(Object.entries(files).map(([name, content]) => [tidyPath(name), content]));
}

function tidyPath(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '');
}

/** The same instant in every file we write, so that the same workbook is always the same bytes. */
const WRITTEN_AT = '2026-01-01T12:00:00';

/** Zips the parts in their order. OpenDocument wants `mimetype` first and not compressed. */
export function writeParts(parts: Parts): Uint8Array {
  const files: Zippable = {};
  for (const [path, content] of parts) {
    files[path] = [content, { level: path === 'mimetype' ? 0 : 6, mtime: WRITTEN_AT }];
  }
  return zipSync(files);
}

const utf8 = new TextEncoder();

export function encodePart(text: string): Uint8Array {
  return utf8.encode(text);
}

/** The text of a part: UTF-8 nearly always, UTF-16 when its first bytes say so. */
export function decodePart(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  return text.replace(/^(<\?xml[^>]*?encoding=)["'][^"']*["']/, '$1"UTF-8"');
}
