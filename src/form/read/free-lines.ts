import { rowOf } from './cell-place.js';
import { type DraftPerson, type PersonSlot, saysSomething } from './draft.js';
import {
  beginsWithSchool,
  looksLikeEmail,
  looksLikePerson,
  looksLikePhone,
  looksLikeSentence,
} from './guess-kind.js';
import { looksLikeJob } from './job-words.js';
import { isIdem } from './no-answer.js';
import type { Role } from './recognise-label.js';
import { splitDetails } from './split-details.js';
import type { Written } from './tokens.js';

/**
 * What stands without labels under « Responsable technique : », a line each: a name, then a job, an address, a telephone.
 * Only what cannot be anything else is taken, and each kind once.
 */
export class FreeLines {
  constructor(
    private readonly person: DraftPerson,
    private readonly role: Role,
    /** `typed`: only an address, a number or plain words of a job, when an address or a number stands on the person's own line. */
    private readonly kinds: 'any' | 'typed' = 'any',
  ) {}

  /** True when the text was taken as an answer. */
  takes(written: Written): boolean {
    if (isIdem(written.text) && !saysSomething(this.person)) {
      this.answer('name', written);
      return true;
    }
    const typed = /^\p{L}[\p{L}\s.’'-]{1,24}:\s*(\S.*)$/u.exec(written.text)?.[1];
    const isTyped = typed !== undefined && (looksLikeEmail(typed) || looksLikePhone(typed));
    const told = isTyped ? { ...written, text: typed } : written;
    const parts = splitDetails([told]).map(({ written: part }) => ({
      part,
      slot: this.slotOf(part.text),
    }));
    const slots = parts.map(({ slot }) => slot);
    if (slots.some((slot) => slot === null) || new Set(slots).size < slots.length) return false;
    for (const { part, slot } of parts) this.answer(slot!, part);
    return true;
  }

  /** « Directrice », « Technicien informatique » after a name: its job, in the words of a heading. */
  takesHeading(role: Role | null, written: Written): boolean {
    const mayBeJob =
      role === this.role || role === 'contact' || (role === 'director' && this.role !== 'director');
    if (this.kinds === 'typed' && !looksLikeJob(written.text)) return false;
    if (!mayBeJob || !this.has('name') || this.has('jobTitle')) return false;
    if (!this.isNear(written)) return false;
    this.answer('jobTitle', written);
    return true;
  }

  /** Just under what is known of the person, or past one empty line: further down, a heading heads something else. */
  private isNear({ at }: Written): boolean {
    const rows = Object.values(this.person.slots).flatMap(({ written }) =>
      written === null || written.at.sheet !== at.sheet ? [] : [rowOf(written.at.cell)],
    );
    return rows.length > 0 && rowOf(at.cell) - Math.max(...rows) <= 2;
  }

  private slotOf(text: string): PersonSlot | null {
    const slot = looksLikeEmail(text) ? 'email' : looksLikePhone(text) ? 'phone' : this.wordsOf(text);
    return slot === null || this.has(slot) ? null : slot;
  }

  private wordsOf(text: string): PersonSlot | null {
    if (this.kinds === 'typed') return this.has('name') && looksLikeJob(text) ? 'jobTitle' : null;
    if (!this.has('name')) return looksLikePerson(text) ? 'name' : null;
    const isPlain = /^\p{L}[\p{L}\s'’.,&()/-]{2,60}$/u.test(text);
    const isPlace = /^(?:commune|ville|mairie)\b/i.test(text);
    return isPlain && !isPlace && !looksLikeSentence(text) && !beginsWithSchool(text) ? 'jobTitle' : null;
  }

  private has(slot: PersonSlot): boolean {
    const { slots } = this.person;
    return (
      slots[slot] !== undefined || (slot === 'name' && (slots.firstName ?? slots.lastName) !== undefined)
    );
  }

  private answer(slot: PersonSlot, written: Written): void {
    this.person.at ??= written.at;
    this.person.slots[slot] = { written, expectedAt: written.at, nameOrder: null };
  }
}
