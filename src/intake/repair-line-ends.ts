const LF = 0x0a;
const CR = 0x0d;

/** Old Macintosh software ends lines with CR alone: without one LF in its head, a message is read with CR as its line end. */
export function repairLineEnds(raw: Uint8Array): Uint8Array {
  const firstReturn = raw.indexOf(CR);
  if (firstReturn < 0 || (firstReturn + 1 < raw.length && raw[firstReturn + 1] === LF)) return raw;
  const head = raw.subarray(0, 16_384);
  if (head.includes(LF)) return raw;
  return raw.map((byte) => (byte === CR ? LF : byte));
}

/** Nothing precedes the header of a message, whatever some gateways put there. */
export function skipBlankLines(raw: Uint8Array): Uint8Array {
  let at = 0;
  while (raw[at] === LF || raw[at] === CR) at += 1;
  return raw.subarray(at);
}
