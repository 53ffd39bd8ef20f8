import { scanXml } from './scan-xml.js';

/** The notes pinned to the cells of a sheet (« Commentaire » in Excel), by the reference of their cell. */
export function readNotes(comments: string): Map<string, string> {
  const notes = new Map<string, string>();
  let ref = '';
  let isText = false;
  scanXml(comments, {
    open(name, attribute) {
      if (/(?:^|:)comment$/.test(name)) ref = attribute('ref') ?? '';
      isText = /(?:^|:)t$/.test(name);
    },
    close() {
      isText = false;
    },
    text(text) {
      if (isText && ref !== '') notes.set(ref, (notes.get(ref) ?? '') + text);
    },
  });
  return notes;
}
