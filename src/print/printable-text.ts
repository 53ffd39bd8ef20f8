/** What the standard fonts of PDF hold beyond Latin 1 (Windows-1252). */
const BEYOND_LATIN_1 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';

/**
 * Text as the standard fonts can print it: every letter of French is in them. What is not becomes its nearest letter
 * (`ş` is `s`), else `?`. Signs that turn text around, and controls, are left out. A sign of two parts keeps its space.
 */
export function printableText(text: string): string {
  return [
    ...text
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, (signs) => (/[\n\t]/.test(signs) ? ' ' : '')),
  ]
    .map((sign) => (sign === '\u202f' || sign === '\u2009' ? '\u00a0' : sign))
    .map((sign) => (isPrintable(sign) ? sign : nearest(sign)))
    .join('')
    .replace(/ (?=[:;?!»](?:\s|$))/g, '\u00a0')
    .replace(/« /g, '«\u00a0');
}

function isPrintable(sign: string): boolean {
  return sign <= '\u00ff' || BEYOND_LATIN_1.includes(sign);
}

function nearest(sign: string): string {
  const plain = sign.normalize('NFKD').replace(/\p{M}+/gu, '');
  return plain !== '' && [...plain].every(isPrintable) ? plain : '?';
}
