/** Plain data: it crosses to the child process that sorts. */
export type SortSettings = {
  /** Addresses under which we write and receive, lower case, without tags. */
  ownAddresses: readonly string[];
  /** Signs request references. Null (the `sort` command, which has no secret): a reference is believed as written. */
  referenceSecret: string | null;
};
