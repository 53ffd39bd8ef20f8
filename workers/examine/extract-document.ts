import type { ExaminePool } from './examine.js';
import type { ExamineNote, ExamineSettings } from './task.js';

/** The bytes of one document of a kept message, taken out again by a child; null when it cannot be had. */
export async function extractDocument(
  pool: ExaminePool,
  raw: Buffer,
  path: string,
  settings: ExamineSettings,
): Promise<Uint8Array | null> {
  let bytes: Uint8Array | null = null;
  const input = { raw, settings, receivedAt: new Date(), isLastTry: true, skip: [], extract: path };
  await pool.run(input, (note) => {
    const told = note as ExamineNote;
    if (told.found === 'document') bytes = told.bytes;
  });
  return bytes;
}
