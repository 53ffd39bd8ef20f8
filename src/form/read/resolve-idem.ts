import { type Draft, type DraftPerson, type PersonSlot, saysSomething } from './draft.js';
import { isIdem } from './no-answer.js';

const NAMES: readonly PersonSlot[] = ['name', 'firstName', 'lastName'];

/** Gives each « idem » the answer of the person above, in the order of the form; the cell stays the one that says idem. */
export function resolveIdem(draft: Draft): void {
  const administrators = draft.schools.map(({ administrator, director }) =>
    saysSomething(administrator) ? administrator : director,
  );
  const people = [draft.followUp, draft.technical, draft.both, ...administrators];
  people.forEach((person, index) => {
    const above = people.slice(0, index).findLast(saysSomething);
    if (above !== undefined) copyFrom(person, above);
  });
}

function copyFrom(person: DraftPerson, above: DraftPerson): void {
  const saysIdem = (slot: PersonSlot) => isIdem(person.slots[slot]?.written?.text ?? '');
  const isWhole = NAMES.some(saysIdem);
  const at = NAMES.map((slot) => person.slots[slot]).find((slot) => slot?.written)?.expectedAt;
  if (isWhole)
    for (const slot of NAMES)
      if (person.slots[slot] === undefined || saysIdem(slot)) delete person.slots[slot];
  for (const [slot, answer] of Object.entries(above.slots) as [
    PersonSlot,
    NonNullable<DraftPerson['slots'][PersonSlot]>,
  ][]) {
    const own = person.slots[slot];
    const isAsked = saysIdem(slot) || (isWhole && (own === undefined || own.written === null));
    if (!isAsked || answer.written === null) continue;
    const place = own?.expectedAt ?? at ?? answer.expectedAt;
    person.slots[slot] = { ...answer, expectedAt: place, written: { ...answer.written, at: place } };
  }
}
