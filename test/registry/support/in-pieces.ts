/** A file as a stream gives it: in pieces that cut lines and letters anywhere. */
export async function* inPieces(content: string | Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  for (let start = 0; start < bytes.length; start += length) yield bytes.subarray(start, start + length);
}
