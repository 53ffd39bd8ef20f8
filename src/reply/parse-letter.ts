/** One element of a letter. The templates are ours and a stranger's words are escaped: a full HTML parser is not needed. */
export type LetterNode = { tag: string; href: string | null; children: (LetterNode | string)[] };

const TOKEN = /<(\/?)([a-z0-9]+)([^>]*)>|([^<]+)/g;
const HREF = /href="([^"]*)"/;
const ENTITY = /&(?:amp|lt|gt|quot|#39);/g;
const signs: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

function unescaped(text: string): string {
  return text.replace(ENTITY, (entity) => signs[entity]!);
}

/** Reads the tree of a letter. Throws when a template forgets to close an element. */
export function parseLetter(fragment: string): LetterNode {
  const root: LetterNode = { tag: 'letter', href: null, children: [] };
  const open = [root];
  for (const [, slash, tag = '', attributes = '', words] of fragment.matchAll(TOKEN)) {
    const parent = open.at(-1)!;
    if (words !== undefined) parent.children.push(unescaped(words));
    else if (tag === 'br') parent.children.push('\n');
    else if (slash === '') {
      const node = { tag, href: HREF.exec(attributes)?.[1] ?? null, children: [] };
      parent.children.push(node);
      open.push(node);
    } else if (open.pop()!.tag !== tag) throw new Error(`A template closes <${tag}> too early`);
  }
  if (open.length !== 1) throw new Error(`A template leaves <${open.at(-1)!.tag}> open`);
  return root;
}

/** A link is followed by its address, unless it shows it already. */
function linkWords(words: string, href: string): string {
  const address = unescaped(href.replace(/^(?:mailto|tel):/, ''));
  return href.startsWith('tel:') || address.includes(words) ? words : `${words} (${address})`;
}

/** The words of a node on one line; `<br>` alone makes a new one. */
export function wordsOf(node: LetterNode): string {
  const words = node.children
    .map((child) =>
      child === '\n' ? child : typeof child === 'string' ? child.replace(/[ \t\r\n]+/g, ' ') : wordsOf(child),
    )
    .join('')
    .replace(/ *\n */g, '\n')
    .replace(/^ +| +$/g, '');
  return node.href === null ? words : linkWords(words, node.href);
}
