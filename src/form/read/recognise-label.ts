import { editDistance } from '../../registry/edit-distance.js';
import { foldWords } from './fold-words.js';
import { type Concept, lexicon } from './lexicon.js';

/** What a label asks for. `details` asks for several things in one cell. */
export type LabelField =
  | 'commune'
  | 'insee'
  | 'schoolName'
  | 'uai'
  | 'level'
  | 'action'
  | 'name'
  | 'firstName'
  | 'lastName'
  | 'civility'
  | 'jobTitle'
  | 'email'
  | 'phone'
  | 'details'
  | 'role'
  | 'remark'
  | 'other';

/** Whom a label speaks of. `contact` is someone whose part is not said. */
export type Role =
  | 'followUp'
  | 'technical'
  | 'administrator'
  | 'director'
  | 'contact'
  /** One person for the follow-up and the technical contact. */
  | 'both'
  | 'school'
  | 'townHall';

export type Label = {
  field: LabelField | null;
  role: Role | null;
  /** It announces the schools (« Écoles concernées »). */
  announcesSchools: boolean;
  /** Which comes first in a label that asks for both names. */
  nameOrder: 'first' | 'last' | null;
  /** Its words alone could as well be a value (« Directrice », « École maternelle »). */
  mayBeValue: boolean;
  /** Nothing says what it names but the place: the name of a school, under the announced schools. */
  isGuess?: boolean;
};

/** A label that asks one thing, and can be nothing else. */
export function plainLabel(field: LabelField | null, role: Role | null = null): Label {
  return { field, role, announcesSchools: false, nameOrder: null, mayBeValue: false };
}

/** The part of somebody of the town hall, as opposed to a school's. */
export function isOfContact(role: Role | null | undefined): boolean {
  return role === 'followUp' || role === 'technical' || role === 'both';
}

const phrases = new Map<string, Concept>();
let longestPhrase = 1;
const wordsByInitial = new Map<string, { word: string; concept: Concept }[]>();

for (const [concept, spellings] of Object.entries(lexicon) as [Concept, readonly string[]][]) {
  for (const spelling of spellings) {
    if (!phrases.has(spelling)) phrases.set(spelling, concept);
    longestPhrase = Math.max(longestPhrase, spelling.split(' ').length);
    if (spelling.includes(' ') || spelling.length < 4) continue;
    const initial = spelling[0]!;
    wordsByInitial.set(initial, [...(wordsByInitial.get(initial) ?? []), { word: spelling, concept }]);
  }
}

/** Given names that are one letter away from a word of forms. */
const neverTypos = new Set(
  'identique identiques marie emilie emile maris cecile nicole michel portal carte notre'.split(' '),
);

const MOST_WORDS = 16;

/** « Responsable informatique (remplacé par Zoé Petit) »: what a label's brackets tell of somebody is news, to be read. */
const REPLACED = /\brempla[cç](?:é|ée|e|ee|ante?)?\s?(?:par|:)\s+(?:M\.|Mme\s)?\s?\p{Lu}\p{Ll}/u;

/**
 * What the text asks for when it is a label, or null when it is anything else. Typos are forgiven. A telephone number is
 * never a label, whatever word follows it (« 04 72 90 03 18 poste 12 »).
 */
export function recogniseLabel(text: string): Label | null {
  if (text.trim() === '@') return labelOf('mail');
  if (text.replace(SCHOOL_YEAR, '').replace(/\D/g, '').length >= 8) return null;
  if (text.length > 160 || /\p{Ll}[\s\u00a0][A-Z]$/u.test(text.trimEnd())) return null;
  const known = labels.get(text);
  if (known !== undefined) return known;
  const label = labelOf(text);
  if (label !== null) remember(text, label);
  return label;
}

/** A sign that stands for a word: « @ : », « ☎ ». */
const SIGNS: readonly (readonly [RegExp, LabelField])[] = [
  [/^[\s\u00a0]*(?:@|✉|📧|🖂|📩)\ufe0f?[\s\u00a0]*$/u, 'email'],
  [/^[\s\u00a0]*(?:☎|☏|✆|📞|📱)\ufe0f?[\s\u00a0]*$/u, 'phone'],
];

