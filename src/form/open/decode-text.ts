import { decodeCodePage850 } from '../../kernel/code-page-850.js';
import { windowsByte, withWindowsPunctuation } from '../../kernel/windows-1252.js';

/** Text of unknown charset: the BOM, else the place of zeros, else valid UTF-8, else Mac Roman, code page 850 or Windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  const charset = guessCharset(bytes);
  if (charset === 'cp850') return decodeCodePage850(bytes);
  const text = new TextDecoder(charset).decode(bytes).replace(/^\ufeff/, '');
  return charset === 'windows-1252' ? withLigatures(withWindowsPunctuation(text)) : decodedOnce(text);
}

/** « SecrÃ©taire »: UTF-8 once opened as Windows-1252, then saved. Undone when all the text can be, and left as it is otherwise. */
function decodedOnce(text: string): string {
  if (!/Ã[\u0080-¿‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/.test(text)) return text;
  const bytes: number[] = [];
  for (const letter of text) {
    const byte = windowsByte(letter);
    if (byte === null) return text;
    bytes.push(byte);
  }
  const whole = Uint8Array.from(bytes);
  return isUtf8(whole) ? new TextDecoder('utf-8').decode(whole).replace(/^\ufeff/, '') : text;
}

/** A csv of ISO-8859-15 writes œ and Œ with the bytes of ½ and ¼, which touch no letter elsewhere. */
function withLigatures(text: string): string {
  return text.replace(/½(?=\p{Ll})/gu, 'œ').replace(/¼(?=\p{L})/gu, 'Œ');
}

function guessCharset(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const sample = Math.min(bytes.length, 2000);
  for (let index = 0; index < sample; index++) if (bytes[index] === 0) zeros[index % 2]!++;
  if (zeros[1]! > sample / 4) return 'utf-16le';
  if (zeros[0]! > sample / 4) return 'utf-16be';
  if (isUtf8(bytes)) return 'utf-8';
  const mac = accents(bytes, MAC_ACCENTS);
  const windows = accents(bytes, WINDOWS_ACCENTS);
  if (accents(bytes, DOS_ACCENTS) > Math.max(mac, windows)) return 'cp850';
  return mac > windows ? 'macintosh' : 'windows-1252';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** é è ê ë à â ç ô î ï û ù É and the apostrophe ’ in each charset. */
const MAC_ACCENTS = new Set([
  0x8e, 0x8f, 0x90, 0x91, 0x88, 0x89, 0x8d, 0x99, 0x94, 0x95, 0x9e, 0x9d, 0x83, 0xd5,
]);
const DOS_ACCENTS = new Set([
  0x82, 0x8a, 0x88, 0x89, 0x85, 0x83, 0x87, 0x93, 0x8c, 0x8b, 0x96, 0x97, 0x90, 0xf8,
]);
const WINDOWS_ACCENTS = new Set([
  0xe9, 0xe8, 0xea, 0xeb, 0xe0, 0xe2, 0xe7, 0xf4, 0xee, 0xef, 0xfb, 0xf9, 0xc9, 0x92, 0xb0, 0xa0,
]);

function accents(bytes: Uint8Array, of: ReadonlySet<number>): number {
  let count = 0;
  for (const byte of bytes) if (of.has(byte)) count++;
  return count;
}
