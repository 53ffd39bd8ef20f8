/** What may have to be done at laclasse.com for one school. Rows of `access_order` hold these words. */
export const orderKinds = [
  /** The structure exists and its administrator has access to it. */
  'open-school',
  /** One more administrator for a school already open. */
  'add-administrator',
  /** The new administrator first, then the former one's access is removed. */
  'replace-administrator',
  /** Nobody administers the school any more. The structure stays; all of it can be put back until the grace ends. */
  'close-school',
  /** Puts back what `close-school` removed. */
  'reopen-school',
  /** The same person: another phone, another spelling of the name, another address. */
  'update-contact',
] as const;

export type OrderKind = (typeof orderKinds)[number];