function labelOf(text: string): Label | null {
  const sign = text.length > 8 ? undefined : SIGNS.find(([signs]) => signs.test(text))?.[1];
  if (sign !== undefined) return plainLabel(sign);
  if (REPLACED.test(text)) return null;
  const undated = text.replace(SCHOOL_YEAR, ' ');
  if (undated !== text && /\p{L}/u.test(undated)) return labelOf(undated);
  if (STAND_IN.test(text)) return standInLabel(text);
  const now = withoutPast(text);
  if (now !== text && !/\p{L}{2}/u.test(now)) return pastLabel;
  const concepts = conceptsOf(now);
  const label = concepts === null ? labelOfService(now) : compose(concepts, now);
  return label !== null && now !== text && (label.role !== null || label.field !== null) ? pastLabel : label;
}

/** « Administrateur 2026-2027 » asks what « Administrateur » asks. */
const SCHOOL_YEAR = /[\s\u00a0(]+(?:pour )?20\d\d\s?[-–/]\s?(?:20)?\d\d(?=[\s\u00a0).:]|$)\)?/gu;

/** « Ancien administrateur », « Nom du directeur sortant »: asked to be remembered, never to be let in. */
const pastLabel = plainLabel('remark');

/** « Direction de l’éducation (suivi du projet) »: a service says nothing of a part, its brackets do. */
function labelOfService(text: string): Label | null {
  const [, inside = ''] =
    /^\s*(?:service|direction|d[ée]partement|p[ôo]le|mairie|bureau)\b[^()@\d]{2,60}\(([^()@\d]+)\)\s*$/i.exec(
      text,
    ) ?? [];
  const concepts = inside === '' ? null : parseWords(foldWords(inside));
  const label = concepts === null ? null : compose(concepts);
  return label?.field === null && label.role !== null && label.role !== 'contact' ? label : null;
}

