/** Puts the non-breaking spaces of French typography: before `: ; ? ! »` and after `«`. */
export function frenchSpaces(text: string): string {
  return text.replace(/ (?=[:;?!»](?!\w))/g, '\u00a0').replace(/« /g, '«\u00a0');
}
