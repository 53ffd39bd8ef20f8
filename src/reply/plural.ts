/** `plural(2, 'école', 'écoles')` → `2 écoles`; zero is singular in French. */
export function plural(count: number, one: string, many: string): string {
  return `${count.toLocaleString('fr-FR')}\u00a0${count < 2 ? one : many}`;
}
