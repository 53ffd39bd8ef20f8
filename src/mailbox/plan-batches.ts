import type { ListedMessage } from './list-messages.js';

type BatchBounds = { batchMaxMessages: number; batchMaxBytes: number };

/**
 * Cuts a list into batches bounded in count and in bytes, in the order given. A message larger than `batchMaxBytes`
 * travels alone. So does each one that failed before: last, those that failed most at the very end, to hold up nobody.
 */
export function planBatches(
  messages: readonly ListedMessage[],
  bounds: BatchBounds,
  failuresOf: (uid: number) => number = () => 0,
): ListedMessage[][] {
  const batches: ListedMessage[][] = [];
  const suspects: ListedMessage[] = [];
  let current: ListedMessage[] = [];
  let bytes = 0;
  for (const message of messages) {
    if (failuresOf(message.uid) > 0) {
      suspects.push(message);
      continue;
    }
    const isFull =
      current.length >= bounds.batchMaxMessages || bytes + message.sizeBytes > bounds.batchMaxBytes;
    if (isFull && current.length > 0) {
      batches.push(current);
      current = [];
      bytes = 0;
    }
    current.push(message);
    bytes += message.sizeBytes;
  }
  if (current.length > 0) batches.push(current);
  suspects.sort((a, b) => failuresOf(a.uid) - failuresOf(b.uid));
  return [...batches, ...suspects.map((suspect) => [suspect])];
}
