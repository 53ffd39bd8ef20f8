/** The command itself is wrong (no such file, a word missing): one clear sentence, and exit code 2. */
export class CommandError extends Error {}
