import { automaticSender } from './automatic-senders.js';

/** The last door before a reply is owed: neither one of our addresses, nor a machine's. `ownAddresses` in lower case. */
export function mayBeWrittenTo(address: string, ownAddresses: readonly string[]): boolean {
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) return false;
  return automaticSender([{ name: '', address }], [], ownAddresses).length === 0;
}
