/**
 * The key under which two spellings of the same thing are equal: accents, ligatures, case, hyphens, apostrophes
 * and spaces no longer count. For comparing only; what was typed is always kept.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toUpperCase()
    .replace(/Œ/g, 'OE')
    .replace(/Æ/g, 'AE')
    .replace(/Ø/g, 'O')
    .replace(/[\s\p{Pd}'’‘ʼ′`´_]+/gu, ' ')
    .trim();
}
