import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { patienceSetting, projectRoot, readConfig, WrongSettings } from '../src/config.js';
import { defaultPatience } from '../src/mailbox/settings.js';

const enough = { IMAP_URL: 'imaps://support:x@mail.example:993', SMTP_URL: 'smtps://mail.example:465' };

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig('all', env);
  } catch (error) {
    if (error instanceof WrongSettings) return error.faults;
    throw error;
  }
  return [];
}

test('an IMAP and an SMTP server are enough', () => {
  expect(faultsOf(enough)).toEqual([]);
});

test('every fault is told at once', () => {
  const faults = faultsOf({ PORT: 'abc', REPLIES: 'perhaps', MAILBOX_LEASE_TTL_MS: '-1' });
  expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual([
    'MAILBOX_LEASE_TTL_MS',
    'PORT',
    'REPLIES',
  ]);
});

test.each([
  ['IMAP_URL', 'imap://support:x@mail.example:143'],
  ['SMTP_URL', 'smtp://mail.example:25'],
])('%s in clear text is refused outside this computer', (name, url) => {
  expect(faultsOf({ ...enough, [name]: url })[0]).toMatch(/clear text/);
});

test.each(['127.0.0.1', 'localhost', '[::1]'])('clear text to %s is accepted', (host) => {
  expect(faultsOf({ IMAP_URL: `imap://a:b@${host}:143`, SMTP_URL: `smtp://${host}:25` })).toEqual([]);
});

test('clear text that must upgrade to TLS is accepted', () => {
  expect(faultsOf({ ...enough, SMTP_URL: 'smtp://mail.example:587', SMTP_STARTTLS: 'required' })).toEqual([]);
});

test('the built-in Postgres serves only a process that does everything', () => {
  expect(() => readConfig('workers', enough)).toThrow(/DATABASE_URL/);
});

test('an empty variable counts as absent', () => {
  expect(readConfig('all', { ...enough, DATABASE_URL: '' }).databaseUrl).toBeUndefined();
});

test('.env.example names every setting, with its default', () => {
  const example = readFileSync(join(projectRoot, '.env.example'), 'utf8');
  const source = readFileSync(join(projectRoot, 'src', 'config.ts'), 'utf8');
  const settings = [...source.matchAll(/^ {2}([A-Z][A-Z0-9_]+): /gm)].map((match) => match[1]!);
  expect(settings.length).toBeGreaterThan(50);
  expect(settings.filter((name) => !new RegExp(`^#? ?${name}=`, 'm').test(example))).toEqual([]);
  for (const [key, value] of Object.entries(defaultPatience)) {
    expect(example).toContain(`${patienceSetting(key as keyof typeof defaultPatience)}=${value}`);
  }
});
