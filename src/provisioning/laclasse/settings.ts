/** How laclasse.com is reached, and what the Métropole chose. Read once by src/config.ts. */
export type LaclasseSettings = {
  /** Of the server; `/api` is added unless its path ends with it. No user nor password in it. */
  url: URL;
  /** The application account: super administrator everywhere, to be guarded as such. */
  account: { id: string; password: string };
  /** Silence of the server before we give a call up. */
  timeoutMs: number;
  /** Before an order that could not be carried out is tried again. */
  retryMs: number;
  /** The structure type is the one of these two marks; its number differs from one base to another. */
  structureType: { aafType: string; contractType: string };
  /** Type of the profile that makes an administrator. */
  profileType: string;
  /** `random`: ours, that nobody reads again. `server`: the server makes one, readable in clear until it is changed. */
  passwords: 'random' | 'server';
  /** What becomes of an account whose last profile is removed when its school closes; `delete`: locked, then deleted. */
  closedAccounts: 'keep' | 'lock' | 'delete';
  /** Calendar days that an account is locked before it is deleted: until then its school may be reopened as it was. */
  graceDays: number;
};
