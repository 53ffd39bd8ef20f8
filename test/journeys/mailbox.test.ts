import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { aLargeLetter, aLetter, aLetterWithForm, anAutomaticLetter } from '../support/builders/a-letter.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import { aStory, endStories } from '../support/journey/a-story.js';
import { onBothStages } from '../support/journey/stages.js';
import { until } from '../support/journey/until.js';

afterEach(endStories);

const START = new URL('../../dist/src/start.js', import.meta.url).pathname;

onBothStages('the mailbox', (stage) => {
  test('each mail is moved to the folder of its outcome once it is decided', async () => {
    const story = await aStory(stage);
    await story.start({ MAILBOX_FILE_AWAY: 'yes', MAILBOX_FOLDER_ACCEPTED: 'Suivi/Classes' });
    await story.receive(aLetterWithForm(aTownHall(0)));
    await story.receive(anAutomaticLetter(aTownHall(1)));
    const counts = () => story.mailbox.counts();
    await until('both are moved', async () => (await counts())['INBOX'] === 0, counts);
    expect(await counts()).toMatchObject({ 'Suivi/Classes': 1, 'Inscriptions/Automatiques': 1 });
  });

  test('with MAILBOX_FILE_AWAY=no nothing is moved', async () => {
    const story = await aStory(stage);
    await story.start();
    await story.receive(aLetter(aTownHall(0)));
    await story.receive(aLetter(aTownHall(1)));
    expect(await story.mailbox.counts()).toEqual({ INBOX: 2 });
  });

  test('a mail over the limit stays on the server, is an agent’s item and is answered', async () => {
    const story = await aStory(stage);
    await story.start({ MAILBOX_MAX_MESSAGE_BYTES: '200000' });
    const letter = aLargeLetter(aTownHall(0), 400_000);
    await story.mailbox.deliver(letter.raw);
    await until('it is answered', () => story.answersTo(letter).length > 0);
    const kept = await story.db.selectFrom('message').select(['id', 'raw', 'left_on_server']).execute();
    expect(kept).toMatchObject([{ left_on_server: 'too_large' }]);
    expect(kept[0]!.raw.length).toBeLessThan(100_000);
    const items = await story.db.selectFrom('work_item').select(['reason', 'message_id']).execute();
    expect(items).toEqual([{ reason: 'too_large', message_id: kept[0]!.id }]);
  });

  test('messages received before MAILBOX_SINCE are left alone', async () => {
    const story = await aStory(stage);
    await story.mailbox.deliver(aLetter(aTownHall(0)).raw);
    await story.start({ MAILBOX_SINCE: new Date(Date.now() + 3_600_000).toISOString() });
    await until('a pass is completed', async () => {
      return (await story.db.selectFrom('mailbox_view').select('listed').execute()).length > 0;
    });
    expect(await story.db.selectFrom('message').select('id').execute()).toEqual([]);
  });

  test('a standby takes over when the first watcher dies', async () => {
    const story = await aStory(stage);
    const first = await story.start();
    const second = await story.start();
    await story.receive(aLetter(aTownHall(0)));
    const { token: before } = await lease();
    await first.stop();

    await story.receive(aLetterWithForm(aTownHall(1)));
    expect(Number((await lease()).token)).toBeGreaterThan(Number(before));
    expect(story.sink.mails()).toHaveLength(2);
    await second.stop();

    function lease() {
      return story.db.selectFrom('mailbox_lease').select('token').executeTakeFirstOrThrow();
    }
  });

  test('a dry run tells what would be answered, keeps nothing and sends nothing', async () => {
    const story = await aStory(stage);
    await story.mailbox.deliver(aLetterWithForm(aTownHall(0)).raw);
    await story.mailbox.deliver(anAutomaticLetter(aTownHall(1)).raw);
    const run = promisify(execFile);
    const env = { ...process.env, ...story.env };
    const { stdout } = await run(process.execPath, [START, '--dry-run'], { env });
    expect(stdout).toContain('accept (all_conditions_hold)');
    expect(stdout).toContain('2 would be read, 1 would be answered. Nothing was written, nothing was sent.');
    for (const table of ['message', 'mailbox_entry', 'decision', 'reply', 'request'] as const) {
      expect(await story.db.selectFrom(table).selectAll().execute()).toEqual([]);
    }
    expect(story.sink.mails()).toEqual([]);
    expect(await story.mailbox.counts()).toEqual({ INBOX: 2 });
  });
});
