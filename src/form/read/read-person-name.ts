import { foldWords } from './fold-words.js';
import { givenNames } from './given-names.js';
import { isTitle } from './job-words.js';
import { type MailboxWords, mailboxWords, nameWords } from './mailbox-words.js';
import { tidy } from './tidy.js';

export type SplitName = { firstName: string | null; lastName: string | null };
/** A name cut in two; `undecided` when nothing says which part is which; `several` when two persons are named. */
export type NameAnswer =
  | { kind: 'split'; name: SplitName }
  | { kind: 'undecided' }
  | { kind: 'several' }
  | { kind: 'not_a_name' };

/** What may help: the order the label asks for, the person's own address, the order others of the form follow. */
export type NameHints = {
  labelOrder: 'first' | 'last' | null;
  email: string | null;
  formOrder: 'first' | 'last' | null;
};

const CIVILITY =
  /^(?:m\s?\/\s?mme|mme\s?\/\s?m|m|mm|mr|mrs|mme|mlle|melle|mle|monsieur|madame|mademoiselle|dr|pr|docteur|maitre|me|s(?:oe|œ)ur)(?:\.\s*|\s+|$)/i;
const PARTICLES = new Set(
  'de du des d la le les van von vom zu den der di da do das del della dos el al ben bel san saint ste st mac mc o e y ait ould ibn bint'.split(
    ' ',
  ),
);

/** A company or an office answers for nobody: the account is a person's. */
const NOT_SOMEBODY =
  /^(?:le |la |l |les )?(?:societe|entreprise|prestataire|sarl|sas|sasu|ets|cabinet|association|mairie|service|services|direction|secretariat|accueil|equipe|pole|idem)\b/;

/** « Mme la Directrice Sophie LAMBERT »: the title goes with the civility. */
const TITLE_BEFORE =
  /^[Ll](?:[ae] |['’] ?)(?:[Dd]irect(?:eur|rice)|[Mm]aire|[Aa]djointe?|[Pp]r[ée]sidente?|[Rr]esponsable|[Pp]rincipale?|[Cc]onseill[eè]re?|[Éé]lue?|[Ss]ecr[ée]taire)\s+(?=\p{Lu}\S+\s+\p{Lu})/u;

/** « poste non pourvu », « recrutement prévu en septembre »: words of an absence, in small letters or first. */
const ABSENCE =
  /^(?:poste|recrutement|nomination|remplacement|mutation|affectation|intérim|voir|cf)\b|(?<!\p{L})(?:pourvue?|prévue?|vacante?|attente|remplaçante?|nommée?|désignée?|septembre|rentrée|e?-?mail|annexe)(?!\p{L})/u;

const isNobody = (text: string) =>
  NOT_SOMEBODY.test(foldWords(text)) ||
  isTitle(text) ||
  ABSENCE.test(text.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase()));

/** Cuts « Mme Claire DURAND » in two. Several clues are weighed; what stays balanced is left undecided. */
export function readPersonName(text: string, hints: NameHints): NameAnswer {
  const bare = stripCivility(tidy(text));
  if (!/\p{L}{2}/u.test(bare) || /[@\d:]/.test(bare) || isNobody(bare)) return { kind: 'not_a_name' };

  const slashed = namesBySlash(bare);
  if (slashed !== null) return slashed;
  if (/(?:^|\s)(?:et|ou|&)(?:\s|$)|\//i.test(bare)) return { kind: 'several' };
  if (/\S\s+\S+\s+[-–—]\s+\S+\s+\S/.test(bare)) return { kind: 'several' };

  const told = /^(.+?)(?:[,;]|\s[-–—])\s+(.+)$/.exec(bare);
  if (told && isTitle(told[2]!)) return readPersonName(told[1]!, hints);
  const comma = /^([^,;]+)[,;]\s*([^,;]+)$/.exec(bare);
  const born = /^(\S+\s.*\S)(\s+(?:n[ée]e?|[ée]pouse|[ée]p\.|veuve)\s+\S.*)$/iu.exec(bare);
  if (born) return withBirthName(readPersonName(born[1]!, hints), born[2]!);
  if (comma) return split(stripCivility(comma[2]!), comma[1]!.trim());

  const words = bare.split(' ').filter((word) => word !== '-');
  if (words.length === 1) return onlyOne(bare, hints);
  if (isOfMailbox(words, hints.email)) return split(words[0]!, words[1]!);
  if (words.length === 2 && isUpper(words[0]!) && !isUpper(words[1]!) && isGiven(words[1]!))
    return split(words[1]!, words[0]!);
  if (words.slice(0, -1).every(isParticle))
    return { kind: 'split', name: { firstName: null, lastName: bare } };
  if (areSeveral(words) || isBehindAnother(words)) return { kind: 'several' };
  return weigh(words, hints);
}

/** « Ben AKLI » at `ben.akli@…` is no « ben Akli ». */
function isOfMailbox([one, two, ...more]: readonly string[], email: string | null): boolean {
  const isOne = two !== undefined && more.length === 0 && /^\p{Lu}\p{Ll}/u.test(one!) && isUpper(two);
  return isOne && email?.toLowerCase().startsWith(`${foldWords(one!)}.${foldWords(two)}@`) === true;
}

/** The name without « Mme », « M. », and without what follows it in brackets. */
export function stripCivility(text: string): string {
  let bare = text.replace(/\s*\([^)]*\)\s*$/, '').trim();
  for (let before = ''; before !== bare; ) {
    before = bare;
    bare = bare.replace(CIVILITY, '').replace(TITLE_BEFORE, '').trim();
  }
  return bare.replace(/[\s,;.*†¹²³]+$/, '').trim();
}

/** « BOURGEOIS / Émeline »: a surname in capitals and a known given name, each in its part; otherwise two persons. */
function namesBySlash(text: string): NameAnswer | null {
  const parts = text
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length !== 2 || !text.includes('/')) return null;
  const [one, two] = parts as [string, string];
  if (one.split(' ').every(isUpper) && isGiven(two) && !isUpper(two)) return split(two, one);
  if (two.split(' ').every(isUpper) && isGiven(one) && !isUpper(one)) return split(one, two);
  return null;
}

