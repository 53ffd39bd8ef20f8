import { bodyText } from './body-text.js';
import { foldText } from './fold-text.js';
import type { ParsedMessage } from './parsed-message.js';
import { ownWords } from './unquoted-text.js';

const ending =
  '(?:resili\\w*|denon(?:c|cer|cons|ciation)\\w*|(?:mettre|mettons|met|mis|mettant) (?:fin|un terme)|ne (?:\\w+ )?(?:pas|plus) (?:\\w+ )?renouvel\\w*|non[- ]renouvel\\w*)';
const convention = '(?:la|notre|cette|de|sa|votre)? ?\\bconventions?\\b';

/** « résilier la convention », « la convention est dénoncée »: both in one sentence, whatever the order. */
const asks = new RegExp(`\\b${ending}\\b[^.!?]{0,80}${convention}|${convention}[^.!?]{0,60}\\b${ending}\\b`);

/** The beginning says what is asked. */
const MOST_READ = 5_000;

/** Our own subject comes back in every answer. */
const ourReference = /\b[lr]c[- ]\d{4}[- ]\d{5}/;

/**
 * Somebody writes that the convention is to end. A mail cannot do it (a registered letter, three months ahead, can): a
 * person reads it, and nothing is ever ended by it.
 */
export function asksToEndConvention(message: ParsedMessage): boolean {
  const subject = foldText(message.subject);
  if (!ourReference.test(subject) && asks.test(subject)) return true;
  return asks.test(ownWords(bodyText(message).slice(0, MOST_READ)).replace(/\s+/g, ' '));
}
