const controls = /[\p{Cc}\u2028\u2029]+/gu;
/** Characters that turn or hide text: an « exe » shown as « xlsx » (bidirectional marks, zero widths). */
const invisible = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD]/g;

/** A stranger's line made safe to show and to send back: one line, no control or invisible character, 998 characters at most. */
export function cleanLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(invisible, '')
    .replace(controls, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .slice(0, 998);
}

/** A stranger's file name: its last path segment, cleaned, 255 characters at most; null when nothing is left. */
export function cleanFileName(name: string): string | null {
  const segment = cleanLine(name.split(/[\\/]/).findLast((part) => part.trim() !== '') ?? '');
  if (segment === '' || segment === '.' || segment === '..') return null;
  return segment.length <= 255 ? segment : `${segment.slice(0, 235)}${segment.slice(-20)}`;
}