/** « LAMBERT Sophie née PETIT »: the surname is told in two places. */
function withBirthName(answer: NameAnswer, born: string): NameAnswer {
  if (answer.kind !== 'split' || answer.name.firstName === null || answer.name.lastName === null)
    return { kind: 'undecided' };
  return split(answer.name.firstName, answer.name.lastName + born);
}

function split(firstName: string, lastName: string): NameAnswer {
  return { kind: 'split', name: { firstName, lastName } };
}

function onlyOne(word: string, hints: NameHints): NameAnswer {
  const initial = /^(\p{Lu})\.\s?(\p{L}.+)$/u.exec(word);
  if (initial) return split(`${initial[1]}.`, initial[2]!);
  const isGiven =
    givenNames.has(foldWords(word)) && hints.labelOrder !== 'last' && word !== word.toUpperCase();
  return {
    kind: 'split',
    name: isGiven ? { firstName: word, lastName: null } : { firstName: null, lastName: word },
  };
}

/** « LE GALL Zébulon QUATREMER », two surnames in capitals with a given name between them: two persons. */
function areSeveral(words: readonly string[]): boolean {
  const surnames = words
    .map((word) => (isUpper(word) ? 'S' : /^\p{Lu}/u.test(word) && !isParticle(word) ? 'g' : 'p'))
    .join('');
  return /Sp*g+p*S/.test(surnames);
}

/** « Zoé Garcia-Lopez Zébulon QUATREMER »: a surname between two given names, before one in capitals. */
function isBehindAnother(words: readonly string[]): boolean {
  const given = words.slice(0, words.findIndex(isUpper));
  if (given.length < 3 || !words.slice(given.length).every(isUpper)) return false;
  return isGiven(given[0]!) && given.slice(1, -1).some((word) => !isGiven(word) && !isParticle(word));
}

type Hypothesis = { first: string[]; last: string[]; order: 'first' | 'last'; score: number };

function weigh(words: readonly string[], hints: NameHints): NameAnswer {
  const mailbox = hints.email === null ? null : mailboxWords(hints.email);
  const hypotheses = cuts(words);
  for (const cut of hypotheses) cut.score = score(cut, hints, mailbox);
  hypotheses.sort((a, b) => b.score - a.score);
  const [best, ...others] = hypotheses;
  const rival = others.find(({ order }) => order !== best!.order);
  if (rival !== undefined && best!.score - rival.score < 1) return { kind: 'undecided' };
  const sibling = others.find(({ order }) => order === best!.order);
  if (sibling !== undefined && best!.score - sibling.score < 0.1) return { kind: 'undecided' };
  const last = best!.last.join(' ');
  const firstName = best!.first.join(' ');
  return { kind: 'split', name: { firstName, lastName: /^\p{Lu}\.?$/u.test(last) ? null : last } };
}

