/** Tags of BER: what we walk through, and the two forms an OCTET STRING takes. */
const SEQUENCE = 0x30;
const OBJECT_IDENTIFIER = 0x06;
const EXPLICIT_CONTENT = 0xa0;
const OCTET_STRING = 0x04;
const OCTET_STRINGS = 0x24;

/** pkcs7-signedData, 1.2.840.113549.1.7.2. */
const SIGNED_DATA = '2a864886f70d010702';
const MAX_PIECES = 100_000;

/**
 * The MIME entity inside an opaque S/MIME signature (RFC 8551 §3.5.2): signed for all to read, not encrypted. The signature is not
 * verified. Null for anything else.
 */
export function readSignedContent(bytes: Uint8Array): Uint8Array | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const contentInfo = readElement(view, 0);
  if (contentInfo?.tag !== SEQUENCE) return null;
  const [type, content] = readChildren(view, contentInfo);
  if (type?.tag !== OBJECT_IDENTIFIER || view.toString('hex', type.start, type.end) !== SIGNED_DATA)
    return null;
  const signedData = content?.tag === EXPLICIT_CONTENT ? readChildren(view, content)[0] : undefined;
  if (signedData === undefined) return null;
  const encapsulated = readChildren(view, signedData)[2];
  const wrapped = encapsulated === undefined ? undefined : readChildren(view, encapsulated)[1];
  if (wrapped?.tag !== EXPLICIT_CONTENT) return null;
  const octets = readChildren(view, wrapped)[0];
  return octets === undefined ? null : joinOctets(view, octets);
}

type Element = { tag: number; start: number; end: number; next: number };

function joinOctets(view: Buffer, element: Element): Uint8Array | null {
  if (element.tag === OCTET_STRING) return view.subarray(element.start, element.end);
  if (element.tag !== OCTET_STRINGS) return null;
  const pieces = readChildren(view, element);
  if (pieces.some(({ tag }) => tag !== OCTET_STRING)) return null;
  return Buffer.concat(pieces.map(({ start, end }) => view.subarray(start, end)));
}

function readChildren(view: Buffer, parent: Element): Element[] {
  const children: Element[] = [];
  let at = parent.start;
  while (at < parent.end && children.length < MAX_PIECES) {
    const child = readElement(view, at);
    if (child === null || child.next <= at || (child.tag === 0 && child.start === child.end)) break;
    children.push(child);
    at = child.next;
  }
  return children;
}

const MAX_INDEFINITE_DEPTH = 12;

/** One element: a definite length, or the indefinite one that ends with two zeros. */
function readElement(view: Buffer, at: number, depth = 0): Element | null {
  if (at + 2 > view.length) return null;
  const tag = view[at]!;
  const first = view[at + 1]!;
  if (first === 0x80) return readIndefinite(view, tag, at + 2, depth);
  const size = first < 0x80 ? 0 : first & 0x7f;
  if (size > 4 || at + 2 + size > view.length) return null;
  const length = size === 0 ? first : view.readUIntBE(at + 2, size);
  const start = at + 2 + size;
  const end = Math.min(start + length, view.length);
  return { tag, start, end, next: end };
}

function readIndefinite(view: Buffer, tag: number, start: number, depth: number): Element | null {
  if (depth > MAX_INDEFINITE_DEPTH) return null;
  let at = start;
  while (at + 1 < view.length) {
    if (view[at] === 0 && view[at + 1] === 0) return { tag, start, end: at, next: at + 2 };
    const child = readElement(view, at, depth + 1);
    if (child === null || child.next <= at) return null;
    at = child.next;
  }
  return { tag, start, end: view.length, next: view.length };
}
