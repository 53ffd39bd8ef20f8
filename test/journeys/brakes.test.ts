import { liftBrake, listBrakes } from '../../src/store/brakes.js';
import { keepBytes } from '../../src/store/ledger.js';
import { aLetter, aLetterWithForm } from '../support/builders/a-letter.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import { aStory, endStories, type Story } from '../support/journey/a-story.js';
import { onBothStages } from '../support/journey/stages.js';
import { until } from '../support/journey/until.js';

afterEach(endStories);

/** `ATTACK_MAILS=10000` for the whole attack. */
const MAILS = Number(process.env['ATTACK_MAILS'] ?? 150);
const MOST = 20;

function inLetters(number: number): string {
  return [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
}

async function allDecided(story: Story): Promise<boolean> {
  const left = await story.db.selectFrom('message').select('id').where('status', '<>', 'decided').execute();
  return left.length === 0;
}

async function repliesBy(story: Story, status: string): Promise<number> {
  const rows = await story.db
    .selectFrom('reply')
    .select('id')
    .where('status', '=', status as 'held')
    .execute();
  return rows.length;
}

onBothStages('a flood of the same refusal', (stage) => {
  test('is one answer a day: the others are kept back, listed, and one item for an agent', async () => {
    const story = await aStory(stage);
    for (let index = 0; index < 30; index += 1) {
      await keepBytes(story.db, aLetter(aTownHall(0)).raw, new Date());
    }
    await story.start();
    await until('every mail is decided', () => allDecided(story));
    await until('what may leave has left', async () => (await repliesBy(story, 'sent')) === 1);
    expect(await repliesBy(story, 'suppressed')).toBe(29);
    const items = await story.db.selectFrom('work_item').select('reason').execute();
    expect(items).toEqual([{ reason: 'refusal_repeated' }]);
    expect(story.sink.mails()).toHaveLength(1);
  });
});

onBothStages('a flood of mails from one address', (stage) => {
  test(
    'is kept and decided whole, gets a few answers, and the next address is answered as usual',
    async () => {
      const story = await aStory(stage);
      const flooder = aTownHall(0);
      for (let index = 0; index < MAILS; index += 1) {
        // Each is another form, still wrong: the same refusal would leave only once a day.
        const form = { withoutEmail: true, directorOfFirstSchool: `Du${inLetters(index)}` };
        const { raw } = aLetterWithForm(flooder, { form });
        await keepBytes(story.db, raw, new Date());
      }
      await story.start();
      await until('every mail is decided', () => allDecided(story), undefined, 60_000 + MAILS * 100);
      await until('what may leave has left', async () => (await repliesBy(story, 'sent')) >= MOST);
      expect(story.sink.mails().length).toBeLessThanOrEqual(MOST);
      expect(await repliesBy(story, 'held')).toBe(MAILS - MOST);

      const [brake] = await listBrakes(story.db);
      expect(brake).toMatchObject({ scope: 'address', subject: flooder.address, held: MAILS - MOST });
      expect(await story.receive(aLetter(aTownHall(1)))).toMatchObject({ replies: [{ status: 'sent' }] });

      await liftBrake(story.db, { id: brake!.id, by: 'Claire Agent', held: 'cancel' });
      expect(await story.receive(aLetter(flooder))).toMatchObject({ replies: [{ status: 'sent' }] });
      expect(story.sink.mails()).toHaveLength(MOST + 2);
    },
    120_000 + MAILS * 150,
  );
});
