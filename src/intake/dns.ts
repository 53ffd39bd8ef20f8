import { Resolver } from 'node:dns/promises';

/** The little we ask of the DNS: the TXT records of a name. It rejects with `code` ENOTFOUND or ENODATA when there are none. */
export type DnsResolver = (name: string, type: 'TXT') => Promise<string[][]>;

/** The DNS did not answer: nothing is known, nothing is judged, ask again later. */
export class TransientDnsFailure extends Error {
  override name = 'TransientDnsFailure';
}

/** The computer's own DNS, patient for about `timeoutMs` twice. */
export function systemDns(timeoutMs = 3_000): DnsResolver {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 2 });
  return (name) => resolver.resolveTxt(name);
}

/** True when the DNS answered that there is nothing. */
export function isNoSuchRecord(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'ENOTFOUND' || code === 'ENODATA';
}

export type DnsCacheSettings = { ttlMs: number; maxEntries: number; now(): number };

/**
 * Remembers answers, « nothing there » included, for `ttlMs`; failures are never remembered. Questions asked at the same moment share
 * one answer. Bounded: the oldest answer goes first.
 */
export function cachedDns(ask: DnsResolver, settings: DnsCacheSettings): DnsResolver {
  const answers = new Map<string, { answer: Promise<string[][]>; until: number }>();
  return (name, type) => {
    const key = name.toLowerCase();
    const known = answers.get(key);
    if (known !== undefined && known.until > settings.now()) return known.answer;
    const answer = ask(name, type);
    answers.delete(key);
    answers.set(key, { answer, until: settings.now() + settings.ttlMs });
    if (answers.size > settings.maxEntries) answers.delete(answers.keys().next().value!);
    answer.catch((error: unknown) => {
      if (!isNoSuchRecord(error) && answers.get(key)?.answer === answer) answers.delete(key);
    });
    return answer;
  };
}
