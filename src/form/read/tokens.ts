import type { CellAddress } from '../reading.js';
import type { LabelField, Role } from './recognise-label.js';

/** A text in a place of the document, not yet understood as anything. */
export type Written = { text: string; number: number | null; link: string | null; at: CellAddress };

/** A label with what was found for it. */
export type Pair = {
  kind: 'pair';
  field: LabelField;
  role: Role | null;
  nameOrder: 'first' | 'last' | null;
  label: string;
  values: Written[];
  /** Where the value is, or where the clerk would have written it. */
  expectedAt: CellAddress;
  /** The value is the one of the line above, whose cell is merged over this one. */
  continues?: boolean;
  /** Only its place says what it is. */
  isGuess?: boolean;
};

export type Heading = {
  kind: 'heading';
  role: Role | null;
  announces: 'schools' | 'school' | 'commune' | 'group' | 'closing' | null;
  text: string;
  at: CellAddress;
  /** A colon follows its words: it cannot be an answer. */
  hasColon?: boolean;
};

/** One line of a table: its pairs belong together whatever their order. */
export type LineOfTable = { kind: 'line'; pairs: Pair[]; role: Role | null };

export type Loose = { kind: 'loose'; written: Written };

export type Token = Pair | Heading | LineOfTable | Loose;