const STAND_IN = /(?<=^|[\s\u00a0('’])suppl[ée]ant(?:e|\(e\)|·e)?s?(?=[\s\u00a0]|[).:]|$)/iu;

/** « Administrateur suppléant »: one more than asked, for a person to read; « Directrice suppléante » is a job. */
function standInLabel(text: string): Label | null {
  const rest = text.replace(STAND_IN, ' ');
  const concepts = /\p{L}/u.test(rest) ? conceptsOf(rest) : [];
  const isJob = concepts === null || (concepts.includes('director') && !concepts.includes('administrator'));
  return isJob ? null : pastLabel;
}

/** True for the label of somebody who leaves, or who only stands in: whatever stands under it is none of the answers. */
export function isAside(label: Label): boolean {
  return label === pastLabel;
}

function withoutPast(text: string): string {
  return text.replace(
    /(?<=^|[\s\u00a0('’])(?:anciens?|anciennes?|ex(?=-)|précédente?s?|precedente?s?|sortante?s?|partante?s?|prédécesseurs?|predecesseurs?)(?=[\s\u00a0-]|[).:]|$)/giu,
    ' ',
  );
}

/** Labels come back in every form; values, which are people's, are not kept. */
const labels = new Map<string, Label>();

function remember(text: string, label: Label): void {
  if (labels.size > 3_000) labels.clear();
  labels.set(text, label);
}

/** Words that plainly begin a label, whatever follows before the colon. */
const plainBeginnings: ReadonlySet<Concept> = new Set([
  'last',
  'first',
  'job',
  'email',
  'phone',
  'uai',
  'person',
  'administrator',
  'technical',
  'followUp',
]);

/** A label before a colon may hold a few words nobody foresaw: « Tél. du bureau des élèves : ». */
export function recogniseLabelBeforeColon(text: string): Label | null {
  const known = recogniseLabel(text);
  if (known === null && withoutPast(text) !== text) return pastLabel;
  if (known !== null || text.length > 80 || /[@\d]/.test(text)) return known;
  const words = foldWords(text).split(' ');
  const capitals = text
    .trim()
    .split(/\s+/)
    .slice(1)
    .filter((word) => /^\p{Lu}/u.test(word) && word !== word.toUpperCase());
  if (words.length > 9 || capitals.length > 0) return null;
  const found: Concept[] = [];
  let unknown = 0;
  for (let at = 0; at < words.length; ) {
    const phrase = longestPhraseAt(words, at);
    if (phrase === null) unknown++;
    else found.push(phrase.concept);
    at += phrase?.length ?? 1;
  }
  if (found[0] === undefined || !plainBeginnings.has(found[0]) || unknown > found.length) return null;
  return compose(found);
}

/** « service scolaire Mél » does not begin with a word that asks anything. */
export function beginsWithFiller(text: string): boolean {
  const words = foldWords(text).split(' ');
  const concept = longestPhraseAt(words, 0)?.concept;
  return concept === 'filler' || concept === 'and';
}

function conceptsOf(text: string): Concept[] | null {
  const asked = withoutNumber(text)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\([^)]*$/, ' ');
  const inside = /\(([^)]*)\)?/.exec(text)?.[1] ?? '';
  const outer = parseOuter(plainQuestion(asked)) ?? parseOuter(asked);
  const inner = inside === '' ? null : parseWords(foldWords(inside));
  if (outer === null) return null;
  const isCodeBeside = outer.includes('school') && inner?.every((concept) => concept === 'uai');
  const concepts = inner === null || isCodeBeside ? outer : [...outer, ...inner];
  return concepts.some((concept) => concept !== 'filler' && concept !== 'and') ? concepts : null;
}

/** « II. Écoles », « B - Contacts », « 2bis. Sa fonction », « 1.a Nom »: the number of a part is none of its words. */
function withoutNumber(text: string): string {
  return text
    .replace(/^\s*(?:[IVX]{1,4}|[A-H])\s*(?:[.)°]|[-–—/](?=\s))\s*(?=\p{L})/u, '')
    .replace(
      /^\s*(?:q(?:uestion)?\s?)?\d{1,2}\s?(?:bis|ter|quater|[a-h](?=[.)\s]))?(?:[.-]\d{1,2})*[\s.):–-]+(?=\p{L})/iu,
      '',
    );
}

/** « Quelle est votre commune ? » asks what « commune » asks. */
function plainQuestion(text: string): string {
  if (!/\?\s*$/.test(text)) return text;
  const bare = text.replace(
    /(?<=^|[\s'’-])(?:quel(?:le)?s?|laquelle|qui|représentez|representez|vous|êtes|etes|comment|est|sera|sont|seront|en|y|c|il|elle|s|t|a|appelle|peut|on|joindre)(?=[\s'’?-]|$)/gi,
    ' ',
  );
  return /\p{L}/u.test(bare) ? bare : text;
}

/** « Administrateur / fonction » is « administrateur et fonction », but « M/Mme » and « UAI/RNE » are phrases. */
function parseOuter(bare: string): Concept[] | null {
  const plain = parseWords(foldWords(bare));
  if (plain === null || !/\s[&+/]|[&+/]\s/.test(bare)) return plain;
  return parseWords(foldWords(bare.replace(/[&+/]/g, ' et '))) ?? plain;
}

function parseWords(folded: string): Concept[] | null {
  const words = folded
    .split(' ')
    .filter((word) => word !== '' && !/^(?:\d{1,3}|\d{1,2}e(?:me)?)$/.test(word));
  if (words.length > MOST_WORDS) return null;
  const concepts: Concept[] = [];
  for (let at = 0; at < words.length; ) {
    const found = longestPhraseAt(words, at);
    if (found === null) return null;
    concepts.push(found.concept);
    at += found.length;
  }
  return concepts;
}

function longestPhraseAt(words: readonly string[], at: number): { concept: Concept; length: number } | null {
  for (let length = Math.min(longestPhrase, words.length - at); length > 0; length--) {
    const concept = phrases.get(words.slice(at, at + length).join(' '));
    if (concept !== undefined) return { concept, length };
  }
  const concept = misspelt(words[at]!);
  return concept === null ? null : { concept, length: 1 };
}

const misspeltWords = new Map<string, Concept | null>();

function misspelt(word: string): Concept | null {
  const known = misspeltWords.get(word);
  if (known !== undefined) return known;
  if (misspeltWords.size > 5000) misspeltWords.clear();
  const concept = nearestConcept(word);
  misspeltWords.set(word, concept);
  return concept;
}

function nearestConcept(word: string): Concept | null {
  if (word.length < 6 || neverTypos.has(word)) return null;
  const limit = word.length >= 9 ? 2 : 1;
  const near = wordsByInitial.get(word[0]!)?.find((known) => {
    return known.word.length >= 5 && editDistance(word, known.word, limit) <= limit;
  });
  return near?.concept ?? null;
}

const personFields: readonly Concept[] = ['last', 'first', 'full'];

function compose(concepts: readonly Concept[], text = ''): Label | null {
  const has = (...wanted: Concept[]) => wanted.some((concept) => concepts.includes(concept));
  const role = roleOf(has, concepts);
  const asked = [personFields.some((field) => has(field)), has('job'), has('email'), has('phone')];
  const isExtension = has('phone') && has('job') && !asked[0] && !/fonction|qualit/i.test(text);
  const isSeveral = (asked.filter(Boolean).length > 1 && !isExtension) || asksPersonAndMore(concepts);
  const field = isSeveral ? 'details' : fieldOf(has, role);
  if (field === null && role === null && !has('schools')) return has('details') ? detailsLabel : null;
  return {
    field,
    role,
    announcesSchools: has('schools'),
    nameOrder:
      has('first') && has('last')
        ? concepts.indexOf('first') < concepts.indexOf('last')
          ? 'first'
          : 'last'
        : null,
    mayBeValue: field === null || ((field === 'schoolName' || field === 'commune') && !has('last', 'full')),
  };
}

const people: ReadonlySet<Concept> = new Set([
  'administrator',
  'director',
  'technical',
  'followUp',
  'person',
]);
const asking: ReadonlySet<Concept> = new Set(['job', 'email', 'phone']);

/** « Administrateur et fonction » asks who, then what; « Fonction de l’administrateur » asks one thing. */
function asksPersonAndMore(concepts: readonly Concept[]): boolean {
  const said = concepts.filter((concept) => concept !== 'filler');
  return said.some(
    (concept, at) => concept === 'and' && people.has(said[at - 1]!) && asking.has(said[at + 1]!),
  );
}

/** « Suivi du projet et responsable technique »: two parts, on either side of the « et ». */
function joinsBothContacts(concepts: readonly Concept[]): boolean {
  return concepts.some((concept, at) => {
    if (concept !== 'and') return false;
    const [before, after] = [concepts.slice(0, at), concepts.slice(at + 1)];
    const parts = (said: readonly Concept[]) => [said.includes('followUp'), said.includes('technical')];
    const [[followUp, technical], [thenFollowUp, thenTechnical]] = [parts(before), parts(after)] as const;
    return Boolean((followUp && thenTechnical && !technical) || (technical && thenFollowUp && !followUp));
  });
}

/** « Coordonnées » alone: in a header, whatever its cells hold. */
const detailsLabel: Label = {
  field: 'details',
  role: null,
  announcesSchools: false,
  nameOrder: null,
  mayBeValue: true,
};

type Has = (...concepts: Concept[]) => boolean;

function roleOf(has: Has, concepts: readonly Concept[]): Role | null {
  if (has('administrator') && !(has('technical') && has('commune'))) return 'administrator';
  if (joinsBothContacts(concepts)) return 'both';
  if (has('technical')) return 'technical';
  if (has('director')) return 'director';
  if (has('followUp')) return 'followUp';
  if (has('person', 'charge')) return has('school') ? 'administrator' : 'contact';
  if (has('email', 'phone', 'uai', 'other', 'insee', 'fax')) {
    if (has('school', 'schools')) return 'school';
    if (has('commune')) return 'townHall';
  }
  return null;
}

function fieldOf(has: Has, role: Role | null): LabelField | null {
  if (has('email')) return 'email';
  if (has('phone')) return 'phone';
  if (has('uai')) return 'uai';
  if (has('fax')) return 'other';
  if (has('first') && has('last')) return 'name';
  const speaksOfPerson = role !== null && role !== 'school' && role !== 'townHall';
  if (has('full')) return has('school') && !speaksOfPerson ? 'schoolName' : 'name';
  if (has('last')) {
    if (speaksOfPerson) return 'name';
    if (has('school', 'schools')) return 'schoolName';
    return has('commune') ? 'commune' : 'lastName';
  }
  if (has('first')) return 'firstName';
  if (has('job')) return 'jobTitle';
  if (has('civility')) return 'civility';
  if (has('insee')) return 'insee';
  if (has('remark')) return 'remark';
  if (has('level')) return 'level';
  if (has('action')) return 'action';
  if (has('other')) return 'other';
  if (speaksOfPerson) return null;
  if (has('school', 'schools')) return 'schoolName';
  if (has('commune')) return 'commune';
  return has('role') ? 'role' : null;
}
