import { foldText } from './fold-text.js';

/** Nobody reads further, nor does a rule. */
const MAX_LENGTH = 400_000;

/** « Le lundi 23 novembre, Claire a écrit : », which mail software may wrap over several lines. */
const replyHead = /^(le|on) .{4,200}(a ecrit|wrote) ?:/;
const replyHeadStart = /^(le|on) .{4,}/;
const blockFrom = /^\*?(de|from|expediteur|envoye par) ?:\*? ?\S/;
const blockRest = /^\*?(envoye|date|sent|a|to|objet|subject|cc) ?:/m;
const sentTo = /^\*?(a|to|pour|cc|destinataire) ?:/;
const ourReference = /\blc-\d{4}-\d{5}\b/;
const forwardHead =
  /^(-{2,} ?(message d'origine|original message|message (transfere|original)|forwarded message|mail transfere|courriel original)|debut du message (reexpedie|transfere)|begin forwarded message|_{20,}$)/;

/**
 * What a sender wrote, or forwards, in folded text: `>` lines go, and so does what follows the head of a reply. A forwarded message stays,
 * unless it is one of ours: it may be the form.
 */
export function unquotedText(text: string, ownAddresses: readonly string[]): string {
  const lines = foldedLines(text);
  const kept: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('>')) continue;
    const isReply = isReplyHead(lines, index);
    if (isReply && !isQuotedBelow(lines, index)) break;
    if (isReply) continue;
    if (isBlockHead(lines, index) && ownAddresses.some((address) => line.includes(address))) break;
    kept.push(line);
  }
  return kept.join('\n');
}

/**
 * What is quoted with `>` and is theirs, under the head of a forwarded mail, or under none when the message answers no other
 * (`isAnswer`): the form may be there. Folded text, or null when nothing of the kind is quoted. What follows the head of a reply
 * (« … a écrit : »), a letter that names us anywhere but among those it is sent to, one with a reference of ours, or a model nobody
 * filled is none of theirs.
 */
export function forwardedQuote(
  text: string,
  ownAddresses: readonly string[],
  isAnswer: boolean,
): string | null {
  const lines = foldedLines(text);
  if (lines.some((_, index) => isReplyHead(lines, index))) return null;
  const quoted = lines.flatMap((line) =>
    line.startsWith('>') ? [line.replace(/^(?:> ?)+/, '').trim()] : [],
  );
  const isOurs = quoted.some(
    (line) =>
      (!sentTo.test(line) && ownAddresses.some((address) => line.includes(address))) ||
      ourReference.test(line),
  );
  const isFilled = quoted.some(
    (line) => line.includes('@') && !blockFrom.test(line) && !blockRest.test(line),
  );
  const isForward = quoted.some((line, index) => isBlockHead(quoted, index) || forwardHead.test(line));
  return isFilled && !isOurs && (isForward || !isAnswer) ? quoted.join('\n') : null;
}

/** The words of the sender alone, in folded text: all that is quoted or forwarded is left out. */
export function ownWords(text: string): string {
  const lines = foldedLines(text);
  const end = lines.findIndex((_, index) => isThreadHead(lines, index));
  return (end < 0 ? lines : lines.slice(0, end)).filter((line) => !line.startsWith('>')).join('\n');
}

function foldedLines(text: string): string[] {
  return foldText(text.slice(0, MAX_LENGTH))
    .split('\n')
    .map((line) => line.trim());
}

function isReplyHead(lines: readonly string[], index: number): boolean {
  const line = lines[index]!;
  if (!replyHeadStart.test(line) || line.length > 300) return false;
  return replyHead.test(lines.slice(index, index + 3).join(' '));
}

/** Some answer under each line they quote: what follows a head marked by `>` is theirs again after it. */
function isQuotedBelow(lines: readonly string[], index: number): boolean {
  return lines.slice(index + 1, index + 5).some((line) => line.startsWith('>'));
}

/** The head Outlook puts above what it quotes: De, Envoyé, À, Objet. */
function isBlockHead(lines: readonly string[], index: number): boolean {
  return blockFrom.test(lines[index]!) && blockRest.test(lines.slice(index + 1, index + 4).join('\n'));
}

/** The text above what is quoted or forwarded, as typed; the whole text when nothing is. A line of « ____ » alone may be the form's. */
export function aboveThread(text: string): string {
  const lines = foldedLines(text);
  const end = lines.findIndex((line, index) => !line.startsWith('_') && isThreadHead(lines, index));
  return end < 0 ? text : text.split('\n').slice(0, end).join('\n');
}

function isThreadHead(lines: readonly string[], index: number): boolean {
  return isReplyHead(lines, index) || forwardHead.test(lines[index]!) || isBlockHead(lines, index);
}
