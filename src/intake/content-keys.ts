import { createHash } from 'node:crypto';
import type { FoundDocument } from './sorted-message.js';

/** SHA-256 of some bytes, in lower-case hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * One key for all the documents of a message, whatever their order, names and encodings: the same attachments sent again, in another
 * letter, have the same key. Null when there is no document. A body is compared by its words: quoting and wrapping change with each sending.
 */
export function documentsKey(documents: readonly FoundDocument[]): string | null {
  if (documents.length === 0) return null;
  const digests = documents.map((document) =>
    document.type === 'body' ? wordsDigest(document.bytes) : sha256(document.bytes),
  );
  return sha256(Buffer.from([...new Set(digests)].sort().join('\n')));
}

function wordsDigest(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('utf8').normalize('NFC');
  return sha256(
    Buffer.from(
      text
        .replace(/^[>\s]+/gm, '')
        .replace(/\s+/g, ' ')
        .trim(),
    ),
  );
}
