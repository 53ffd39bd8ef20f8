/** Our sentences with the spaces that French never breaks: before `: ; ? !` and inside « ». */
export function frenchSpaces(sentence: string): string {
  return sentence
    .replace(/ (?=[:;?!»](?:\s|$|[,.)]))/g, '\u00a0')
    .replace(/« /g, '«\u00a0')
    .replace(/\bn° /g, 'n°\u00a0');
}
