import { findCommune } from '../../registry/find-commune.js';
import type { CellAddress } from '../reading.js';
import { actionOf } from './action-of.js';
import type { DraftPerson, PersonSlot, Slot } from './draft.js';
import { foldWords } from './fold-words.js';
import { looksLikePerson } from './guess-kind.js';
import { isNoAnswer } from './no-answer.js';
import type { LabelField, Role } from './recognise-label.js';
import { levelsIn } from './school-key.js';
import { tidy } from './tidy.js';
import type { Pair, Written } from './tokens.js';

/** « Dénomination : Commune de Genay »: no school is called so. */
export function namesTownHall({ values: [value] }: Pair): boolean {
  const text = value?.text ?? '';
  return /^(?:commune|ville|mairie)\s+d(?:e |['’]|u |es )/i.test(text) && findCommune(text).kind === 'one';
}

/** The line says the name where names are asked. */
export function tellsName(pairs: readonly Pair[]): boolean {
  return pairs.some(
    ({ field, values }) =>
      ['name', 'firstName', 'lastName', 'details'].includes(field) &&
      values.some(({ text }) => looksLikePerson(text) || /^\p{Lu}/u.test(text)),
  );
}

/** « Mme Laure BERGER directrice 04… laure.berger@… »: somebody, and how to reach him. */
export function tellsReach(text: string): boolean {
  return /\S@\S/.test(text) && /\d{2}[\s.-]?\d{2}[\s.-]?\d{2}[\s.-]?\d{2}/.test(text);
}

export function isOfSchool(field: Pair['field']): boolean {
  return field === 'schoolName' || field === 'uai' || field === 'level' || field === 'action';
}

/** « Écoles maternelles » says the level of every school it announces. */
export function levelOfAll(text: string, at: CellAddress): Written | null {
  const level = levelsIn(text);
  return level === '' || level.includes(' ') ? null : { text: level, number: null, link: null, at };
}

/** The words of a name, in no order: « DURAND Claire » is « Claire Durand ». */
export function nameWords(values: readonly Written[]): string {
  const words = foldWords(values.map(({ text }) => text).join(' ')).split(' ');
  return words
    .filter((word) => !/^(?:|m|mr|mme|mlle|monsieur|madame)$/.test(word))
    .sort()
    .join(' ');
}

/** A surname and a given name, told already: a name that follows is somebody else's. */
export function namedInTwo({ slots }: DraftPerson): Slot | undefined {
  return slots.firstName?.written ? (slots.lastName ?? undefined) : undefined;
}

/** « Référent technique (nom et prénom) » says whose job, address and number follow. */
export function isNameSlot(slot: PersonSlot): boolean {
  return slot === 'name' || slot === 'firstName' || slot === 'lastName';
}

export function speaksOfSomeone(role: Role | null): boolean {
  return role !== null && role !== 'school' && role !== 'townHall';
}

export function slotOf(pair: Pair): Slot {
  const [value] = pair.values;
  return {
    written: value === undefined || saysNothing(pair.field, value.text) ? null : value,
    expectedAt: pair.expectedAt as CellAddress,
    nameOrder: pair.nameOrder,
  };
}

/** « Inchangé » answers what to do with a school, and nothing else. */
function saysNothing(field: Pair['field'], text: string): boolean {
  return isNoAnswer(text) && !(field === 'action' && actionOf(text) !== null);
}

export function joined(values: readonly Written[]): Written {
  return { ...values[0]!, text: values.map(({ text }) => text).join(' '), number: null };
}

/** An answer that stands without a label: where it is says what it is. */
export function unlabelled(field: LabelField, ...values: [Written, ...Written[]]): Pair {
  return { kind: 'pair', field, role: null, nameOrder: null, label: '', values, expectedAt: values[0].at };
}

const SURNAME = "\\p{Lu}{2}[\\p{Lu}’' -]*";
const GIVEN = "\\p{Lu}\\p{Ll}[\\p{L}’'-]*";
const WHOLE_NAME = new RegExp(`^(?:${GIVEN} ${SURNAME}|${SURNAME} ${GIVEN})$`, 'u');

/** « Inès NGUYEN » in one cell: what stands in the next is no part of the name. */
export function isWholeName({ text }: Written): boolean {
  return WHOLE_NAME.test(tidy(text).replace(/^(?:M|Mr|Mme|Mlle)\.?\s+/, ''));
}
