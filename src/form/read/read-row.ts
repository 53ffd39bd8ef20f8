import { answersBelow, expectedPlace } from './expected-place.js';
import { textOf } from './find-header.js';
import { fits } from './fits.js';
import { foldWords } from './fold-words.js';
import {
  isClosing,
  looksLikeEmail,
  looksLikePerson,
  looksLikePhone,
  looksLikeSchool,
  looksLikeSentence,
  tellsPerson,
} from './guess-kind.js';
import { looksLikeJob } from './job-words.js';
import { unlabelled } from './pair-words.js';
import type { Heading, Pair, Token, Written } from './tokens.js';
import type { LabelPiece, SheetView, View } from './view-sheet.js';

/** Reads one row of labels and values: a value is in its label's cell, or further right, or just below. */
export function readRow(sheet: SheetView, index: number): Token[] {
  const { views } = sheet.rows[index]!;
  const line = schoolLine(sheet, views);
  if (line !== null) return line;
  const tokens: Token[] = namesBlock(sheet, index);
  for (let at = 0; at < views.length; ) {
    const view = views[at]!;
    if (view.isRead) {
      at++;
      continue;
    }
    view.isRead = true;
    const named = nameAfterCivility(sheet, view, views[at + 1]);
    if (named !== null) {
      views[at + 1]!.isRead = true;
      tokens.push(named);
      at += 2;
      continue;
    }
    const beside = valuesBeside(views, at);
    const { read, taken } = readCell(sheet, view, beside);
    for (const value of beside.slice(0, taken)) value.isRead = true;
    tokens.push(...read);
    at += 1 + taken;
  }
  return tokens;
}

