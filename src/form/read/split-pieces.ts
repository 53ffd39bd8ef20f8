import { beginsWithSchool, looksLikePerson, looksLikeUai } from './guess-kind.js';
import {
  beginsWithFiller,
  isOfContact,
  type Label,
  plainLabel,
  recogniseLabel,
  recogniseLabelBeforeColon,
} from './recognise-label.js';
import { splitProse } from './split-prose.js';
import { isBlank, tidy } from './tidy.js';

/** A part of a cell: a label, or what is not one. */
export type Piece =
  | { kind: 'label'; label: Label; text: string; hasColon: boolean; hasLeaders: boolean }
  | { kind: 'text'; text: string };

type LabelPiece = Extract<Piece, { kind: 'label' }>;

const SEPARATOR = /[:：]|[.…_·]{3,}|…|_{2,}|[\s\u00a0]={1,2}>?[\s\u00a0]|->|→/g;

/** A cell as labels and texts, in order: « Tél. : 04… Mail : a@b.fr » is two labels, each followed by its text. */
export function splitPieces(text: string): Piece[] {
  const folded = labelOnSeveralLines(text);
  if (folded !== null) return [folded];
  const pieces = splitProse(text) ?? asTold(splitLines(text));
  const isTold = pieces.length > 2 && pieces[0]!.kind === 'text';
  const areDoubtful = pieces.every(
    (piece) => piece.kind === 'text' || (piece.label.mayBeValue && !piece.hasColon && !piece.hasLeaders),
  );
  if (isTold && areDoubtful) return pieces.map((piece) => ({ kind: 'text', text: piece.text }));
  return schoolFirst(pieces) ?? pieces;
}

/** « Administrateur⏎École du Bourg » beside the lines about somebody: whose administrator it is. */
function schoolFirst(pieces: readonly Piece[]): Piece[] | null {
  const [head, name, ...more] = pieces;
  if (head?.kind !== 'label' || name?.kind !== 'text' || more.length > 0) return null;
  const { role, field } = head.label;
  if (field !== null || (role !== 'administrator' && role !== 'director')) return null;
  if (!beginsWithSchool(name.text) || /[@\d]/.test(name.text)) return null;
  return [{ ...head, label: schoolLabel, text: '', hasColon: true }, name, head];
}

/** « Administrateur : ⏎ Mme Chloé VERDIER ⏎ Directrice ⏎ c.verdier@… »: among the lines about somebody, what he does. */
function asTold(pieces: Piece[]): Piece[] {
  const [first, second] = pieces;
  const isAboutSomebody =
    first?.kind === 'label' && first.hasColon && first.label.field === null && first.label.role !== null;
  if (!isAboutSomebody || second?.kind !== 'text') return pieces;
  return pieces.map((piece, index) =>
    index > 0 && piece.kind === 'label' && !piece.hasColon && !piece.hasLeaders && isJob(piece.label)
      ? { kind: 'text', text: piece.text }
      : piece,
  );
}

const isJob = ({ mayBeValue, field, role }: Label) => mayBeValue && field === null && role !== null;

/** « Personne chargée⏎du suivi »: one label, folded to the width of its column. */
function labelOnSeveralLines(text: string): Piece | null {
  const plain = text.trim();
  if (!/[\r\n\u2028]/.test(plain) || plain.length > 90 || /[:：@\d]|[._…]{2}/.test(plain.slice(0, -1)))
    return null;
  const whole = tidy(plain.replace(/[\s\u00a0]*[:：]$/, ''));
  const label = recogniseLabel(whole);
  if (label === null || (label.mayBeValue && label.role === null)) return null;
  return { kind: 'label', label, text: whole, hasColon: /[:：]$/.test(plain), hasLeaders: false };
}

function splitLines(text: string): Piece[] {
  return text
    .split(/\r\n?|\n|\u2028/)
    .flatMap((line) => answeredByWords(joinTexts(line.split(/[\s\u00a0]{3,}|\t/).flatMap(splitChunk))));
}

/** « Fonction    Responsable informatique »: after the question of a job, the words of a label are its answer. */
function answeredByWords(pieces: Piece[]): Piece[] {
  const [asked, answer, ...more] = pieces;
  if (asked?.kind !== 'label' || answer?.kind !== 'label' || more.length > 0) return pieces;
  const isAnswer = asked.label.field === 'jobTitle' && answer.label.field === null && !answer.hasColon;
  return isAnswer
    ? [
        { ...asked, hasColon: true },
        { kind: 'text', text: answer.text },
      ]
    : pieces;
}

