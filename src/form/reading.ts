import type { SchoolLevel } from '../registry/school.js';
import type { Uai } from '../registry/uai.js';
import type { YearWords } from '../registry/year-words.js';
import type { ProblemCode } from './problem-codes.js';

/** Where something is written: the sheet's own name (or `Message` for the body of a mail) and a cell such as `D19`. */
export type CellAddress = { sheet: string; cell: string };

/** A value read from a form, which never travels without its cell. */
export type Field<Value> = { value: Value; writtenAs: string; at: CellAddress };

/** A person named by a form. A value that is absent or wrong is null, and a problem says why. */
export type ReadPerson = {
  firstName: Field<string> | null;
  lastName: Field<string> | null;
  jobTitle: Field<string> | null;
  /** Lower case. */
  email: Field<string> | null;
  /** E.164, e.g. `+33472900318`. */
  phone: Field<string> | null;
};

export type SchoolAction = 'keep' | 'add' | 'remove' | 'change_administrator';

export type ReadSchool = {
  /** As written, spaces tidied. */
  name: Field<string> | null;
  uai: Field<Uai> | null;
  administrator: ReadPerson | null;
  /** When a column of its own says it. */
  level?: Field<SchoolLevel> | null;
  /** What the commune asks for this school, when the form has a column for it. */
  action?: Field<SchoolAction> | null;
};

export type Problem = {
  /** Path in the printed reading, e.g. `schools[2].administrator.email`, or `document`. */
  field: string;
  code: ProblemCode;
  /** `error` forbids acceptance; `warning` travels with the acknowledgement. */
  severity: 'error' | 'warning';
  /** The cell to correct; for a missing value, the cell where it was expected; null when no cell can be named. */
  where: CellAddress | null;
  /** One French sentence for the clerk: what was read, what was expected, what to do. */
  message: string;
  /** A value the clerk may confirm, never applied by itself. */
  suggestion: string | null;
  /** What they typed, when it is a value of one cell that is wrong: kept for whoever mends it. */
  writtenAs?: string;
};

/** A visible cell that is neither label, value, nor known sentence of the model. */
export type UnreadCell = CellAddress & {
  text: string;
  /** True when it looks like data (an e-mail, a phone, a name, « ferme en septembre »): forbids acceptance alone. */
  looksLikeData: boolean;
};

/** What we read in one document. `kind` speaks of the form alone, not of the sender nor of the directory. */
export type Reading = {
  kind: 'valid' | 'invalid';
  /** The version of the rules that made this reading. */
  rules: string;
  /** Official name and INSEE code of the commune, or null with a problem. */
  commune: Field<{ name: string; insee: string }> | null;
  contacts: { followUp: ReadPerson | null; technical: ReadPerson | null };
  schools: ReadSchool[];
  problems: Problem[];
  unread: UnreadCell[];
  /** What it says of the school year it is made for; absent when it says nothing. */
  years?: YearWords;
};
