/** Two answers in each other's place: said of both. */
export const EXCHANGED = ' : l’adresse et le numéro semblent échangés';

/** Why a number is refused, when its digits tell it: « : il compte 9 chiffres au lieu de 10 ». Else an empty text. */
export function whyPhone(text: string): string {
  const digits = text.replace(/[\s\u00a0\u202f./-]/g, '');
  const isMiscounted = /^0\d{5,11}$/.test(digits) && digits.length !== 10;
  return isMiscounted ? ` : il compte ${digits.length} chiffres au lieu de 10` : '';
}

/** Why a UAI is refused: its form, or the letter that its seven digits call for (modulo 23). */
export function whyUai(bare: string): string {
  return /^\d{7}[a-z]$/i.test(bare)
    ? ' : sa lettre ne correspond pas à ses chiffres'
    : ' (sept chiffres et une lettre, par exemple 0690001A)';
}
