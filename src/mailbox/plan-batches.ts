import type { ListedMessage } from './list-messages.js';

type BatchBounds = { batchMaxMessages: number; batchMaxBytes: number };

/**
 * Cuts a list into batches bounded in count and in bytes, in the order given. A message larger than `batchMaxBytes`
 * travels alone, and so does each one that `mustTravelAlone`; those come last, so that they hold up nobody.
 */
export function planBatches(
  messages: readonly ListedMessage[],
  bounds: BatchBounds,
  mustTravelAlone: (uid: number) => boolean = () => false,
): ListedMessage[][] {
  const batches: ListedMessage[][] = [];
  const alone: ListedMessage[][] = [];
  let current: ListedMessage[] = [];
  let bytes = 0;
  for (const message of messages) {
    if (mustTravelAlone(message.uid)) {
      alone.push([message]);
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
  return [...batches, ...alone];
}