function splitChunk(text: string): Piece[] {
  if (isBlank(text)) return [];
  const chunk = text.replace(
    /^[\s\u00a0]*(?:[-–—•*▪◦·>➢✓]+[\s\u00a0]+|\d{1,2}(?:\.\d{1,2}){0,3}[).]?(?<=\D|\.\d{1,2})[\s\u00a0]+(?=\p{L})|\d{1,2}[.)-][a-h][).]?[\s\u00a0]+(?=\p{L})|[A-Z][\s\u00a0]*[-–—.)/][\s\u00a0]+(?=(?:[ée]cole|groupe scolaire|maternelle|[ée]l[ée]mentaire)[\s\u00a0]))+/iu,
    '',
  );
  const told = splitAfterPerson(chunk);
  if (told !== null) return told;
  const school = splitAfterSchool(chunk) ?? splitAfterAnyName(chunk);
  if (school !== null) return school;
  const pieces: Piece[] = [];
  let start = 0;
  let previous: LabelPiece | null = null;
  for (const separator of chunk.matchAll(SEPARATOR)) {
    const rest = chunk.slice(separator.index + separator[0].length);
    const found = labelEndingAt(chunk, start, separator.index, previous, separator[0]);
    if (found === null || (previous !== null && isBlank(rest) && endsValue(chunk, start, separator, found)))
      continue;
    pushText(pieces, chunk.slice(start, found.start));
    previous = {
      kind: 'label',
      label: found.label,
      text: tidy(chunk.slice(found.start, separator.index)),
      hasColon:
        /[:：=>→]/.test(separator[0]) ||
        /^[\s\u00a0]*[:：]/.test(chunk.slice(separator.index + separator[0].length)),
      hasLeaders: /[.…_]{2,}|…/.test(chunk.slice(separator.index)),
    };
    pieces.push(previous);
    start = separator.index + separator[0].length;
  }
  if (start > 0) {
    pushText(pieces, chunk.slice(start));
    const whole = labelOfTwo(pieces);
    return whole === null ? pieces : [whole];
  }
  return splitWithoutSeparator(chunk);
}

/** « Administrateur : prénom », « Contact 2 : technique »: the colon joins two halves of one label. */
function labelOfTwo(pieces: readonly Piece[]): Piece | null {
  const [head, rest, ...more] = pieces;
  if (more.length > 0 || head?.kind !== 'label' || rest?.kind !== 'text') return null;
  if (head.label.field !== null || head.hasLeaders) return null;
  const asked = recogniseLabel(rest.text);
  const isContact = head.label.role === 'contact' || head.label.role === null;
  const isHalf = asked !== null && (!asked.mayBeValue || (isContact && asked.field === null));
  if (!isHalf) return null;
  const text = `${head.text} ${rest.text}`;
  const label = recogniseLabel(text);
  return label === null ? null : { ...head, label, text, hasColon: false };
}

function pushText(pieces: Piece[], text: string): void {
  if (isBlank(text) || /^[\s\u00a0]*\(?(?:[a-z0-9]{1,2}[.)]|\d{1,2}[.-][a-h][.)]?)[\s\u00a0]*$/i.test(text))
    return;
  const value = tidy(
    text.replace(/^[\s\u00a0]*[-–—•|/;,:：]+(?=\s)/, '').replace(/[\s\u00a0]*[-–—•|/;,]+[\s\u00a0]*$/, ''),
  );
  if (!isBlank(value)) pieces.push({ kind: 'text', text: unquoted(value) });
}

/** « « Claire Durand » »: an answer between quotes, whole. */
function unquoted(text: string): string {
  return /^[«“"][\s\u00a0]*([^«»“”"]+?)[\s\u00a0]*[»”"]$/.exec(text)?.[1] ?? text;
}

/** Leaders after a value close it: « Fonction ……… Directeur ……… » has one label. */
function endsValue(
  chunk: string,
  start: number,
  separator: RegExpExecArray,
  found: { start: number; label: Label },
): boolean {
  if (/[:：]/.test(separator[0])) return false;
  return found.label.mayBeValue || !isBlank(chunk.slice(start, found.start));
}

