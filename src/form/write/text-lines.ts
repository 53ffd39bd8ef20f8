/** How many lines a text takes in a column of so many characters, broken between words, a little on the safe side. */
export function linesOf(text: string, columnWidth: number): number {
  const room = Math.max(4, Math.floor(columnWidth) - 2);
  return text.split('\n').reduce((sum, paragraph) => sum + linesOfParagraph(paragraph, room), 0);
}

function linesOfParagraph(paragraph: string, room: number): number {
  let lines = 1;
  let used = 0;
  for (const word of paragraph.split(/[ \t]/)) {
    if (used > 0 && used + 1 + word.length > room) {
      lines += 1;
      used = 0;
    }
    used += (used > 0 ? 1 : 0) + word.length;
    lines += Math.floor(Math.max(0, used - 1) / room);
    used = used > room ? used % room : used;
  }
  return lines;
}
