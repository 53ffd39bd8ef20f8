import { claimReplies } from '../../src/store/replies.js';
import { aStoredReply } from '../support/builders/stored-rows.js';
import { aCommand } from './support/a-command.js';

const command = aCommand('brakes');
const { run } = command;

const pull = () => run('pull', '--reason', 'mauvais « modèle »', '--by', 'Aline');
const theBrake = () => JSON.parse(run('list', '--json').stdout)[0];
const replyOf = (id: string) =>
  command.db
    .selectFrom('reply')
    .select(['status', 'settled_by'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

test.each([
  ['--send', 'queued', 'à envoyer'],
  ['--cancel', 'cancelled', 'annulées'],
] as const)(
  'the brake pulled from the command line holds what comes due, is listed with who and why, and lifted with %s',
  async (wish, status, said) => {
    const reply = await aStoredReply(command.db);
    const pulled = pull();
    expect(pulled).toMatchObject({ status: 0, stderr: '' });
    expect(await claimReplies(command.db, [reply])).toEqual([]);
    expect(await replyOf(reply)).toMatchObject({ status: 'held' });

    const { id, ...brake } = theBrake();
    expect(pulled.stdout).toContain(`brakes lift ${id} --by NOM --send`);
    expect(brake).toMatchObject({
      scope: 'by-hand',
      reason: 'mauvais « modèle »',
      putOnBy: 'Aline',
      held: 1,
    });
    expect(run('list').stdout).toContain('toutes les réponses : retenues par Aline ("mauvais « modèle »")');
    expect(pull()).toEqual({
      status: 1,
      stdout: '',
      stderr: 'Toutes les réponses sont déjà retenues.\n',
    });

    const lifted = run('lift', id, '--by', 'Bruno', wish);
    expect(lifted).toMatchObject({ status: 0 });
    expect(lifted.stdout).toContain(`Frein levé par Bruno. Réponses ${said}`);
    expect(await replyOf(reply)).toEqual({ status, settled_by: 'Bruno' });
    expect(run('list').stdout).toBe('Aucun frein.\n');
    expect(run('list', '--all').stdout).toContain('par Bruno');
    expect(run('lift', id, '--by', 'Bruno', wish)).toMatchObject({ status: 1, stdout: '' });
  },
  60_000,
);

test.each([
  [[]],
  [['pull']],
  [['pull', '--reason', 'mauvais modèle']],
  [['pull', '--reason', ' ', '--by', 'Aline']],
  [['pull', '--reason', '--by', '--by', 'Aline']],
  [['pull', '--by', 'Aline', '--reason']],
  [['lift', 'frein-1', '--by', 'Aline', '--send']],
  [['lift', '00000000-0000-4000-8000-000000000000', '--by', 'Aline', '--send', '--cancel']],
])(
  '`brakes %j` is a wrong command, and holds nothing',
  (args: string[]) => {
    expect(run(...args)).toMatchObject({ status: 2, stdout: '' });
    expect(run('list').stdout).toBe('Aucun frein.\n');
  },
  30_000,
);
