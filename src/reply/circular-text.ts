/** What an agent wrote, made fit for a letter: no control sign, nothing that turns text around, paragraphs of lines. */
export function circularParagraphs(body: string): string[][] {
  return body
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]|\p{Cs}|[\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, ' ')
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    )
    .filter((lines) => lines.length > 0);
}
