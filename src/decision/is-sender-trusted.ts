/** Pure: the address itself, or its whole domain, was confirmed by an agent. `address` is lower case. */
export function isSenderTrusted(
  address: string | null,
  trusted: { addresses: ReadonlySet<string>; domains: ReadonlySet<string> },
): boolean {
  if (address === null) return false;
  return trusted.addresses.has(address) || trusted.domains.has(address.slice(address.lastIndexOf('@') + 1));
}
