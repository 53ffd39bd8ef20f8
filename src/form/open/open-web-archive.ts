import { decodeText } from './decode-text.js';
import type { Grid } from './grid.js';
import { openHtml } from './open-html.js';

/** More parts are pictures and styles. */
const MOST_PARTS = 200;

/**
 * A « page web à fichier unique » (MHTML, RFC 2557), as Excel and Word save it, often named .xls: each of its pages is a
 * sheet. Pictures and whatever it links to are left closed.
 */
export function openWebArchive(bytes: Uint8Array): Grid {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const pages = partsOf(archive).flatMap((part) => pageOf(part) ?? []);
  const sheets = pages.map(openHtml).flatMap((grid) => grid.sheets);
  const said = sheets.filter(({ cells }) => cells.length > 0);
  return { sheets: said.map((sheet, index) => ({ ...sheet, name: `Feuille${index + 1}` })) };
}

function partsOf(archive: string): string[] {
  const boundary = /boundary\s*=\s*(?:"([^"\r\n]+)"|([^\s;]+))/i.exec(archive.slice(0, 16_384));
  const mark = boundary?.[1] ?? boundary?.[2];
  return mark === undefined ? [] : archive.split(`--${mark}`).slice(1, MOST_PARTS);
}

/** The text of a part, when it is a page. */
function pageOf(part: string): string | null {
  const end = /\r?\n\r?\n/.exec(part);
  if (end === null) return null;
  const head = part.slice(0, end.index);
  if (!/content-type:\s*text\/html/i.test(head)) return null;
  const body = part.slice(end.index + end[0].length);
  const encoding = /content-transfer-encoding:\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase();
  return decodeText(decoded(body, encoding));
}

function decoded(body: string, encoding: string | undefined): Uint8Array {
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1');
  const text = body
    .replace(/[ \t]*=[ \t]*\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(text, 'latin1');
}
