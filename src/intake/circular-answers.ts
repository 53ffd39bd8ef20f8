import { bodyText } from './body-text.js';
import { foldText } from './fold-text.js';
import type { ParsedMessage } from './parsed-message.js';
import { ownWords } from './unquoted-text.js';

/** Message-IDs of circulars, as `src/reply/message-id.ts` makes them. */
const OF_A_CIRCULAR = /^<annonce-[0-9a-f]{8}\.circular-(?:news|interruption)\.[0-9a-f-]{36}@[^\s<>@]+>$/;

/** A person answers one of our circulars: whoever wrote to many is to be read, not sent a form. */
export function answersCircular({ references }: ParsedMessage): boolean {
  return references.some((id) => OF_A_CIRCULAR.test(id));
}

/** A word and a signature; a longer mail says something else too, which is for a person to read. */
const WITH_SIGNATURE = 200;

/** « STOP », « Stop svp », alone on the first line. */
const STOP = /^(?:stop|desabonn\w*|desinscri\w*|me desabonner)(?: (?:svp|merci|s il vous plait))?$/;

/** The sender wants no more news of us, and says nothing else. */
export function asksForNoNews(message: ParsedMessage): boolean {
  const written = ownWords(bodyText(message).slice(0, 5_000)).trim();
  if (written.length > WITH_SIGNATURE) return false;
  const [first = ''] = written.split('\n');
  return STOP.test(
    foldText(first)
      .replace(/[^a-z0-9]+/g, ' ')
      .trim(),
  );
}
