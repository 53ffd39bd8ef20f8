/** How this server writes folder names: `INBOX.` and `.` at some, nothing and `/` at others. */
export type FolderNaming = { prefix: string; delimiter: string | null };

/**
 * The path, on this server, of a folder that the settings name with levels separated by `/`.
 * A level that contains the server's own delimiter would become two: the character is replaced. On a server
 * without levels they are joined by a dash.
 */
export function folderPath(folder: string, { prefix, delimiter }: FolderNaming): string {
  const levels = folder
    .split('/')
    .map((level) => level.trim())
    .filter((level) => level !== '');
  const safe = delimiter === null ? levels : levels.map((level) => level.replaceAll(delimiter, '-'));
  const path = safe.join(delimiter ?? '-');
  return path.startsWith(prefix) ? path : prefix + path;
}
