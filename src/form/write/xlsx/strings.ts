import { escapeXml } from '../xml-escape.js';

/** In Excel's strings `_x0041_` means `A`: a typed `_x0041_` must be told from it. */
export function excelText(text: string): string {
  const told = text.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_').replace(/\r\n?/g, '\n');
  return escapeXml(told);
}

/** `<t>` with its blanks kept. */
export function textElement(text: string, prefix = ''): string {
  return `<${prefix}t xml:space="preserve">${excelText(text)}</${prefix}t>`;
}

/** Text that Excel would take for a formula if someone edited the cell. */
export function looksLikeFormula(text: string): boolean {
  return /^\s*[=+\-@]|^[\t\r]/.test(text);
}