/** « M. | BERT »: the civility stands where the label would. */
function nameAfterCivility(sheet: SheetView, view: View, next: View | undefined): Pair | null {
  if (!/^\s*(?:M|Mr|Mme|Mlle|Monsieur|Madame)\.?\s*:?\s*$/i.test(view.cell.text) || next === undefined)
    return null;
  const text = textOf(next);
  const isName = next.label === null && !next.isRead && /^\p{Lu}[\p{L}'’ -]{1,40}$/u.test(text);
  if (!isName || looksLikeSchool(text) || looksLikeJob(text)) return null;
  return unlabelled('lastName', sheet.written(next));
}

/** A school and its administrator on one row, without any label: « École Pasteur | Claire Durand | Directrice | … ». */
function schoolLine(sheet: SheetView, row: readonly View[]): Token[] | null {
  const views = row.length > 1 && countsSchools(row[0]!) ? row.slice(1) : row;
  const [first, ...rest] = views;
  if (
    (views.length < 3 && !isNameBesideDetails(views)) ||
    views.some(({ isRead }) => isRead) ||
    first!.label !== null ||
    !(looksLikeSchool(textOf(first!)) || isNameBesidePerson(views) || isNameBesideDetails(views))
  )
    return null;
  if (
    rest.some((view) =>
      view.pieces.some((piece) => piece.kind === 'label' && (piece.hasColon || !piece.label.mayBeValue)),
    )
  )
    return null;
  if (!rest.some((view) => looksLikeEmail(textOf(view)) || looksLikePhone(textOf(view)))) return null;
  for (const view of row) view.isRead = true;
  const pair = { kind: 'pair', nameOrder: null, label: '' } as const;
  const name: Pair = {
    ...pair,
    field: 'schoolName',
    role: null,
    values: [sheet.written(first!)],
    expectedAt: sheet.addressOf(first!),
    ...(!looksLikeSchool(textOf(first!)) && { isGuess: true }),
  };
  const values = rest.map((view) => sheet.written(view));
  return [name, { ...pair, field: 'details', role: 'administrator', values, expectedAt: values[0]!.at }];
}

/** « Jules Ferry mat. | Mme Claire Durand - directrice - c.durand@… - 04… »: all of somebody in one cell. */
function isNameBesideDetails([first, second, ...rest]: readonly View[]): boolean {
  if (second === undefined || rest.length > 0 || !/^\p{Lu}[^@:\d]{2,50}$/u.test(textOf(first!))) return false;
  const parts = textOf(second).split(/\s[-–—/|]\s|[,;\n]\s*/);
  return (
    second.pieces.every(({ kind }) => kind === 'text') &&
    looksLikePerson(parts[0]!.trim()) &&
    parts.some(looksLikeEmail) &&
    parts.some(looksLikePhone)
  );
}

/** « 3 », « École 3 : » left of the name of a school. */
function countsSchools(view: View): boolean {
  const text = textOf(view);
  return view.label === null
    ? /^\W*(?:n\s?°\s?)?\d{1,2}\W*$/i.test(text)
    : view.label.label.field === 'schoolName' &&
        /^\W*(?:[ée]cole|[ée]tablissement|n\s?°)[\s\u00a0n°]*\d{1,2}$/i.test(text);
}

/** « Jules Ferry | Claire Durand | Directrice | c.durand@… »: a school's name where schools are announced, and only there. */
function isNameBesidePerson([first, second, ...rest]: readonly View[]): boolean {
  return (
    rest.length >= 1 &&
    /^\p{Lu}[^@:\d]{2,50}$/u.test(textOf(first!)) &&
    second!.label === null &&
    looksLikePerson(textOf(second!)) &&
    rest.some((view) => looksLikeEmail(textOf(view)))
  );
}

/**
 * A name left of several labels (« Gilbert Dru | Nom | … » over « | Mail | … »), merged down or above empty cells: what
 * the block is about. Like « Suivi du projet » in that place, without being a label: a school.
 */
function namesBlock(sheet: SheetView, index: number): Token[] {
  const { views } = sheet.rows[index]!;
  const [name, label] = views;
  const below = sheet.rows[index + 1]?.views.find((view) => view !== name && view.cell.row > name!.cell.row);
  if (name === undefined || name.isRead || name.label !== null || name.isSentence) return [];
  if (label?.label == null || label.isRead || label.label.label.field === null || views.length < 3) return [];
  const goesOn = below?.label != null && below.cell.column === label.cell.column;
  const text = textOf(name);
  const isName =
    /^\p{Lu}|^l[’']/u.test(text) &&
    !/[@:]|\d{3}/.test(text) &&
    text.length < 70 &&
    !looksLikeSentence(text) &&
    name.pieces.every(({ kind }) => kind === 'text');
  if (!goesOn || !isName) return [];
  name.isRead = true;
  return [
    {
      kind: 'pair',
      field: 'schoolName',
      role: null,
      nameOrder: null,
      label: '',
      values: [sheet.written(name)],
      expectedAt: sheet.addressOf(name),
    },
  ];
}

/** The cells right of a label that may answer it: texts, or one ambiguous label when nothing else is there. */
function valuesBeside(views: readonly View[], at: number): View[] {
  const last = views[at]!.pieces.at(-1)!;
  if (last.kind !== 'label') return goesOnBeside(views, at);
  const values: View[] = [];
  for (const view of views.slice(at + 1)) {
    if (view.isRead) break;
    const isText = view.pieces.every(({ kind }) => kind === 'text');
    const goesOn =
      last.label.field === null && values.length > 0 && view.label?.label.mayBeValue && !view.label.hasColon;
    const mayAnswer =
      values.length === 0 &&
      last.label.field !== null &&
      view.label?.label.mayBeValue &&
      !view.label.hasColon &&
      !isNameWord(view);
    if (!isText && !mayAnswer && !goesOn) break;
    values.push(view);
    if (!isText && !goesOn) break;
  }
  return values;
}

/** « Groupe scolaire | Dénomination | Marie Curie »: asks for a name, and is none. */
function isNameWord(view: View): boolean {
  return /^(?:denomination|intitule|libelle|designation)\b/.test(foldWords(textOf(view)));
}

/** « Suivi du projet : Claire DURAND | Directrice | c.durand@… »: what its own cell began, those beside go on telling. */
function goesOnBeside(views: readonly View[], at: number): View[] {
  const labels = views[at]!.pieces.filter((piece) => piece.kind === 'label');
  const tells = labels.length === 1 && (labels[0]!.label.field === null || labels[0]!.label.field === 'name');
  if (!tells || labels[0]!.label.role === null) return [];
  const beside = views.slice(at + 1);
  const goOn = beside.every(
    (view) =>
      !view.isRead &&
      (view.pieces.every(({ kind }) => kind === 'text') ||
        (view.label?.label.mayBeValue && !view.label.hasColon)),
  );
  return goOn && beside.some((view) => looksLikeEmail(textOf(view)) || looksLikePhone(textOf(view)))
    ? beside
    : [];
}

function readCell(sheet: SheetView, view: View, beside: readonly View[]): { read: Token[]; taken: number } {
  const read: Token[] = [];
  const labels = view.pieces.filter((piece) => piece.kind === 'label');
  if (labels.length === 0) {
    return {
      read:
        view.isSentence && !namesCommune(view)
          ? closing(sheet, view)
          : [{ kind: 'loose', written: sheet.written(view) }],
      taken: 0,
    };
  }
  if (view.pieces[0]!.kind === 'text')
    read.push({ kind: 'loose', written: sheet.written(view, view.pieces[0]!.text) });
  let taken = 0;
  for (const [index, piece] of view.pieces.entries()) {
    if (piece.kind !== 'label') continue;
    const next = view.pieces[index + 1];
    if (next?.kind === 'text') {
      const goesOn = index + 2 === view.pieces.length && beside.length > 0;
      const pair = pairOf(sheet, view, piece, textsAfter(sheet, view, index));
      if (goesOn) pair.values.push(...beside.map((value) => sheet.written(value)));
      if (goesOn) taken = beside.length;
      read.push(goesOn ? { ...pair, field: 'details' } : pair);
    } else if (next !== undefined) {
      read.push(withoutValue(sheet, view, piece));
    } else {
      const answered = lookAround(sheet, view, piece, beside);
      taken = answered.taken;
      read.push(answered.token);
    }
  }
  return { read, taken };
}

/** A sentence of courtesy that says of which commune it comes. */
function namesCommune(view: View): boolean {
  return /\b(?:commune|mairie|ville)\s+d/i.test(view.cell.text);
}

/** What follows « Cordialement » is a signature. */
function closing(sheet: SheetView, view: View): Token[] {
  const text = textOf(view);
  return isClosing(text)
    ? [{ kind: 'heading', role: null, announces: 'closing', text, at: sheet.addressOf(view) }]
    : [];
}

function textsAfter(sheet: SheetView, view: View, index: number): Written[] {
  const texts: string[] = [];
  for (const piece of view.pieces.slice(index + 1)) {
    if (piece.kind !== 'text') break;
    texts.push(piece.text);
  }
  const isAlone = view.pieces.filter(({ kind }) => kind === 'label').length === 1;
  return [
    {
      ...sheet.written(view, texts.join('\n')),
      link: isAlone || /@/.test(texts[0]!) ? view.cell.link : null,
    },
  ];
}

function lookAround(sheet: SheetView, view: View, piece: LabelPiece, beside: readonly View[]) {
  if (beside.length > 0) {
    const isSeveral =
      piece.label.field === null || piece.label.field === 'name' || piece.label.field === 'details';
    const values = isSeveral ? beside : beside.slice(0, 1);
    return {
      token: pairOf(
        sheet,
        view,
        piece,
        values.map((value) => sheet.written(value)),
      ),
      taken: values.length,
    };
  }
  const below = valueBelow(sheet, view, piece);
  if (below !== null) {
    below.isRead = true;
    return { token: pairOf(sheet, view, piece, [sheet.written(below)]), taken: 0 };
  }
  const cut = valueCut(sheet, view, piece);
  if (cut !== null) return { token: pairOf(sheet, view, piece, [cut]), taken: 0 };
  return { token: withoutValue(sheet, view, piece), taken: 0 };
}

/**
 * « … Mail : » at the end of a line that a mail program cut, « c.durand@… Tel : … » on the next one: its first words are the
 * answer, and are taken from that line.
 */
function valueCut(sheet: SheetView, view: View, piece: LabelPiece): Written | null {
  const { row, column, rowSpan } = view.cell;
  const below = sheet.at(row + rowSpan, column);
  const [first, second] = below?.pieces ?? [];
  if (below === undefined || below.isRead || first?.kind !== 'text' || second?.kind !== 'label') return null;
  const isAlone = view.pieces.length > 2 && piece.hasColon && piece.label.field !== null;
  if (!isAlone || fits(piece.label.field, first.text) < 2) return null;
  const written = sheet.written(below, first.text);
  below.pieces = below.pieces.slice(1);
  return written;
}

/** The cell just below, when it can only be this label's answer. */
function valueBelow(sheet: SheetView, view: View, piece: LabelPiece): View | null {
  const { row, column, rowSpan } = view.cell;
  const below = sheet.at(row + rowSpan, column);
  if (below === undefined || below.isRead || below.isSentence || below.cell.row !== row + rowSpan)
    return null;
  // A cell merged from further left is the heading of what follows, over the whole table.
  if (below.cell.column < column) return null;
  const isLabel = below.pieces.some(({ kind }) => kind === 'label');
  const isJob =
    piece.label.field === 'jobTitle' && below.label?.label.field === null && !below.label.hasColon;
  if (isLabel) return isJob && answersBelow(sheet) ? below : null;
  const before = sheet.rows
    .find((line) => line.row === row + rowSpan)!
    .views.filter(({ cell }) => cell.column < column)
    .at(-1);
  if (before?.label && before.label.label.field !== null && below.cell.column - before.cell.column <= 2)
    return null;
  if (piece.label.announcesSchools) return null;
  if (piece.label.field === null)
    return piece.label.role !== null && tellsPerson(textOf(below)) ? below : null;
  const isStamp = piece.label.field === 'commune' && !piece.hasColon;
  return fits(piece.label.field, textOf(below)) > (isStamp ? 1 : 0) ? below : null;
}

function pairOf(sheet: SheetView, view: View, piece: LabelPiece, values: Written[]): Pair {
  const { field, role, nameOrder } = piece.label;
  return {
    kind: 'pair',
    field: field ?? 'details',
    role,
    nameOrder,
    label: piece.text,
    values,
    expectedAt: values[0]?.at ?? sheet.addressOf(view),
    ...(piece.label.isGuess && { isGuess: true }),
  };
}

/** A label nobody answered: a heading when its words name a part, otherwise an empty answer. */
function withoutValue(sheet: SheetView, view: View, piece: LabelPiece): Token {
  const { label } = piece;
  const announces = label.announcesSchools
    ? 'schools'
    : label.field === 'schoolName'
      ? 'school'
      : label.field === 'commune'
        ? 'commune'
        : null;
  const heading: Heading = {
    kind: 'heading',
    role: label.role,
    announces,
    text: piece.text,
    at: sheet.addressOf(view),
    hasColon: piece.hasColon || piece.hasLeaders,
  };
  if (label.field === null || label.announcesSchools) return heading;
  if (label.mayBeValue && !piece.hasColon && !piece.hasLeaders) return heading;
  const pair = pairOf(sheet, view, piece, []);
  return { ...pair, expectedAt: expectedPlace(sheet, view, piece) };
}
