import { aStoredReply } from '../support/builders/stored-rows.js';
import { aCommand } from './support/a-command.js';

const command = aCommand('replies');
const { run } = command;

test('held answers are listed, released and given up from the command line, with who did it', async () => {
  const [first, second] = [
    await aStoredReply(command.db, { status: 'held' }),
    await aStoredReply(command.db, { status: 'held' }),
  ];
  const listed = JSON.parse(run('list', '--json').stdout);
  expect(listed.map(({ id }: { id: string }) => id).sort()).toEqual([first, second].sort());
  expect(run('list', '--status', 'held').stdout).toContain('retenue  no-form  pour mairie@commune.example');

  expect(run('cancel', second, '--by', 'Bruno')).toMatchObject({ status: 0 });
  expect(run('release', '--all', '--by', 'Aline')).toMatchObject({ status: 0 });
  expect(run('release', second)).toMatchObject({ status: 1 });
  const rows = await command.db.selectFrom('reply').select(['id', 'status', 'settled_by']).execute();
  expect(rows).toEqual(
    expect.arrayContaining([
      { id: first, status: 'queued', settled_by: 'Aline' },
      { id: second, status: 'cancelled', settled_by: 'Bruno' },
    ]),
  );
  expect(run('list').stdout).toBe('Aucune réponse en attente.\n');
});

test.each([
  [[]],
  [['release']],
  [['release', 'LC-2026-00042']],
  [['cancel', '--all']],
  [['list', '--status', 'sent']],
])('`replies %j` is a wrong command', (args: string[]) => {
  expect(run(...args)).toMatchObject({ status: 2, stdout: '' });
});
