import { foldWords } from '../read/fold-words.js';

/**
 * How far the local part of an address names somebody: `whole` (`claire.durand`, `c.durand`, `durand.c`), `part` when
 * either name is somewhere in it, `no` when it may be anybody else's.
 */
export function isNamedIn(email: string, firstName: string, lastName: string): 'whole' | 'part' | 'no' {
  const local = tight(email.slice(0, email.lastIndexOf('@')).replace(/\d+$/, ''));
  const [given, family] = [tight(firstName), tight(lastName)];
  if (given === '' || family === '') return 'no';
  const initials = foldWords(firstName)
    .split(' ')
    .map((word) => word[0])
    .join('');
  const starts = new Set([given, given[0]!, initials]);
  const wholes = [...starts].flatMap((start) => [start + family, family + start]);
  if (family.length >= 3 && wholes.includes(local)) return 'whole';
  const words = foldWords(`${firstName} ${lastName}`).split(' ');
  return words.some((word) => word.length >= 3 && local.includes(word)) ? 'part' : 'no';
}

const tight = (text: string) => foldWords(text).replaceAll(' ', '');
