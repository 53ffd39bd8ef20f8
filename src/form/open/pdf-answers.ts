import type { TextItem } from './pdf-words.js';

/** What pdf.js tells of something laid over a page; `rect` in points: left, bottom, right, top. */
export type Annotation = {
  subtype?: string;
  fieldType?: string;
  fieldValue?: unknown;
  contentsObj?: { str?: string };
  textContent?: readonly string[];
  rect?: readonly number[];
  annotationFlags?: number;
  defaultAppearanceData?: { fontSize?: number };
};

/** Invisible, hidden, or kept from the screen (ISO 32000-1, table 165). */
const UNSEEN = 1 | 2 | 32;

/** Answers typed in the fields of a form, or over a page with « Ajouter du texte »: the page's own text has none of them. */
export function typedIn(annotations: readonly Annotation[]): TextItem[] {
  return annotations.flatMap((annotation) => {
    const { rect, annotationFlags = 0 } = annotation;
    if (rect === undefined || rect.length < 4 || (annotationFlags & UNSEEN) !== 0) return [];
    const lines = textOf(annotation)
      .split(/\r\n?|\n/)
      .filter((line) => line.trim() !== '');
    return lines.map((line, index) => placed(line, index, lines.length, annotation, rect));
  });
}

function textOf({ subtype, fieldType, fieldValue, contentsObj, textContent }: Annotation): string {
  if (subtype === 'FreeText') return textContent?.join('\n') || (contentsObj?.str ?? '');
  if (subtype !== 'Widget' || (fieldType !== 'Tx' && fieldType !== 'Ch')) return '';
  return [fieldValue]
    .flat()
    .filter((value) => typeof value === 'string')
    .join('\n');
}

/** The line, where a reader sees it: one alone in the middle of its frame, several from its top. */
function placed(
  str: string,
  index: number,
  count: number,
  { defaultAppearanceData }: Annotation,
  rect: readonly number[],
): TextItem {
  const [left, bottom, right, top] = rect as [number, number, number, number];
  const size = defaultAppearanceData?.fontSize || Math.min(12, ((top - bottom) / count) * 0.75);
  const middle = count === 1 ? (bottom + top) / 2 : top - size * 1.15 * (index + 0.5);
  const width = Math.min(right - left, str.length * size * 0.5);
  return { str, transform: [size, 0, 0, size, left, middle - size * 0.35], width, height: size };
}
