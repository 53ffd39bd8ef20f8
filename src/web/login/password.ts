import { hash, verify } from '@node-rs/argon2';

/** OWASP's advice for argon2id, memory in KiB: about 30 ms here. Argon2id is the library's default algorithm. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const SHORTEST_PASSWORD = 12;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), COST);
}

let nobody: Promise<string> | undefined;

/** A login that does not exist costs as much as a wrong password: the time of an answer tells nothing. */
export async function isRightPassword(password: string, kept: string | null): Promise<boolean> {
  nobody ??= hashPassword('nobody has this password');
  const isRight = await verify(kept ?? (await nobody), password.normalize('NFC')).catch(() => false);
  return isRight && kept !== null;
}
