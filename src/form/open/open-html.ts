import { Parser } from 'htmlparser2';
import type { Grid } from './grid.js';
import { PageBuilder } from './page-builder.js';

const UNSEEN = new Set(['script', 'style', 'head', 'title', 'template', 'noscript']);
const BLOCKS = new Set([
  'p',
  'div',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'section',
  'article',
  'header',
  'footer',
  'blockquote',
  'dt',
  'dd',
  'caption',
  'hr',
  'center',
  'address',
]);

const VOID = new Set(['br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'wbr']);

/** What no reader of the page sees: « display:none », as Excel writes the rows one hid. */
function isHidden({ style = '', hidden }: Record<string, string>): boolean {
  return (
    hidden !== undefined ||
    /(?:^|;)\s*(?:display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden)/i.test(style)
  );
}

/** « <s> », « <del> », or by its style. */
function isStruckThrough(name: string, { style = '' }: Record<string, string>): boolean {
  return ['s', 'strike', 'del'].includes(name) || /text-decoration[\w-]*\s*:[^;]*line-through/i.test(style);
}

/** Where line ends are kept as typed: « <pre> », or a mail written as plain text in HTML. */
function keepsLines(name: string, { style = '' }: Record<string, string>): boolean {
  return name === 'pre' || /(?:^|;)\s*white-space\s*:\s*(?:pre|break-spaces)/i.test(style);
}

/** A web page, also one that calls itself .xls: its tables keep their rows and columns. Nothing it links to is fetched. */
export function openHtml(html: string): Grid {
  const page = new PageBuilder();
  let unseen = 0;
  let cells = 0;
  let hidden = { name: '', depth: 0 };
  let struck = { name: '', depth: 0 };
  let preformatted = { name: '', depth: 0 };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (UNSEEN.has(name)) unseen++;
        else if (name === hidden.name) hidden.depth++;
        else if (hidden.depth === 0 && !VOID.has(name) && isHidden(attributes)) {
          hidden = { name, depth: 1 };
          unseen++;
        }
        if (unseen > 0) return;
        if (name === struck.name) struck.depth++;
        else if (struck.depth === 0 && !VOID.has(name) && isStruckThrough(name, attributes))
          struck = { name, depth: 1 };
        if (name === preformatted.name) preformatted.depth++;
        else if (preformatted.depth === 0 && !VOID.has(name) && keepsLines(name, attributes))
          preformatted = { name, depth: 1 };
        if (name === 'table') page.openTable();
        else if (name === 'tr') page.openRow();
        else if (name === 'td' || name === 'th') {
          cells++;
          page.openCell(Number(attributes['colspan'] ?? 1), Number(attributes['rowspan'] ?? 1), true);
        } else if (name === 'a') page.addLink(attributes['href'] ?? '');
        else if (name === 'br' || BLOCKS.has(name)) page.endBlock();
      },
      ontext(text) {
        if (unseen > 0 || (cells === 0 && page.isInTable)) return;
        if (struck.depth > 0) page.addStruck(text.replace(/[ \t\r\n\f]+/g, ' '));
        else if (preformatted.depth === 0) page.addText(text.replace(/[ \t\r\n\f]+/g, ' '));
        else
          for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
            if (index > 0) page.endBlock();
            page.addText(line);
          }
      },
      onclosetag(name) {
        if (UNSEEN.has(name)) unseen--;
        else if (name === hidden.name && --hidden.depth === 0) {
          hidden = { name: '', depth: 0 };
          unseen--;
          return;
        }
        if (unseen > 0) return;
        if (name === struck.name && --struck.depth === 0) struck = { name: '', depth: 0 };
        if (name === preformatted.name && --preformatted.depth === 0) {
          page.endBlock();
          preformatted = { name: '', depth: 0 };
        }
        if (name === 'td' || name === 'th') {
          cells--;
          page.closeCell(true);
        } else if (name === 'tr') page.closeRow();
        else if (name === 'table') page.closeTable();
        else if (BLOCKS.has(name)) page.endBlock();
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  );
  parser.end(html);
  return page.finish('Feuille1');
}