/** The longest end of the segment that is a label; a job title before it stays the value of the label before. */
function labelEndingAt(
  chunk: string,
  start: number,
  end: number,
  previous: LabelPiece | null,
  separator: string,
): { start: number; label: Label } | null {
  const segment = chunk.slice(start, end);
  const starts = [...segment.matchAll(/(?<=^|[\s\u00a0/;,|•–—(-])[^\s\u00a0/;,|•–—(-]/g)]
    .map((match) => match.index)
    .slice(-14);
  let longest: { start: number; label: Label } | null = null;
  for (const at of starts) {
    const before = segment.slice(0, at);
    const isFirst = isBlank(before);
    const label =
      isFirst && /[:：]/.test(separator)
        ? recogniseLabelBeforeColon(segment.slice(at))
        : recogniseLabel(segment.slice(at));
    if (
      label === null ||
      (label.mayBeValue && !isFirst && !/[/;,|•–—-][\s\u00a0]*$|[\s\u00a0]{2,}$/.test(before))
    )
      continue;
    if (
      !isFirst &&
      (beginsWithFiller(segment.slice(at)) || isInNumber(segment, at, chunk.slice(end + separator.length)))
    )
      continue;
    const found = { start: start + at, label };
    longest ??= found;
    if (previous?.label.field !== 'jobTitle' || (!isFirst && label.role === null)) return found;
  }
  return longest;
}

/**
 * « 04 72 90 03 18 Port : … », « 04 72 90 03 18 – poste : 12 »: the end of a number begins no label; « poste » asks for a
 * job unless a number follows it.
 */
function isInNumber(segment: string, at: number, after: string): boolean {
  if (!/\d[\s\u00a0./(,–-]{0,4}$/.test(segment.slice(0, at))) return false;
  return /\d/.test(segment[at]!) || (/^poste\s*$/i.test(segment.slice(at)) && /^\s*\d/.test(after));
}

/** « Claire DURAND (suivi du projet), directrice, c.durand@…, 04… »: the part of somebody, after the name. */
function splitAfterPerson(chunk: string): Piece[] | null {
  const match =
    /^([^()@:\d]{5,60}?)[\s\u00a0]*\(([^()@\d]{4,60})\)[\s\u00a0]*[,:;–—-][\s\u00a0]*(\S.*)$/s.exec(chunk);
  if (match === null || !looksLikePerson(match[1]!)) return null;
  const label = recogniseLabel(match[2]!);
  const isContact = isOfContact(label?.role);
  if (label === null || label.field !== null || !isContact || !/@|\d{2}[\s.]?\d{2}/.test(match[3]!))
    return null;
  return [
    { kind: 'label', label, text: match[2]!, hasColon: true, hasLeaders: false },
    { kind: 'text', text: tidy(`${match[1]!}, ${match[3]!}`) },
  ];
}

const schoolLabel = plainLabel('schoolName');
const administratorLabel = plainLabel(null, 'administrator');

/** « Gilbert Dru : M. Paul Petit, directeur, 04… »: under the announced schools, the name of one and who answers for it. */
function splitAfterAnyName(chunk: string): Piece[] | null {
  const match = /^(\p{Lu}[^:@\d,;]{2,50}?)[\s\u00a0]*[:：][\s\u00a0]*(\S.*)$/su.exec(chunk);
  if (match === null || recogniseLabelBeforeColon(match[1]!) !== null) return null;
  const [person = ''] = match[2]!.split(/\s[-–—/|]\s|[,;(]/);
  const tellsMore = /@|\d{2}[\s.]?\d{2}[\s.]?\d{2}/.test(match[2]!);
  if (!tellsMore || !looksLikePerson(person.trim())) return null;
  const label = { kind: 'label', text: '', hasColon: true, hasLeaders: false } as const;
  return [
    { ...label, label: { ...schoolLabel, isGuess: true } },
    { kind: 'text', text: tidy(match[1]!) },
    { ...label, label: administratorLabel },
    { kind: 'text', text: tidy(match[2]!) },
  ];
}

/** « École Jean Jaurès – administratrice : … » */
const ROLE_AT_END =
  /[\s\u00a0]*[-–—,(][\s\u00a0]*(?:administrat(?:eur|rice)|adm(?:in)?\.?|direct(?:eur|rice)|dir\.?|référente?|réf\.?)[)\s]*$/iu;

/** « École Jean Jaurès : Mme Durand, directrice, … »: the name stands where a label would. */
function splitAfterSchool(chunk: string): Piece[] | null {
  const match = /^([^:@]{6,80}?)[\s\u00a0]*[:：][\s\u00a0]*(\S.*)$/s.exec(chunk);
  if (match === null || !beginsWithSchool(match[1]!) || recogniseLabel(match[1]!) !== null) return null;
  if (looksLikeUai(match[2]!.replace(/[)\]\s]+$/, ''))) return [{ kind: 'text', text: tidy(chunk) }];
  const rest = match[2]!.replace(
    /^(?:administrat(?:eur|rice)|direct(?:eur|rice)|référente?)[\s\u00a0]+(?=\p{Lu})/iu,
    '',
  );
  const inside = splitChunk(rest);
  const label = { kind: 'label', text: '', hasColon: true, hasLeaders: false } as const;
  const school: Piece[] = [
    { ...label, label: schoolLabel },
    { kind: 'text', text: tidy(match[1]!.replace(ROLE_AT_END, '')) },
  ];
  return inside[0]?.kind === 'text'
    ? [...school, { ...label, label: administratorLabel }, ...inside]
    : [...school, ...inside];
}

function splitWithoutSeparator(chunk: string): Piece[] {
  const whole = tidy(chunk);
  const label = recogniseLabel(whole);
  if (label !== null) return [{ kind: 'label', label, text: whole, hasColon: false, hasLeaders: false }];
  return (
    splitBeforeRole(whole) ??
    splitAtDash(whole) ??
    splitBeforeTypedValue(whole) ??
    splitBeforeSchool(whole) ?? [{ kind: 'text', text: whole }]
  );
}

/** « École Jean Jaurès – administratrice » over the lines about her. */
function splitBeforeRole(text: string): Piece[] | null {
  const name = text.replace(ROLE_AT_END, '');
  if (name === text || !beginsWithSchool(name) || recogniseLabel(name) !== null) return null;
  const label = { kind: 'label', text: '', hasColon: true, hasLeaders: false } as const;
  return [
    { ...label, label: schoolLabel },
    { kind: 'text', text: tidy(name) },
    { ...label, label: administratorLabel },
  ];
}

/** « Nom - DUPONT »: a dash stands for the colon when what precedes is a plain label. */
function splitAtDash(text: string): Piece[] | null {
  const match = /^(.{2,60}?)\s[-–—]\s(.+)$/.exec(text);
  if (match === null) return null;
  const label = recogniseLabel(match[1]!);
  if (label === null || label.mayBeValue) return null;
  return [
    { kind: 'label', label, text: match[1]!, hasColon: true, hasLeaders: false },
    { kind: 'text', text: tidy(match[2]!) },
  ];
}

/** « Établissement École Simone Veil », « Nom de l’école École Jean Jaurès », « ÉCOLE École Jean Jaurès ». */
const LABEL_OF_SCHOOL =
  /^(.*(?:[ée]tablissement|\bnom\b|\s\/\s).*?|[ée]cole)\s+((?:[ée]cole|groupe scolaire|maternelle)\s+(?!\/).*)$/iu;

/** The label asks for the school that follows it without a colon. */
function splitBeforeSchool(text: string): Piece[] | null {
  const [, before, school] = LABEL_OF_SCHOOL.exec(text) ?? [];
  const label = before === undefined ? null : recogniseLabel(before);
  const isItsWord =
    /^[ée]cole$/i.test(before ?? '') && !/^(?:[ée]cole|groupe scolaire)\s/i.test(school ?? '');
  if (label?.field !== 'schoolName' || isItsWord || !beginsWithSchool(school!)) return null;
  return [
    { kind: 'label', label, text: before!, hasColon: true, hasLeaders: false },
    { kind: 'text', text: school! },
  ];
}

/** « Tél 04 72 90 03 18 », « Mail a@b.fr »: the value shows where the label ends. */
function splitBeforeTypedValue(text: string): Piece[] | null {
  const match = /^(\D{3,40}?)[\s.]+((?:\+|00|\(?0)\s?[\d(][\d\s.()/-]{7,}|\S+@\S+\.\S+)$/.exec(text);
  if (match === null) return null;
  const label = recogniseLabel(match[1]!);
  if (label === null || (label.field !== 'phone' && label.field !== 'email')) return null;
  return [
    { kind: 'label', label, text: match[1]!, hasColon: true, hasLeaders: false },
    { kind: 'text', text: match[2]! },
  ];
}

function joinTexts(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (piece.kind === 'text' && last?.kind === 'text') last.text += ` ${piece.text}`;
    else joined.push({ ...piece });
  }
  return joined;
}
