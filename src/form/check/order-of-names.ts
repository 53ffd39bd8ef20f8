import { type Draft, peopleOf } from '../read/draft.js';
import { readEmail } from '../read/read-email.js';
import { readPersonName, stripCivility } from '../read/read-person-name.js';
import { tidy } from '../read/tidy.js';

/** Which name the clerk writes first, when every name that can be told agrees. */
export function orderOfNames(draft: Draft): 'first' | 'last' | null {
  const orders = new Set<'first' | 'last'>();
  for (const { slots } of peopleOf(draft)) {
    const text = slots.name?.written?.text ?? slots.lastName?.written?.text;
    if (text === undefined || slots.firstName !== undefined || text.includes(',')) continue;
    const email = slots.email?.written ? readEmail(slots.email.written).email : null;
    const answer = readPersonName(text, { labelOrder: null, email, formOrder: null });
    if (answer.kind !== 'split' || answer.name.firstName === null || answer.name.lastName === null) continue;
    orders.add(stripCivility(tidy(text)).startsWith(answer.name.firstName) ? 'first' : 'last');
  }
  const [only] = orders;
  return orders.size === 1 ? only! : null;
}
