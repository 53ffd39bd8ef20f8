import type { Letter } from '../support/builders/a-letter.js';
import { aLetter, aLetterWithForm } from '../support/builders/a-letter.js';
import { aForm, aTownHall } from '../support/builders/a-town-hall.js';
import { aStory, endStories, type Story } from '../support/journey/a-story.js';
import { onBothStages } from '../support/journey/stages.js';
import { until } from '../support/journey/until.js';

afterEach(endStories);

async function passesCompleted(story: Story): Promise<number> {
  return story.log.filter((line) => line.includes('mailbox pass completed')).length;
}

/** Once this has been answered, whatever came before it has been dealt with. */
async function afterALaterMail(story: Story): Promise<void> {
  await story.receive(aLetter(aTownHall(40)));
}

onBothStages('what comes again', (stage) => {
  test('the same mail twice in the mailbox is one message, answered once', async () => {
    const story = await aStory(stage);
    await story.start();
    const letter = aLetterWithForm(aTownHall(0));
    await story.receive(letter);
    await story.mailbox.deliver(letter.raw);
    await afterALaterMail(story);
    expect(story.answersTo(letter)).toHaveLength(1);
    const entries = await story.db.selectFrom('mailbox_entry').select('message_id').execute();
    expect(entries).toHaveLength(3);
    expect(new Set(entries.map((entry) => entry.message_id)).size).toBe(2);
  });

  test.each<[string, (form: ReturnType<typeof aForm>) => Letter]>([
    ['the same attachment in another mail', (form) => aLetterWithForm(aTownHall(0), { form })],
    ['the same content in another file', () => aLetterWithForm(aTownHall(0), { form: otherFile() })],
  ])('%s is acknowledged, and orders nothing more', async (_what, again) => {
    const story = await aStory(stage);
    await story.start();
    const form = aForm(aTownHall(0));
    const first = await story.receive(aLetterWithForm(aTownHall(0), { form }));
    const second = await story.receive(again(form));
    expect(second).toMatchObject({
      outcome: 'already-received',
      request: first.request,
      replies: [{ kind: 'already-received', status: 'sent' }],
    });
    expect(second.orders).toEqual(first.orders);
  });

  test('a corrected form sent in reply joins its request, which is then accepted', async () => {
    const story = await aStory(stage);
    await story.start();
    const hall = aTownHall(0);
    const wrong = aLetterWithForm(hall, { form: { withoutEmail: true } });
    const first = await story.receive(wrong);
    expect(first).toMatchObject({ outcome: 'correct' });

    const ours = story.answersTo(wrong)[0]!.toString('latin1');
    const ourId = ours.match(/^message-id:\s*(<[^>]+>)/im)![1]!;
    const headers = [`In-Reply-To: ${ourId}`, `References: ${wrong.messageId} ${ourId}`];
    const corrected = await story.receive(aLetterWithForm(hall, { headers, subject: 'RE: Nos écoles' }));
    expect(corrected).toMatchObject({ outcome: 'accept', request: first.request, requestStatus: 'opened' });
    expect(corrected.orders).toHaveLength(hall.schools.length);
  });

  test('when the server renews UIDVALIDITY every message is recognised, and none is answered twice', async () => {
    const story = await aStory(stage);
    await story.start();
    const letters = [aLetterWithForm(aTownHall(0)), aLetter(aTownHall(1))];
    for (const letter of letters) await story.receive(letter);
    const passesBefore = await passesCompleted(story);
    await story.mailbox.bumpUidValidity();

    await until('the mailbox is gone over anew', async () => (await passesCompleted(story)) > passesBefore);
    await afterALaterMail(story);
    for (const letter of letters) expect(story.answersTo(letter)).toHaveLength(1);
    expect(await story.db.selectFrom('message').select('id').execute()).toHaveLength(3);
    const views = await story.db.selectFrom('mailbox_view').select('uid_validity').execute();
    expect(new Set(views.map((view) => view.uid_validity)).size).toBe(2);
  });
});

/** The same answers in a file whose bytes differ: ZIP archives bear a comment. */
function otherFile() {
  const { name, bytes } = aForm(aTownHall(0));
  const commented = Buffer.concat([bytes, Buffer.from('again')]);
  commented.writeUInt16LE(5, bytes.length - 2);
  return { name, bytes: commented };
}
