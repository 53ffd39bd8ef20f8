/** What the convention lends each school: 10 GB of 1,000,000,000 bytes (convention de 2019, annexe 1). */
export const STORAGE_LENT_BYTES = 10_000_000_000;

/** Pure: whether a school stores more than it was lent. */
export function isStorageExceeded(sizeBytes: number): boolean {
  return sizeBytes > STORAGE_LENT_BYTES;
}
