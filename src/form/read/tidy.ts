/** What a person meant to type: one plain space between words, no invisible characters, no leaders at the ends. */
export function tidy(text: string): string {
  if (isPlain(text)) return text;
  return text
    .normalize('NFC')
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/[\s\u00a0\u202f\u2007\u2009]+/g, ' ')
    .replace(/^(?:[.…_·]{2,}|…|[:：]|\s)+/, '')
    .replace(/(?:[.…_·]{2,}|…|\s)+$/, '')
    .trim();
}

/** One word or several, of Latin letters and ASCII, with nothing to mend: nearly every text is tidy already. */
function isPlain(text: string): boolean {
  return (
    /^[A-Za-z0-9\u00c0-\u00ff+(](?:[!-~\u00c0-\u00ff]| (?! ))*$/.test(text) && !/(?:[._]{2}| )$/.test(text)
  );
}

/** Nothing, or only what stands for nothing: dots, dashes, « néant ». */
export function isBlank(text: string): boolean {
  if (/^[A-Za-z0-9]/.test(text)) return false;
  return /^[\s\u00a0.…_·\-–—:/\\*()[\]|•?]*$/.test(text.replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, ''));
}
