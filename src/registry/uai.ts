import { z } from 'zod';

/** The key letters of a UAI, in the order of the remainder modulo 23 (no I, O, Q). */
const KEY_LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';

/** The key letter that seven digits call for: the number modulo 23. */
export function keyLetter(digits: string): string {
  return KEY_LETTERS[Number(digits) % 23]!;
}

function hasItsKey(uai: string): boolean {
  return keyLetter(uai.slice(0, 7)) === uai[7];
}

/** The national identifier of a school: seven digits and their key letter, such as 0693027R. */
export const Uai = z
  .string()
  .transform((text) => text.replace(/[\s.\-\u00a0\u202f]/g, '').toUpperCase())
  .pipe(
    z
      .string()
      .regex(/^\d{7}[A-HJ-NPR-Z]$/)
      .refine(hasItsKey)
      .brand<'Uai'>(),
  );
export type Uai = z.infer<typeof Uai>;
