/** Bytes 80 to 9F of Windows-1252, in order (the five it leaves free are controls). */
const UPPER_CONTROLS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Some releases of Node 20 decode windows-1252 as Latin-1, and lose ’ – « … » and œ (bytes 80 to 9F): given back. */
export function withWindowsPunctuation(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (letter) => UPPER_CONTROLS[letter.charCodeAt(0) - 0x80]!);
}

/** The byte that writes this letter in Windows-1252, or null when none does. */
export function windowsByte(letter: string): number | null {
  const upper = UPPER_CONTROLS.indexOf(letter);
  const byte = upper < 0 ? letter.codePointAt(0)! : 0x80 + upper;
  return byte > 0xff ? null : byte;
}
