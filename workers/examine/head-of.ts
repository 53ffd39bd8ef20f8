/** Longest header taken; a real one is a tenth of this. */
const MOST_BYTES = 256 * 1024;

/** The headers of a raw message, without its body. */
export function headOf(raw: Buffer): Buffer {
  const start = raw.subarray(0, MOST_BYTES);
  const end = /\r?\n\r?\n|\r\r/.exec(start.toString('latin1'));
  return end === null ? start : start.subarray(0, end.index + end[0].length);
}
