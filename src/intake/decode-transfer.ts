/** Bytes of a part's body, its Content-Transfer-Encoding undone. An unknown encoding is taken as none (RFC 2045 §6.4 notwithstanding). */
export function decodeTransfer(body: Uint8Array, encoding: string | null): Uint8Array {
  switch ((encoding ?? '').replace(/[^a-z0-9-]/gi, '').toLowerCase()) {
    case 'base64':
      return decodeBase64(body);
    case 'quoted-printable':
      return decodeQuotedPrintable(body);
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
      return (
        decodeUuencode(Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1'))?.bytes ??
        body
      );
    default:
      return body;
  }
}

/** Node skips line ends and stray characters by itself, but stops at a padding: several blocks glued together are decoded one by one. */
function decodeBase64(body: Uint8Array): Uint8Array {
  const text = Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1');
  const padding = text.indexOf('=');
  if (
    padding < 0 ||
    /^[=\s]*$/.test(text.slice(padding, padding + 64)) ||
    !/[A-Za-z0-9+/]{4}/.test(text.slice(padding))
  )
    return Buffer.from(text, 'base64');
  return Buffer.concat(text.split(/=+\s*/).map((block) => Buffer.from(block, 'base64')));
}

const HEX = new Int8Array(256).fill(-1);
for (const [index, digit] of [...'0123456789ABCDEF'].entries()) {
  HEX[digit.charCodeAt(0)] = index;
  HEX[digit.toLowerCase().charCodeAt(0)] = index;
}

/** One pass over the bytes; soft line breaks and trailing blanks go, a broken escape is kept as written. */
function decodeQuotedPrintable(body: Uint8Array): Uint8Array {
  const decoded = Buffer.allocUnsafe(body.length);
  let length = 0;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at]!;
    if (byte !== 0x3d) {
      decoded[length] = byte;
      length += 1;
      continue;
    }
    const softBreak = softBreakEnd(body, at + 1);
    if (softBreak > 0) {
      at = softBreak;
      continue;
    }
    const high = HEX[body[at + 1] ?? 0]!;
    const low = HEX[body[at + 2] ?? 0]!;
    decoded[length] = high < 0 || low < 0 ? byte : high * 16 + low;
    length += 1;
    if (high >= 0 && low >= 0) at += 2;
  }
  return decoded.subarray(0, length);
}

/** Position of the LF that ends a soft break beginning after `=`, or -1. */
function softBreakEnd(body: Uint8Array, from: number): number {
  let at = from;
  while (body[at] === 0x20 || body[at] === 0x09 || body[at] === 0x0d) at += 1;
  if (at >= body.length) return body.length;
  return body[at] === 0x0a ? at : -1;
}

const uuBegin = /^begin [0-7]{3,4} ([^\r\n]{1,255})\r?$/m;

/** The first uuencoded file in a text, or null. */
export function decodeUuencode(text: string): { name: string; bytes: Uint8Array; end: number } | null {
  const begin = uuBegin.exec(text);
  if (begin === null) return null;
  const chunks: Buffer[] = [];
  let at = begin.index + begin[0].length + 1;
  while (at < text.length) {
    const lineEnd = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at);
    const line = text.slice(at, lineEnd).replace(/\r$/, '');
    at = lineEnd + 1;
    if (line === 'end') break;
    if (line !== '' && line !== '`') chunks.push(decodeUuLine(line));
  }
  return { name: begin[1]!.trim(), bytes: Buffer.concat(chunks), end: at };
}

function decodeUuLine(line: string): Buffer {
  const length = (line.charCodeAt(0) - 32) & 63;
  const decoded = Buffer.alloc(Math.ceil((line.length - 1) / 4) * 3);
  for (let from = 1, to = 0; from < line.length; from += 4, to += 3) {
    const [a, b, c, d] = [0, 1, 2, 3].map((offset) => ((line.charCodeAt(from + offset) || 32) - 32) & 63);
    decoded[to] = (a! << 2) | (b! >> 4);
    decoded[to + 1] = ((b! & 15) << 4) | (c! >> 2);
    decoded[to + 2] = ((c! & 3) << 6) | d!;
  }
  return decoded.subarray(0, length);
}
