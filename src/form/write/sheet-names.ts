const LONGEST = 31;

/** Names that every spreadsheet accepts, in the same order: short, without `[]:*?/\`, each one different. */
export function acceptableNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, index) => {
    const tidied = name.replace(/[[\]:*?/\\\p{Cc}]/gu, ' ').replace(/^[\s']+|[\s']+$/g, '');
    const wanted = tidied === '' ? `Feuille${index + 1}` : tidied;
    let chosen = wanted.slice(0, LONGEST);
    for (let number = 2; taken.has(chosen.toLowerCase()); number++) {
      chosen = `${wanted.slice(0, LONGEST - 5)} (${number})`;
    }
    taken.add(chosen.toLowerCase());
    return chosen;
  });
}
