import { type Draft, type DraftPerson, type PersonSlot, peopleOf } from './draft.js';
import { fits } from './fits.js';
import { looksLikeEmail, looksLikePerson, looksLikePhone } from './guess-kind.js';

/** How well a hypothesis explains the document: answers that fit, less second answers and data left aside. */
export function scoreDraft(draft: Draft): number {
  const people = [...peopleOf(draft), ...draft.orphans];
  const answers = people.reduce((sum, person) => sum + scorePerson(person), 0);
  const schools = draft.schools.reduce(
    (sum, { name }) => sum + (name?.written ? fits('schoolName', name.written.text) : 0),
    0,
  );
  const commune = draft.commune.some(({ written }) => written !== null) ? 2 : 0;
  const aside = draft.loose.filter(
    ({ text }) => looksLikeEmail(text) || looksLikePhone(text) || looksLikePerson(text),
  ).length;
  const orphans = draft.orphans.filter((person) => Object.keys(person.slots).length > 0).length;
  return answers + schools + commune - aside * 2 - orphans * 3;
}

function scorePerson({ slots, others }: DraftPerson): number {
  let score = -3 * others.filter(({ slot }) => slot !== 'phone').length - others.length;
  for (const [slot, { written }] of Object.entries(slots)) {
    if (written !== null) score += fits(slot as PersonSlot, written.text);
  }
  return score;
}