function cuts(words: readonly string[]): Hypothesis[] {
  const all: Hypothesis[] = [];
  for (let at = 1; at < words.length; at++) {
    const [left, right] = [words.slice(0, at), words.slice(at)];
    all.push({ first: left, last: right, order: 'first', score: 0 });
    all.push({ first: right, last: left, order: 'last', score: 0 });
  }
  return all;
}

function score(cut: Hypothesis, hints: NameHints, mailbox: MailboxWords | null): number {
  return (
    capitals(cut) * 5 +
    particles(cut) +
    givenness(cut) * 2 +
    (mailbox === null ? 0 : address(cut, mailbox)) +
    (isAcademic(hints.email) && mailbox !== null && namesWhole(cut, mailbox) ? 4 : 0) +
    (hints.labelOrder === cut.order ? 2 : 0) +
    (hints.formOrder === cut.order ? 1 : 0) +
    shape(cut)
  );
}

const isUpper = (word: string) => word === word.toUpperCase() && /\p{Lu}{2}/u.test(word);
const isParticle = (word: string) =>
  word.length <= 6 && !word.endsWith('.') && (PARTICLES.has(foldWords(word)) || /^d['’]$/i.test(word));

/** All of the surname in capitals and none of the given name: a convention that never lies. */
function capitals({ first, last }: Hypothesis): number {
  const named = last.filter((word) => !isParticle(word) || isUpper(word));
  const all = [...first, ...last];
  if (!all.some(isUpper) || all.every((word) => isUpper(word) || isParticle(word))) return 0;
  const good = named.length > 0 && named.every(isUpper) && !first.some((word) => isUpper(word));
  return good ? 1 : first.some(isUpper) ? -1 : 0;
}

/** A particle belongs to the surname that follows it, and begins it. */
function particles({ first, last }: Hypothesis): number {
  let points = 0;
  if (first.some((word) => isParticle(word) && word === word.toLowerCase())) points -= 3;
  if (isParticle(last[0]!) && last.length > 1) points += 1.5;
  if (isParticle(last.at(-1)!)) points -= 4;
  if (isParticle(first.at(-1)!)) points -= 4;
  return points;
}

const isGiven = (word: string) =>
  foldWords(word)
    .split(' ')
    .every((part) => givenNames.has(part));

function givenness({ first, last }: Hypothesis): number {
  const known = first.filter(isGiven).length / first.length;
  const wrong = last.filter((word) => isGiven(word)).length / last.length;
  return known - wrong;
}

/** What the local part of an address says: `j.dupont` is sure of the surname, `jean.dupont` nearly. */
function address({ first, last }: Hypothesis, { parts, tight }: MailboxWords): number {
  const { given, family, tightGiven, tightFamily, initials } = nameWords(first.join(' '), last.join(' '));
  if (tight === tightGiven + tightFamily) return 2.5;
  if ([`${given[0]}${tightFamily}`, `${initials}${tightFamily}`].includes(tight)) return 3.5;
  if (tight === `${tightFamily}${given[0]}` || tight === `${tightFamily}${initials}`) return 3.2;
  if (tight === tightFamily) return 1.5;
  if (tight === tightGiven) return 1.2;
  const family1 = family.split(' ').filter((word) => word.length > 2);
  if (parts.length > 1 && given.split(' ')[0] === parts[0] && family1.includes(parts.at(-1)!)) return 2;
  if (parts.length > 1 && parts[0] === given[0] && family1.includes(parts.at(-1)!)) return 2.5;
  return 0;
}

/** Every address of the académie is `prenom.nom`, with a number for a namesake. */
const isAcademic = (email: string | null) => /@ac-[a-z]+\.fr$/.test(email ?? '');

function namesWhole({ first, last }: Hypothesis, { tight }: MailboxWords): boolean {
  const { tightGiven, tightFamily } = nameWords(first.join(' '), last.join(' '));
  return tight.replace(/\d+$/, '') === tightGiven + tightFamily;
}

/** Without any clue, the shortest given name: « Anne Dupont Martin » is Anne. */
function shape({ first, last }: Hypothesis): number {
  return 0.3 / first.length + (last.length > 3 ? -0.5 : 0);
}
