import { STORAGE_LENT_BYTES } from '../../provisioning/storage.js';

const GIGABYTE = 1_000_000_000;

/** `{ size: '4,20 Go', share: '42 %' }`: what a school stores, and the share of what the convention lends it. */
export function storageWords(sizeBytes: number): { size: string; share: string } {
  const size = (sizeBytes / GIGABYTE).toLocaleString('fr-FR', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const share = Math.round((sizeBytes / STORAGE_LENT_BYTES) * 100).toLocaleString('fr-FR');
  return { size: `${size}\u00a0Go`, share: `${share}\u00a0%` };
}
