/** `123450` cents → `1 234,50 €`, with non-breaking spaces. */
export function euros(cents: number): string {
  const [whole, decimals] = (cents / 100).toFixed(2).split('.') as [string, string];
  return `${whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0')},${decimals}\u00a0€`;
}

/** `216902734` → `216 902 734`. */
export function spacedSiren(siren: string): string {
  return siren.replace(/^(\d{3})(\d{3})(\d{3})$/, '$1\u00a0$2\u00a0$3');
}
