import { foldWords } from './fold-words.js';

/** The words of an address's local part, and all of them in one. */
export type MailboxWords = { parts: readonly string[]; tight: string };

export function mailboxWords(email: string): MailboxWords {
  const local = foldWords(email.slice(0, email.indexOf('@')).replace(/\d+$/, ''));
  const parts = local.split(' ').filter((part) => part !== '');
  return { parts, tight: parts.join('') };
}

/** A person's two names as a local part may write them: folded, without spaces, and the initials of the given name. */
export function nameWords(firstName: string, lastName: string) {
  const [given, family] = [foldWords(firstName), foldWords(lastName)];
  const initials = given
    .split(' ')
    .map((word) => word[0])
    .join('');
  return {
    given,
    family,
    tightGiven: given.replaceAll(' ', ''),
    tightFamily: family.replaceAll(' ', ''),
    initials,
  };
}
