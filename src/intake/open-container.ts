import { cleanFileName } from './clean-text.js';
import { openSavedMessage } from './open-saved-message.js';
import { type ContainerLimits, isPicture, type OpenedContainer } from './opened-container.js';
import { readTnef } from './read-tnef.js';
import { readZipDirectory, readZipEntry, type ZipEntry } from './read-zip.js';
import { sniffType } from './sniff-type.js';
import type { FoundDocument } from './sorted-message.js';

/** All that may come out of one container, whatever it claims. */
const limits: ContainerLimits = { bytesLeft: 64 * 1024 * 1024, filesLeft: 100, levelsLeft: 3 };
/** Office files inside a zip shrink by 20 at most; only a bomb shrinks by 200. */
const MAX_RATIO = 200;

/**
 * The documents inside a winmail.dat, an Outlook message saved as a file, or a zip, one level deep; any other document is itself. A container that cannot be opened is
 * returned as it is, so that somebody sees it.
 */
export function openContainer(document: FoundDocument): OpenedContainer {
  if (document.type === 'tnef') return openTnef(document, document.bytes, document.path, limits.levelsLeft);
  if (document.type === 'zip') return openZip(document);
  if (document.type === 'msg') return openSavedMessage(document, { ...limits });
  return { documents: [document], isComplete: true };
}

function openTnef(
  document: FoundDocument,
  bytes: Uint8Array,
  path: string,
  levelsLeft: number,
): OpenedContainer {
  const tnef = readTnef(bytes);
  if (tnef === null) return { documents: [document], isComplete: false };
  const opened: OpenedContainer = { documents: [], isComplete: tnef.isComplete };
  for (const [index, file] of tnef.files.entries()) {
    const inside = `${path === document.path ? `${path}/${document.name}` : path}/${index + 1}`;
    if (file.embedded !== null && levelsLeft > 0) {
      const nested = openTnef(document, file.embedded, inside, levelsLeft - 1);
      opened.documents.push(...nested.documents);
      if (!nested.isComplete) opened.isComplete = false;
      continue;
    }
    const name = cleanFileName(file.name) ?? `document-${index + 1}`;
    const type = sniffType(file.bytes);
    if (isPicture(type)) continue;
    opened.documents.push({ name, type, path: inside, bytes: file.bytes });
  }
  return opened;
}

function openZip(document: FoundDocument): OpenedContainer {
  const entries = readZipDirectory(document.bytes)?.filter((entry) => !isSystemFile(entry.name));
  if (
    entries === undefined ||
    entries.some((entry) => entry.isEncrypted) ||
    isBomb(entries, document.bytes.length)
  ) {
    const isLocked = entries?.some((entry) => entry.isEncrypted) === true;
    return { documents: [{ ...document, type: isLocked ? 'encrypted' : 'zip' }], isComplete: false };
  }
  const documents: FoundDocument[] = [];
  let left = limits.bytesLeft;
  for (const [index, entry] of entries.slice(0, limits.filesLeft).entries()) {
    const bytes = readZipEntry(document.bytes, entry, left);
    if (bytes === null) return { documents: [...documents, document], isComplete: false };
    left -= bytes.length;
    const name = cleanFileName(entry.name) ?? `document-${index + 1}`;
    documents.push({
      name,
      type: sniffType(bytes),
      path: `${document.path}/${document.name}/${index + 1}`,
      bytes,
    });
  }
  return { documents, isComplete: entries.length <= limits.filesLeft };
}

function isSystemFile(name: string): boolean {
  return /(^|[\\/])(__MACOSX[\\/]|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)/i.test(name);
}

/** Judged on what the directory claims; what it does not say is caught while unpacking, which stops at `limits.bytesLeft`. */
function isBomb(entries: readonly ZipEntry[], packed: number): boolean {
  const claimed = entries.reduce((total, entry) => total + entry.size, 0);
  return claimed > limits.bytesLeft || (claimed > 1_000_000 && claimed > packed * MAX_RATIO);
}
