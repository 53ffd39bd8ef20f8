import { actionOf } from './action-of.js';
import { placeOf } from './cell-place.js';
import { type Draft, type DraftPerson, peopleOf, type Slot } from './draft.js';
import { announcesNews } from './known-sentence.js';
import type { Pair, Token, Written } from './tokens.js';
import type { SheetView } from './view-sheet.js';

/** Answers that are understood and not kept: an address, a civility, the town hall's own telephone. */
const UNDERSTOOD: ReadonlySet<Pair['field']> = new Set(['other', 'insee', 'civility', 'level', 'action']);

/**
 * The texts that no step of the reading took for anything: the net under the whole reading. A cell is accounted for by
 * its place, whoever took it.
 */
export function findForgotten(
  sheets: readonly SheetView[],
  tokens: readonly Token[],
  draft: Draft,
): Written[] {
  const known = new Set([...takenPlaces(draft), ...understoodPlaces(tokens)]);
  return sheets.flatMap((sheet) =>
    sheet.rows.flatMap(({ views }) =>
      views
        .filter((view) => !view.isSentence && view.pieces.some(({ kind }) => kind === 'text'))
        .map((view) => sheet.written(view))
        .filter(({ text, at }) => !known.has(placeOf(at)) && !/^\W*\d{1,3}\W*$|^n\s?°?$/i.test(text)),
    ),
  );
}

/** An action nobody knows, and news in any cell (« ferme en septembre » under « Effectif »), are not understood. */
function isUnderstood(field: Pair['field'], text: string): boolean {
  if (field === 'action') return actionOf(text) !== null;
  if (field === 'civility') return text.length <= 14;
  return !announcesNews(text);
}

function takenPlaces(draft: Draft): string[] {
  const people = [...peopleOf(draft), ...draft.orphans, ...draft.schools.map(({ own }) => own)];
  const ofSchools = draft.schools.flatMap(({ name, uai }) => [name, uai]);
  const actions = draft.schools.filter(({ action }) => actionOf(action?.written?.text ?? '') !== null);
  const slots = [
    ...actions.map(({ action }) => action),
    ...draft.commune,
    draft.insee,
    ...ofSchools,
    ...people.flatMap(slotsOf),
  ];
  const written = [
    ...draft.loose,
    ...draft.letterhead,
    ...draft.repeated,
    ...people.flatMap(({ others }) => others.map((other) => other.written)),
  ].map(({ at }) => placeOf(at));
  return [
    ...slots.flatMap((slot) => (slot === null ? [] : [placeOf(slot.expectedAt), ...placeOfWritten(slot)])),
    ...written,
  ];
}

function slotsOf({ slots }: DraftPerson): Slot[] {
  return Object.values(slots);
}

function placeOfWritten({ written }: Slot): string[] {
  return written === null ? [] : [placeOf(written.at)];
}

function understoodPlaces(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => {
    if (token.kind === 'heading') return [placeOf(token.at)];
    const pairs = token.kind === 'pair' ? [token] : token.kind === 'line' ? token.pairs : [];
    return pairs
      .filter(({ field, role }) => UNDERSTOOD.has(field) || role === 'townHall' || role === 'school')
      .flatMap(({ field, values }) => values.filter(({ text }) => isUnderstood(field, text)))
      .map(({ at }) => placeOf(at));
  });
}
