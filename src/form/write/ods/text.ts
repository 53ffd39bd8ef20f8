import { escapeXml } from '../xml-escape.js';

/** A text as OpenDocument paragraphs: line breaks make paragraphs, repeated blanks and tabs have their own elements. */
export function paragraphs(text: string, wrap = (inner: string) => inner): string {
  return text
    .split(/\r\n?|\n/)
    .map((line) => `<text:p>${wrap(blanks(escapeXml(line)))}</text:p>`)
    .join('');
}

function blanks(escaped: string): string {
  return escaped
    .replaceAll('\t', '<text:tab/>')
    .replace(/ {2,}|^ | $/g, (run) => `<text:s text:c="${run.length}"/>`);
}
