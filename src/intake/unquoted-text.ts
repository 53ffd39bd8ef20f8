import { foldText } from './fold-text.js';

/** Nobody reads further, nor does a rule. */
const MAX_LENGTH = 400_000;

const quoteHeads = [
  /^(le|on) .{4,120}(a ecrit|wrote) ?:/,
  /^-{2,} ?(message d'origine|original message|message original) ?-{2,}/,
  /^_{20,}$/,
];
const blockFrom = /^\*?(de|from|expediteur|envoye par) ?:\*? ?(.*)$/;

/**
 * The lines a sender wrote, in folded text: `>` lines go, and so does everything below the head of a quoted reply when it quotes one
 * of `ownAddresses`. A forwarded message that quotes somebody else stays: it may be the form.
 */
export function unquotedText(text: string, ownAddresses: readonly string[]): string {
  const lines = foldText(text.slice(0, MAX_LENGTH)).split('\n');
  const kept: string[] = [];
  for (const [index, written] of lines.entries()) {
    const line = written.trim();
    if (line.startsWith('>')) continue;
    if (startsOwnQuote(lines, index, line, ownAddresses)) break;
    kept.push(line);
  }
  return kept.join('\n');
}

function startsOwnQuote(
  lines: readonly string[],
  index: number,
  line: string,
  ownAddresses: readonly string[],
): boolean {
  const isHead =
    quoteHeads.some((pattern) => pattern.test(line)) || blockFrom.test(line) || /^(le|on) .{4,}/.test(line);
  if (!isHead) return false;
  const head = lines.slice(index, index + 4).join(' ');
  if (!ownAddresses.some((address) => head.includes(address))) return false;
  return blockFrom.test(line)
    ? ownAddresses.some((address) => line.includes(address))
    : / ?(a ecrit|wrote)|-{2}|_{20}/.test(head);
}
