const HEX = Buffer.from('0123456789ABCDEF');
const LONGEST_LINE = 76;
const EQUALS = 0x3d;
const CR = 0x0d;
const LF = 0x0a;
const SPACE = 0x20;
const TAB = 0x09;

/** Quoted-printable (RFC 2045 §6.7) of a UTF-8 text, lines ending in CRLF: ASCII whatever the server accepts. */
export function quotedPrintable(text: string): Buffer {
  const bytes = Buffer.from(text);
  const out = Buffer.allocUnsafe(
    bytes.length * 3 + Math.ceil((bytes.length * 3) / (LONGEST_LINE - 3)) * 3 + 3,
  );
  let at = 0;
  let column = 0;
  const softBreak = () => {
    out[at++] = EQUALS;
    out[at++] = CR;
    out[at++] = LF;
    column = 0;
  };
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index]!;
    if (byte === LF) {
      out[at++] = CR;
      out[at++] = LF;
      column = 0;
      continue;
    }
    if (byte === CR && bytes[index + 1] === LF) continue;
    const isLast = index + 1 === bytes.length || bytes[index + 1] === LF || bytes[index + 1] === CR;
    const isBlank = byte === SPACE || byte === TAB;
    if ((byte > SPACE && byte < 0x7f && byte !== EQUALS) || (isBlank && !isLast)) {
      if (column + 1 >= LONGEST_LINE) softBreak();
      out[at++] = byte;
      column += 1;
    } else {
      if (column + 3 >= LONGEST_LINE) softBreak();
      out[at++] = EQUALS;
      out[at++] = HEX[byte >> 4]!;
      out[at++] = HEX[byte & 15]!;
      column += 3;
    }
  }
  return out.subarray(0, at);
}
