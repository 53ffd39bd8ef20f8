import { TextDecoder } from 'node:util';
import { decodeCodePage850 } from '../kernel/code-page-850.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A file name in a zip: UTF-8 when flagged or valid as such, else code page 850. */
export function decodeOemName(bytes: Uint8Array, isUtf8: boolean): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return isUtf8 ? Buffer.from(bytes).toString('utf8') : decodeCodePage850(bytes);
  }
}
