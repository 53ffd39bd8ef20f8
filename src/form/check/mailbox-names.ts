import { mailboxWords, nameWords } from '../read/mailbox-words.js';

/**
 * How far the local part of an address names somebody: `whole` (`claire.durand`, `c.durand`, `durand.c`), `part` when
 * either name is somewhere in it, `no` when it may be anybody else's.
 */
export function isNamedIn(email: string, firstName: string, lastName: string): 'whole' | 'part' | 'no' {
  const { tight: local } = mailboxWords(email);
  const { given, family, tightGiven, tightFamily, initials } = nameWords(firstName, lastName);
  if (given === '' || family === '') return 'no';
  const starts = [tightGiven, tightGiven[0]!, initials];
  const wholes = starts.flatMap((start) => [start + tightFamily, tightFamily + start]);
  if (tightFamily.length >= 3 && wholes.includes(local)) return 'whole';
  const words = `${given} ${family}`.split(' ');
  return words.some((word) => word.length >= 3 && local.includes(word)) ? 'part' : 'no';
}
