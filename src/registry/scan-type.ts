/** What a scan of a paper may be. */
export const scanTypes = ['pdf', 'png', 'jpeg'] as const;
export type ScanType = (typeof scanTypes)[number];

export const scanMediaTypes: Record<ScanType, string> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
};

const beginnings: Record<ScanType, readonly number[]> = {
  pdf: [0x25, 0x50, 0x44, 0x46, 0x2d],
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  jpeg: [0xff, 0xd8, 0xff],
};

/** The type of a scan by its first bytes, whatever its name says; null when it is none of them. */
export function scanTypeOf(bytes: Uint8Array): ScanType | null {
  return scanTypes.find((type) => beginnings[type].every((byte, at) => bytes[at] === byte)) ?? null;
}
