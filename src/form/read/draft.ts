import type { CellAddress } from '../reading.js';
import type { Written } from './tokens.js';

/** The place of one value: what was written there, or where it was expected. */
export type Slot = {
  written: Written | null;
  expectedAt: CellAddress;
  nameOrder: 'first' | 'last' | null;
};

export type PersonSlot = 'name' | 'firstName' | 'lastName' | 'civility' | 'jobTitle' | 'email' | 'phone';

export type DraftPerson = {
  slots: Partial<Record<PersonSlot, Slot>>;
  /** Where the form speaks of this person, even when it says nothing. */
  at: CellAddress | null;
  /** Second answers to the same question: a second phone is noted, anything else is unread. */
  others: { slot: PersonSlot; written: Written }[];
  /** The word that announces a head teacher is a job by itself, when the form asks for no other. */
  calledAs?: Written;
};

export type DraftSchool = {
  name: Slot | null;
  uai: Slot | null;
  level: Slot | null;
  /** The level of all the schools of its sheet or list (« Écoles maternelles »), when it says none. */
  levelAbove: Written | null;
  action: Slot | null;
  /** The school's own mailbox and telephone: a second source of its UAI, never its administrator's. */
  own: DraftPerson;
  administrator: DraftPerson;
  director: DraftPerson;
  at: CellAddress | null;
  /** Named without a label: a school only when somebody answers for it. */
  isTentative: boolean;
};

export type Draft = {
  commune: Slot[];
  insee: Slot | null;
  followUp: DraftPerson;
  technical: DraftPerson;
  /** A person whose part is not said: the follow-up contact when nobody else is. */
  contact: DraftPerson;
  /** One person announced for both parts: each part that nobody else takes. */
  both: DraftPerson;
  schools: DraftSchool[];
  /** People announced as administrators before or outside any school. */
  orphans: DraftPerson[];
  /** What stands above the form: the town hall's own name, address, telephone. */
  letterhead: Written[];
  /** Texts without a label, and second answers that do not fit. */
  loose: Written[];
  /** The same answer written again: understood already. */
  repeated: Written[];
};

export function emptyPerson(): DraftPerson {
  return { slots: {}, at: null, others: [] };
}

export function emptySchool(): DraftSchool {
  return {
    name: null,
    uai: null,
    level: null,
    levelAbove: null,
    action: null,
    own: emptyPerson(),
    administrator: emptyPerson(),
    director: emptyPerson(),
    at: null,
    isTentative: false,
  };
}

export function emptyDraft(): Draft {
  return {
    commune: [],
    insee: null,
    followUp: emptyPerson(),
    technical: emptyPerson(),
    contact: emptyPerson(),
    both: emptyPerson(),
    schools: [],
    orphans: [],
    letterhead: [],
    loose: [],
    repeated: [],
  };
}

/** Everybody the form speaks of, in its order: contacts, then administrators. */
export function peopleOf({ followUp, technical, contact, both, schools }: Draft): DraftPerson[] {
  return [
    followUp,
    technical,
    contact,
    both,
    ...schools.flatMap(({ administrator, director }) => [administrator, director]),
  ];
}

/** True when a name was written for this person, in one cell or two. */
export function isNamed({ slots: { name, firstName, lastName } }: DraftPerson): boolean {
  return [name, firstName, lastName].some((slot) => slot?.written != null);
}

/** True when at least one answer was written for this person; « Mme » alone is none. */
export function saysSomething(person: DraftPerson): boolean {
  return Object.entries(person.slots).some(([slot, { written }]) => slot !== 'civility' && written !== null);
}
