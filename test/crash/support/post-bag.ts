import { aLetter, aLetterWithForm, anAutomaticLetter, type Letter } from '../../support/builders/a-letter.js';
import { aForm, aTownHall } from '../../support/builders/a-town-hall.js';

/** A mail and what must become of it; of two with the same `pair`, either may be the one that came first. */
export type Posted = { what: string; letter: Letter; outcome: string; orders: number; pair?: number };

/** Town halls that one bag needs: bags of different numbers share none. */
export const HALLS_PER_BAG = 5;

/** One mail of each sort, of town halls that no other bag has. */
export function aPostBag(number: number): Posted[] {
  const hall = (rank: number) => aTownHall(number * HALLS_PER_BAG + rank);
  const form = aForm(hall(0));
  const accepted = { outcome: 'accept', orders: 3 };
  return [
    { what: 'a form', letter: aLetterWithForm(hall(0), { form }), ...accepted, pair: number },
    { what: 'a form', letter: aLetterWithForm(hall(1)), ...accepted },
    {
      what: 'a form with a mistake',
      letter: aLetterWithForm(hall(2), { form: { withoutEmail: true } }),
      outcome: 'correct',
      orders: 0,
    },
    { what: 'a question', letter: aLetter(hall(3)), outcome: 'no-form', orders: 0 },
    { what: 'an out-of-office', letter: anAutomaticLetter(hall(4)), outcome: 'ignore', orders: 0 },
    {
      what: 'the same form again',
      letter: aLetterWithForm(hall(0), { form }),
      outcome: 'already-received',
      orders: 3,
      pair: number,
    },
  ];
}
