/** One element of a letter. The templates are ours and a stranger's words are escaped: a full HTML parser is not needed. */
export type LetterNode = { tag: string; href: string | null; children: (LetterNode | string)[] };

/** What `<br>` becomes; a line feed of the template is only a space, and no stranger’s text holds this sign. */
export const LINE_BREAK = '\u2028';
const HREF = /href="([^"]*)"/;
const ENTITY = /&(?:amp|lt|gt|quot|#39);/g;
const signs: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

function unescaped(text: string): string {
  return text.includes('&') ? text.replace(ENTITY, (entity) => signs[entity]!) : text;
}

/** Reads the tree of a letter. Throws when a template forgets to close an element. */
export function parseLetter(fragment: string): LetterNode {
  const root: LetterNode = { tag: 'letter', href: null, children: [] };
  const open = [root];
  let at = 0;
  while (at < fragment.length) {
    const start = fragment.indexOf('<', at);
    const wordsEnd = start === -1 ? fragment.length : start;
    if (wordsEnd > at) open.at(-1)!.children.push(unescaped(fragment.slice(at, wordsEnd)));
    if (start === -1) break;
    const end = fragment.indexOf('>', start);
    if (end === -1) throw new Error('A template leaves a tag unfinished');
    readTag(fragment.slice(start + 1, end), open);
    at = end + 1;
  }
  if (open.length !== 1) throw new Error(`A template leaves <${open.at(-1)!.tag}> open`);
  return root;
}

/** `within`: what stands between `<` and `>`. `open`: the elements not closed yet, outermost first. */
function readTag(within: string, open: LetterNode[]): void {
  if (within === 'br') {
    open.at(-1)!.children.push(LINE_BREAK);
  } else if (within.startsWith('/')) {
    if (open.pop()!.tag !== within.slice(1))
      throw new Error(`A template closes <${within.slice(1)}> too early`);
  } else {
    const space = within.indexOf(' ');
    const tag = space === -1 ? within : within.slice(0, space);
    const node = { tag, href: tag === 'a' ? (HREF.exec(within)?.[1] ?? null) : null, children: [] };
    open.at(-1)!.children.push(node);
    open.push(node);
  }
}

/** A link is followed by its address, unless it shows it already. */
function linkWords(words: string, href: string): string {
  const address = unescaped(href.replace(/^(?:mailto|tel):/, ''));
  return href.startsWith('tel:') || address.includes(words) ? words : `${words} (${address})`;
}

/** Without the ordinary spaces at both ends: a non-breaking one stays. */
function withoutEnds(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text[start] === ' ') start += 1;
  while (end > start && text[end - 1] === ' ') end -= 1;
  return text.slice(start, end);
}

function wordsOfChild(child: LetterNode | string): string {
  if (typeof child !== 'string') return wordsOf(child);
  return child === LINE_BREAK ? child : child.replace(/[ \t\r\n]+/g, ' ');
}

/** The words of a node on one line; `<br>` alone makes a new one. */
export function wordsOf(node: LetterNode): string {
  const words = node.children.map(wordsOfChild).join('').split(LINE_BREAK).map(withoutEnds).join(LINE_BREAK);
  return node.href === null ? words : linkWords(words, node.href);
}
