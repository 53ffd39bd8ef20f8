const encoder = new TextEncoder();

/** Octets of one line, its CRLF aside (RFC 5545 §3.1). */
const LONGEST = 75;

/** Cuts long lines between two characters; each piece but the first begins with a space. */
export function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let size = 0;
  for (const sign of line) {
    const octets = encoder.encode(sign).length;
    if (size + octets > LONGEST) {
      pieces.push(piece);
      [piece, size] = [' ', 1];
    }
    piece += sign;
    size += octets;
  }
  return [...pieces, piece].join('\r\n');
}

/** A TEXT value (RFC 5545 §3.3.11). Controls are left out, whatever line end was typed is one. */
export function textValue(text: string): string {
  return withoutControls(text.replace(/\r\n?/g, '\n'))
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');
}

/** A parameter's value, always quoted; a quote within is written as RFC 6868 says. */
export function parameterValue(text: string): string {
  const inner = withoutControls(text.replace(/\s+/g, ' ').trim()).replaceAll('^', '^^').replaceAll('"', "^'");
  return `"${inner}"`;
}

function withoutControls(text: string): string {
  return [...text.toWellFormed()].filter((sign) => sign === '\n' || !/\p{Cc}/u.test(sign)).join('');
}
