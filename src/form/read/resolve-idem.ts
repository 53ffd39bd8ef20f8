import { rowOf } from './cell-place.js';
import { type Draft, type DraftPerson, type DraftSchool, type PersonSlot, saysSomething } from './draft.js';
import { foldWords } from './fold-words.js';
import { isIdem } from './no-answer.js';
import { levelsIn } from './school-key.js';

const NAMES: readonly PersonSlot[] = ['name', 'firstName', 'lastName'];

/**
 * Gives each « idem » the answer of the person above, in the order of the form; the cell stays the one that says idem.
 * Beside the head of a school, « idem » as its administrator is that head; when it could as well be the administrator of
 * the school above, it stays « idem », which is nobody's name.
 */
export function resolveIdem(draft: Draft): void {
  for (const { administrator } of draft.schools) {
    const nth = NAMES.map((slot) => schoolNamedByIdem(administrator.slots[slot]?.written?.text ?? '')).find(
      Boolean,
    );
    const source =
      nth === undefined ? levelNamed(draft, administrator) : draft.schools[nth - 1]?.administrator;
    if (source !== undefined && source !== administrator && isNamed(source)) copyFrom(administrator, source);
  }
  const undecided = new Set<DraftPerson>();
  for (const [index, school] of draft.schools.entries()) {
    const { administrator, director } = school;
    if (isNamed(director) && NAMES.some((slot) => YES.test(administrator.slots[slot]?.written?.text ?? ''))) {
      forgetNames(administrator);
      copyFrom(administrator, director);
      continue;
    }
    if (!NAMES.some((slot) => saysIdem(administrator, slot)) || !isNamed(director)) continue;
    const isToldAbove = draft.schools
      .slice(0, index)
      .some((one) => isNamed(one.administrator) && isNamed(one.director) && !areSame(one));
    if (isToldAbove) undecided.add(administrator);
    else copyFrom(administrator, director);
  }
  const administrators = draft.schools.map(({ administrator, director }) =>
    saysSomething(administrator) ? administrator : director,
  );
  const people = [draft.followUp, draft.technical, draft.both, ...administrators];
  people.forEach((person, index) => {
    if (undecided.has(person)) return;
    const above = people.slice(0, index).findLast((one) => saysSomething(one) && !isBelow(one, person));
    if (above !== undefined) copyFrom(person, above);
  });
}

/** « Directeur | … | Administrateur (O/N) »: under a question, yes. */
const YES = /^\s*(?:o|oui|x|✓|✔|☑|☒|vrai|true|yes)\s*[.!]?\s*$/i;

function forgetNames(person: DraftPerson): void {
  const at = NAMES.map((slot) => person.slots[slot]?.expectedAt).find((place) => place !== undefined);
  for (const slot of NAMES) delete person.slots[slot];
  if (at !== undefined)
    person.slots.name = {
      written: { text: 'idem', number: null, link: null, at },
      expectedAt: at,
      nameOrder: null,
    };
}

const saysIdem = ({ slots }: DraftPerson, slot: PersonSlot) => {
  const text = slots[slot]?.written?.text ?? '';
  return isIdem(text) || schoolNamedByIdem(text) > 0 || LEVEL.test(foldWords(text));
};

const LEVEL =
  /^(?:idem|voir|cf|meme(?: personne)?) (?:que )?(?:pour )?(?:la |l )?(?:ecole )?(maternelle|elementaire|primaire)$/;

/** « idem maternelle »: the administrator of the last such school above. */
function levelNamed({ schools }: Draft, person: DraftPerson): DraftPerson | undefined {
  const level = NAMES.map((slot) => LEVEL.exec(foldWords(person.slots[slot]?.written?.text ?? ''))?.[1]).find(
    Boolean,
  );
  const above = schools.slice(
    0,
    schools.findIndex(({ administrator }) => administrator === person),
  );
  return level === undefined
    ? undefined
    : above.findLast(({ name, level: said }) =>
        levelsIn(name?.written?.text ?? '', said?.written?.text ?? '').includes(level),
      )?.administrator;
}

/** « idem école 1 », « voir école n° 2 »: which school of the list it sends to, from 1; 0 when it says none. */
function schoolNamedByIdem(text: string): number {
  const said =
    /^(?:idem|id|meme(?: personne)?(?: que)?|voir|cf) (?:que )?(?:pour )?(?:l |la )?ecole (?:n |no |numero )?(\d{1,2})$/;
  return Number(said.exec(foldWords(text))?.[1] ?? 0);
}

/** Named, and not by « idem ». */
function isNamed(person: DraftPerson): boolean {
  return NAMES.some((slot) => person.slots[slot]?.written != null && !saysIdem(person, slot));
}

function areSame({ administrator, director }: DraftSchool): boolean {
  const name = ({ slots }: DraftPerson) => NAMES.map((slot) => slots[slot]?.written?.text ?? '').join(' ');
  return foldWords(name(administrator)) === foldWords(name(director));
}

/** Contacts may stand under the schools: what is said below was not said yet. */
function isBelow({ at: one }: DraftPerson, { at: other }: DraftPerson): boolean {
  if (one === null || other === null || one.sheet !== other.sheet) return false;
  return rowOf(one.cell) > rowOf(other.cell);
}

function copyFrom(person: DraftPerson, above: DraftPerson): void {
  const isWhole = NAMES.some((slot) => saysIdem(person, slot));
  const at = NAMES.map((slot) => person.slots[slot]).find((slot) => slot?.written)?.expectedAt;
  if (isWhole)
    for (const slot of NAMES)
      if (person.slots[slot] === undefined || saysIdem(person, slot)) delete person.slots[slot];
  for (const [slot, answer] of Object.entries(above.slots) as [
    PersonSlot,
    NonNullable<DraftPerson['slots'][PersonSlot]>,
  ][]) {
    const own = person.slots[slot];
    const isAsked = saysIdem(person, slot) || (isWhole && (own === undefined || own.written === null));
    if (!isAsked || answer.written === null) continue;
    const place = own?.expectedAt ?? at ?? answer.expectedAt;
    person.slots[slot] = { ...answer, expectedAt: place, written: { ...answer.written, at: place } };
  }
}
