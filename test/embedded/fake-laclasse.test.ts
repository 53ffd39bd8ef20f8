import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/config.js';
import type { FakeLaclasse } from '../../src/embedded/fake-laclasse/fake-laclasse.js';
import { type Pair, readPairs } from '../support/laclasse/read-pairs.js';
import { aLaclasse } from '../support/servers/laclasse.js';

const RECORDED = '/work/shared/reference/laclasse-pairs.md';
const fixture = JSON.parse(
  readFileSync(join(projectRoot, 'test/fixtures/laclasse/pairs.json'), 'utf8'),
) as Pair[];

/** The recordings were made on several servers, one after the other, each empty at its beginning. */
const firstOfALife = ['no auth', 'S2 create structure', 'S3 create structure', 'U1', 'V1'];

/** Log-in pages and browser sessions: a machine uses neither. */
const notOfTheApi = /sso|^session/i;

/** What a pair supposes and the recordings do not show. */
const before: Record<string, (base: string) => Promise<unknown>> = {
  'docs usage after first access by the ADM': (base) =>
    fetch(`${base}/api/docs/roots`, { headers: { authorization: basic('ana.lu:Motdepasse12') } }),
};

const basic = (account: string) => `Basic ${Buffer.from(account).toString('base64')}`;

function authorizationOf({ title, auth }: Pair): Record<string, string> {
  if (title === 'GET malformed basic') return { authorization: 'Basic !!!' };
  if (title === 'Bearer ignored') return { authorization: 'Bearer s3cret-app-key' };
  return auth.startsWith('-u ') ? { authorization: basic(auth.slice(3)) } : {};
}

/** Instants, first passwords and the letters that pad a short login are the server's own chance. */
function withoutChance(json: unknown): unknown {
  return JSON.parse(
    JSON.stringify(json ?? null, (key, value) => {
      if (value === null) return ['last_idp', 'atime'].includes(key) ? 'any' : value;
      if (['ctime', 'atime', 'mtime', 'last_idp', 'password'].includes(key)) return 'any';
      return key === 'login' && /^(alu|ab)[a-z]{1,2}$/.test(value) ? 'padded' : value;
    }),
  );
}

async function replay(pairs: readonly Pair[]): Promise<string[]> {
  const differences: string[] = [];
  let fake: FakeLaclasse | undefined;
  for (const pair of pairs) {
    if (firstOfALife.includes(pair.title)) {
      await fake?.stop();
      fake = await aLaclasse();
    }
    if (notOfTheApi.test(pair.title)) continue;
    const base = new URL(fake!.url).origin;
    await before[pair.title]?.(base);
    const response = await fetch(`${base}${pair.path}`, {
      method: pair.method,
      headers: authorizationOf(pair),
      redirect: 'manual',
      ...(pair.body === undefined ? {} : { body: pair.body }),
    });
    const text = await response.text();
    const json = /^[[{]/.test(text) ? JSON.parse(text) : undefined;
    try {
      expect({
        status: response.status,
        location: response.headers.get('location') ?? undefined,
        json: withoutChance(json),
      }).toEqual({ status: pair.status, location: pair.location, json: withoutChance(pair.json) });
      if (pair.status === 404 && pair.method === 'GET') expect(text.trim()).toBe('File not found');
      if (pair.status === 500 || pair.status === 405) expect(text).toBe('');
    } catch (error) {
      differences.push(`${pair.title}: ${(error as Error).message}`);
    }
  }
  await fake?.stop();
  return differences;
}

test('the fake answers every recorded request as the real server did', async () => {
  expect(fixture.filter(({ title }) => !notOfTheApi.test(title)).length).toBe(116);
  expect(await replay(fixture)).toEqual([]);
});

(existsSync(RECORDED) ? test : test.skip)('the fixture is what was recorded', () => {
  expect(readPairs(readFileSync(RECORDED, 'utf8'))).toEqual(fixture);
});

async function createTogether(fake: FakeLaclasse, count: number) {
  const base = new URL(fake.url).origin;
  const answers = await Promise.all(
    Array.from({ length: count }, () =>
      fetch(`${base}/api/users`, {
        method: 'POST',
        headers: { authorization: basic('PROVISION:s3cret-app-key') },
        body: JSON.stringify({ firstname: 'Ana', lastname: 'Martin' }),
      }).then((response) => response.status),
    ),
  );
  return answers.toSorted();
}

test('eight users of one name created at once: two have the same login, six fail, and so does the next', async () => {
  const fake = await aLaclasse({ loginRaceMs: 30 });
  try {
    expect(await createTogether(fake, 8)).toEqual([200, 200, 500, 500, 500, 500, 500, 500]);
    const logins = fake.base.rows.users.map(({ login }) => login).filter((login) => login === 'amartin');
    expect(logins).toHaveLength(2);
    expect(await createTogether(fake, 1)).toEqual([500]);
  } finally {
    await fake.stop();
  }
});
