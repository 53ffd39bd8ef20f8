import { type LetterNode, LINE_BREAK, parseLetter, wordsOf } from './parse-letter.js';

const WIDTH = 74;

/** Breaks at ordinary spaces only: a non-breaking one holds. `first` begins the first line, `hang` the others. */
function wrap(text: string, first = '', hang = ''): string {
  const lines: string[] = [];
  for (const paragraph of text.split(LINE_BREAK)) {
    let line = lines.length === 0 ? first : hang;
    let isEmpty = true;
    for (const word of paragraph.split(/[ \t\r]+/)) {
      if (word === '') continue;
      if (!isEmpty && line.length + 1 + word.length > WIDTH) {
        lines.push(line);
        line = hang;
        isEmpty = true;
      }
      line += isEmpty ? word : ` ${word}`;
      isEmpty = false;
    }
    lines.push(line.trimEnd());
  }
  return lines.join('\n');
}

function elementsOf(node: LetterNode, ...tags: string[]): LetterNode[] {
  return node.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return tags.includes(child.tag) ? [child] : elementsOf(child, ...tags);
  });
}

function underlined(node: LetterNode, sign: string): string {
  const title = wrap(wordsOf(node));
  const longest = Math.max(...title.split('\n').map((line) => line.length));
  return `${title}\n${sign.repeat(longest)}`;
}

/** Items of several paragraphs are kept apart; the others follow each other. */
function list(node: LetterNode): string {
  const items = elementsOf(node, 'li').map((item, index) => {
    const bullet = node.tag === 'ol' ? `${index + 1}. ` : '- ';
    const hang = ' '.repeat(bullet.length);
    const parts = elementsOf(item, 'p');
    if (parts.length === 0) return wrap(wordsOf(item), bullet, hang);
    return parts.map((part, place) => wrap(wordsOf(part), place === 0 ? bullet : hang, hang)).join('\n');
  });
  return items.join(elementsOf(node, 'p').length > 0 ? '\n\n' : '\n');
}

/** A row becomes a line: the first cell, then each other one after its column's title. */
function table(node: LetterNode): string {
  const [head = [], ...rows] = elementsOf(node, 'tr').map((row) => elementsOf(row, 'th', 'td').map(wordsOf));
  const lines = rows.map(([first = '', ...others]) => {
    const told = others.flatMap((words, index) =>
      words === '' ? [] : [`${head[index + 1]}\u00a0: ${words}`],
    );
    return wrap([first, ...told].join(' · '), '- ', '  ');
  });
  return lines.join('\n');
}

function definitions(node: LetterNode): string {
  const names = elementsOf(node, 'dt').map(wordsOf);
  return elementsOf(node, 'dd')
    .map((value, index) => wrap(`${names[index]} ${wordsOf(value)}`, '', '  '))
    .join('\n');
}

function blocks(node: LetterNode): string[] {
  switch (node.tag) {
    case 'h1':
      return [underlined(node, '=')];
    case 'h2':
      return [underlined(node, '-')];
    case 'p':
      return [wrap(wordsOf(node))];
    case 'ul':
    case 'ol':
      return [list(node)];
    case 'table':
      return [table(node)];
    case 'dl':
      return [definitions(node)];
    case 'header':
      return [node.children.flatMap(blocksOf).join('\n')];
    case 'footer':
      return ['_'.repeat(WIDTH), ...node.children.flatMap(blocksOf)];
    default:
      return node.children.flatMap(blocksOf);
  }
}

function blocksOf(child: LetterNode | string): string[] {
  return typeof child === 'string' ? [] : blocks(child);
}

/** The plain text of a letter, from the very HTML that is sent: neither can say what the other does not. */
export function letterAsText(fragment: string): string {
  return `${blocks(parseLetter(fragment))
    .filter((block) => block.trim() !== '')
    .join('\n\n')}\n`;
}
