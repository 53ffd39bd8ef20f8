/** What a person meant to type: one plain space between words, no invisible characters, no leaders at the ends. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/[\s\u00a0\u202f\u2007\u2009]+/g, ' ')
    .replace(/^(?:[.…_·]{2,}|…|[:：]|\s)+/, '')
    .replace(/(?:[.…_·]{2,}|…|\s)+$/, '')
    .trim();
}

/** Nothing, or only what stands for nothing: dots, dashes, « néant ». */
export function isBlank(text: string): boolean {
  return /^[\s\u00a0.…_·\-–—:/\\*()[\]|•?]*$/.test(text.replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, ''));
}
