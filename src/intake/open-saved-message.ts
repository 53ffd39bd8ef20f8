import { cleanFileName } from './clean-text.js';
import { hasFormLabels } from './has-form-labels.js';
import { type ContainerLimits, isPicture, type OpenedContainer } from './opened-container.js';
import type { Storage } from './read-compound-file.js';
import { openMsg, readMsg } from './read-msg.js';
import { sniffType } from './sniff-type.js';
import type { FoundDocument } from './sorted-message.js';

/** The documents inside an Outlook message saved as a file; itself when it is broken. `limits` are used up. */
export function openSavedMessage(document: FoundDocument, limits: ContainerLimits): OpenedContainer {
  const message = openMsg(document.bytes);
  if (message === null) return { documents: [document], isComplete: false };
  const opened: OpenedContainer = { documents: [], isComplete: true };
  addSavedMessage(message, `${document.path}/${document.name}`, limits.levelsLeft, opened, limits);
  return opened;
}

/** Its text counts as a body, number 0, when it asks the form's questions. */
function addSavedMessage(
  message: Storage,
  path: string,
  levelsLeft: number,
  opened: OpenedContainer,
  limits: ContainerLimits,
): void {
  const { body, files } = readMsg(message);
  if (hasFormLabels(body)) {
    opened.documents.push({ name: 'message.txt', type: 'body', path: `${path}/0`, bytes: Buffer.from(body) });
  }
  for (const [index, { name, read, embedded }] of files.entries()) {
    const inside = `${path}/${index + 1}`;
    limits.filesLeft -= 1;
    if (limits.filesLeft < 0 || limits.bytesLeft <= 0 || (embedded !== null && levelsLeft === 0)) {
      opened.isComplete = false;
      return;
    }
    if (embedded !== null) {
      addSavedMessage(embedded, inside, levelsLeft - 1, opened, limits);
      continue;
    }
    const bytes = read();
    limits.bytesLeft -= bytes.length;
    const type = sniffType(bytes);
    if (isPicture(type)) continue;
    opened.documents.push({
      name: cleanFileName(name) ?? `document-${index + 1}`,
      type,
      path: inside,
      bytes,
    });
  }
}
