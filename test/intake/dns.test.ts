import { cachedDns, type DnsResolver } from '../../src/intake/dns.js';

const settings = (clock: { at: number }) => ({ ttlMs: 1_000, maxEntries: 3, now: () => clock.at });
const failing = (code: string) => Object.assign(new Error(code), { code });

function aDns(answer: () => Promise<string[][]> = async () => [['v']]): DnsResolver & { asked: string[] } {
  const asked: string[] = [];
  return Object.assign(
    (name: string) => {
      asked.push(name);
      return answer();
    },
    { asked },
  );
}

test('an answer is remembered for its time, whatever the case of the name', async () => {
  const clock = { at: 0 };
  const dns = aDns();
  const ask = cachedDns(dns, settings(clock));
  await ask('A.fr', 'TXT');
  clock.at = 999;
  expect(await ask('a.fr', 'TXT')).toEqual([['v']]);
  expect(dns.asked).toHaveLength(1);
  clock.at = 1_000;
  await ask('a.fr', 'TXT');
  expect(dns.asked).toHaveLength(2);
});

test('questions asked together share one answer', async () => {
  const dns = aDns();
  const ask = cachedDns(dns, settings({ at: 0 }));
  await Promise.all([ask('a.fr', 'TXT'), ask('a.fr', 'TXT'), ask('a.fr', 'TXT')]);
  expect(dns.asked).toHaveLength(1);
});

test('« nothing there » is remembered, a failure is not', async () => {
  const nothing = aDns(() => Promise.reject(failing('ENODATA')));
  const askNothing = cachedDns(nothing, settings({ at: 0 }));
  await expect(askNothing('a.fr', 'TXT')).rejects.toThrow('ENODATA');
  await expect(askNothing('a.fr', 'TXT')).rejects.toThrow('ENODATA');
  expect(nothing.asked).toHaveLength(1);

  const silent = aDns(() => Promise.reject(failing('ETIMEOUT')));
  const askSilent = cachedDns(silent, settings({ at: 0 }));
  await expect(askSilent('a.fr', 'TXT')).rejects.toThrow('ETIMEOUT');
  await expect(askSilent('a.fr', 'TXT')).rejects.toThrow('ETIMEOUT');
  expect(silent.asked).toHaveLength(2);
});

test('the memory is bounded: the oldest answer goes first', async () => {
  const dns = aDns();
  const ask = cachedDns(dns, settings({ at: 0 }));
  for (const name of ['a', 'b', 'c', 'd', 'b', 'a']) await ask(name, 'TXT');
  expect(dns.asked).toEqual(['a', 'b', 'c', 'd', 'a']);
});
