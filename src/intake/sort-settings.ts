/** Plain data: it crosses to the child process that sorts. */
export type SortSettings = {
  /** Addresses under which we write and receive, lower case, without tags. */
  ownAddresses: readonly string[];
  /** Those of them that are only printed as ours: their domain may be a stranger's, and proves nothing. */
  aliases?: readonly string[];
  /** Signs request references. Null (the `sort` command, which has no secret): a reference is believed as written. */
  referenceSecret: string | null;
};
