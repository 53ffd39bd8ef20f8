import { openDocument } from './open/open-document.js';
import { readForm } from './read-form.js';
import type { Reading } from './reading.js';
import { refusedReading } from './refused-reading.js';

/** Reads one document as a registration form. Never throws for what the bytes contain; run it in a child process. */
export async function readDocument({ bytes }: { name: string; bytes: Uint8Array }): Promise<Reading> {
  try {
    const opened = openDocument(bytes);
    if (!opened.ok) return refusedReading(opened.failure.code, opened.failure.message);
    return readForm(opened.value);
  } catch (error) {
    if (error instanceof Error && /password|encrypted/i.test(error.message)) {
      return refusedReading(
        'encrypted',
        'Le fichier est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis renvoyez-le.',
      );
    }
    return refusedReading(
      'unreadable',
      'Le fichier est abîmé ou incomplet. Ouvrez-le sur votre poste, enregistrez-le de nouveau, puis renvoyez-le.',
    );
  }
}
