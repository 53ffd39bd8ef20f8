/** One address of a From, Sender or Reply-To field. `address` in lower case, empty when nothing usable was written. */
export type MailboxAddress = { name: string; address: string };
