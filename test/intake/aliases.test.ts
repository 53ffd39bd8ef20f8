import { sortFile } from '../../src/cli/sort.js';
import { readConfig } from '../../src/config.js';
import { mayBeWrittenTo } from '../../src/intake/may-be-written-to.js';
import { aMail } from './builders/a-mail.js';

const { intake } = readConfig('command', {});
const settings = { authservId: undefined, ownAddresses: intake.ownAddresses, aliases: intake.aliases };
const alias = 'support@laclass.com';

test('the address printed in the convention is an alias from the start; `none` takes it away', () => {
  expect(intake.ownAddresses).toEqual(['support@laclasse.com', alias]);
  expect(intake.aliases).toEqual([alias]);
  const none = readConfig('command', { MAILBOX_ALIASES: 'none' }).intake;
  expect([none.ownAddresses, none.aliases]).toEqual([['support@laclasse.com'], []]);
  const more = readConfig('command', {
    MAILBOX_ALIASES: 'Ecoles@Ancien.example,support@laclasse.com',
  }).intake;
  expect(more.ownAddresses).toEqual(['support@laclasse.com', 'ecoles@ancien.example']);
  expect(() => readConfig('command', { MAILBOX_ALIASES: 'laclass.com' })).toThrow(
    'MAILBOX_ALIASES: must be addresses',
  );
});

test('a mail that a town hall wrote to the alias is read and answered like any other', () => {
  const given = sortFile('x', aMail({ to: alias }), settings);
  const usual = sortFile('x', aMail(), settings);
  expect(given).toEqual(usual);
  expect(given.mayAnswer).toBe(true);
});

test('a mail from the alias is ours coming back, and nobody is ever written to there', () => {
  for (const from of [alias, 'Support <Support@LaClass.com>', 'support+retour-1@laclass.com']) {
    const sorted = sortFile('x', aMail({ from }), settings);
    expect([from, sorted.kind, sorted.mayAnswer]).toEqual([from, 'automatic', false]);
    expect(sorted.reasons).toContain('own-mail');
  }
  expect(mayBeWrittenTo(alias, intake.ownAddresses)).toBe(false);
  const loop = sortFile('x', aMail({ also: [`X-Loop: ${alias}`] }), settings);
  expect(loop.reasons).toContain('loop-header');
});

test('an identifier of the alias’s domain proves no thread: that domain may be a stranger’s', () => {
  const answering = (id: string) => sortFile('x', aMail({ also: [`In-Reply-To: ${id}`] }), settings).reasons;
  expect(answering('<5F2A.1@laclasse.com>')).toContain('answers-our-domain');
  expect(answering('<5F2A.1@laclass.com>')).not.toContain('answers-our-domain');
});
