/** A sheet takes what begins so for a formula (OWASP, CSV injection): an apostrophe makes it the text it is. */
const LOOKS_ACTIVE = /^[\s]*[=+\-@\t\r]/;

/** CSV as French spreadsheets open it: semicolons, a byte-order mark, CRLF. No cell can be a formula. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(';')).join('\r\n')}\r\n`;
}

function csvCell(text: string): string {
  const inert = LOOKS_ACTIVE.test(text) ? `'${text}` : text;
  return /[";\r\n']/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
