import { openAnyDocument } from './open/open-document.js';
import { unpackLines } from './read/unpack-lines.js';
import { viewSheet } from './read/view-sheet.js';

/**
 * How much a document speaks the words of the registration form: 0 for anything else, about 1 per label found, more for
 * the labels only it has. Of several documents, the form is the one with the highest score above `leastScore`.
 */
export async function looksLikeForm(bytes: Uint8Array): Promise<number> {
  try {
    const opened = await openAnyDocument(bytes);
    if (!opened.ok) return 0;
    const labels = unpackLines(opened.value).grid.sheets.flatMap((sheet) =>
      viewSheet(sheet).rows.flatMap(({ views }) => views.flatMap(({ pieces }) => pieces)),
    );
    return labels.reduce((score, piece) => {
      if (piece.kind !== 'label') return score;
      const { field, role } = piece.label;
      return (
        score +
        (field === 'other' || field === 'remark' ? 0 : 1) +
        (role === null || role === 'contact' ? 0 : 1)
      );
    }, 0);
  } catch {
    return 0;
  }
}

/** The lowest score of a document worth reading as a form. */
export const leastScore = 4;
