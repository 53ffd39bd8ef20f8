import type { FoundDocument } from './sorted-message.js';

/** What came out of a container; `isComplete` is false when a limit or damage hid something. */
export type OpenedContainer = { documents: FoundDocument[]; isComplete: boolean };

/** What may still come out of a container: bytes, files, messages inside messages. */
export type ContainerLimits = { bytesLeft: number; filesLeft: number; levelsLeft: number };

/** Pictures in a winmail.dat or a saved message are those of the signature. */
export function isPicture(type: string): boolean {
  return ['png', 'gif', 'bmp', 'jpeg', 'svg', 'vcf', 'ics'].includes(type);
}
