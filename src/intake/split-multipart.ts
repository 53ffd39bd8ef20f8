const LF = 0x0a;
const CR = 0x0d;
const DASH = 0x2d;

/** A body cut at its boundary lines: the entities between them, in order. A missing closing boundary ends at the end. */
export function splitMultipart(body: Uint8Array, boundary: string, maxParts: number): Uint8Array[] {
  const view = Buffer.from(body.buffer, body.byteOffset, body.length);
  const delimiter = Buffer.from(`--${boundary}`, 'utf8');
  const entities: Uint8Array[] = [];
  let entityStart = -1;
  let at = view.indexOf(delimiter);
  while (at >= 0) {
    const line = readDelimiterLine(view, at, delimiter.length);
    if (line !== null) {
      if (entityStart >= 0)
        entities.push(view.subarray(entityStart, Math.max(entityStart, beforeLineEnd(view, at))));
      if (line.isClosing || entities.length >= maxParts) return entities;
      entityStart = line.end;
    }
    at = view.indexOf(delimiter, at + delimiter.length);
  }
  if (entityStart >= 0 && entityStart < view.length) entities.push(view.subarray(entityStart));
  return entities;
}

/** The boundary a multipart without the parameter uses: its first line that begins with two dashes and stands above the header
 * of a part. */
export function guessBoundary(body: Uint8Array): string | null {
  const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 4_096)).toString('latin1');
  return /^--([^\s-][^\r\n]{0,70}?)[ \t]*\r?\n(?=Content-|\r?\n)/im.exec(start)?.[1] ?? null;
}

function readDelimiterLine(
  view: Buffer,
  at: number,
  length: number,
): { isClosing: boolean; end: number } | null {
  if (at > 0 && view[at - 1] !== LF) return null;
  let end = at + length;
  const isClosing = view[end] === DASH && view[end + 1] === DASH;
  if (isClosing) end += 2;
  while (view[end] === 0x20 || view[end] === 0x09 || view[end] === CR) end += 1;
  if (end < view.length && view[end] !== LF) return isClosing ? { isClosing, end } : null;
  return { isClosing, end: Math.min(end + 1, view.length) };
}

/** The line end before a boundary belongs to the boundary. */
function beforeLineEnd(view: Buffer, at: number): number {
  let end = at;
  if (end > 0 && view[end - 1] === LF) end -= 1;
  while (end > 0 && view[end - 1] === CR) end -= 1;
  return end;
}
