import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../src/config.js';

/** Runs the command as a person would, without any of our settings. */
function inscriptions(args: readonly string[], env: Record<string, string> = {}) {
  const program = join(projectRoot, 'bin', 'inscriptions.mjs');
  const options = { encoding: 'utf8' as const, env: { PATH: process.env['PATH'], ...env } };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], options);
  return { status, stdout, stderr };
}

test('--help tells every command in plain words', () => {
  const { status, stdout } = inscriptions(['--help']);
  expect(status).toBe(0);
  for (const name of ['read', 'sort', 'start', 'ingest', 'demo', 'template', 'import-directory', 'migrate']) {
    expect(stdout).toContain(`  ${name}`);
  }
});

test.each([
  ['no command', [], /Usage/],
  ['an unknown command', ['lire'], /no command “lire”/],
  ['a name inherited by every object', ['constructor'], /no command/],
  ['an unknown role', ['start', '--role', 'boss'], /no role “boss”/],
  ['an unknown option', ['start', '--fast'], /--fast/],
  ['a mail that is not there', ['ingest', '/nowhere.eml'], /cannot read/],
  ['an unknown demo option', ['demo', '--twice'], /--twice/],
])('%s is refused with one clear sentence and exit code 2', (_title, args, sentence) => {
  const { status, stdout, stderr } = inscriptions(args);
  expect(stdout + stderr).toMatch(sentence);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(status).toBe(2);
});

test('wrong settings are told all at once, and nothing starts', () => {
  const { status, stderr } = inscriptions(['start'], { PORT: 'abc', REPLIES: 'maybe' });
  expect(status).toBe(2);
  expect(stderr).toMatch(/PORT/);
  expect(stderr).toMatch(/REPLIES/);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('--version is the package’s', () => {
  expect(inscriptions(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
