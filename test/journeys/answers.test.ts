import { aLetter, aLetterWithForm, anAutomaticLetter } from '../support/builders/a-letter.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import { aStory, endStories } from '../support/journey/a-story.js';
import { answersOf } from '../support/journey/announced.js';
import { onBothStages } from '../support/journey/stages.js';

afterEach(endStories);

onBothStages('a mail is read and answered', (stage) => {
  test('a complete form of a confirmed sender is accepted, answered, and its schools are ordered', async () => {
    const story = await aStory(stage);
    await story.start();
    const hall = aTownHall(0);
    const letter = aLetterWithForm(hall);
    const standing = await story.receive(letter);
    expect(standing).toMatchObject({
      outcome: 'accept',
      reasons: ['all_conditions_hold'],
      requestStatus: 'opened',
      workItems: [],
    });
    expect(answersOf(standing)).toMatchObject([
      { kind: 'accepted', status: 'sent', recipient: hall.address },
    ]);
    const ordered = hall.schools.map(({ uai }) => ({ uai, kind: 'open-school', status: 'done' }));
    expect(standing.orders).toEqual(ordered);
    expect(story.answersTo(letter)).toHaveLength(1);
    expect(story.answersTo(letter)[0]!.toString('latin1')).toContain('Auto-Submitted: auto-replied');
  });

  test('a form with a missing e-mail goes back to its sender with the corrected workbook, and orders nothing', async () => {
    const story = await aStory(stage);
    await story.start();
    const letter = aLetterWithForm(aTownHall(1), { form: { withoutEmail: true } });
    expect(await story.receive(letter)).toMatchObject({
      outcome: 'correct',
      requestStatus: 'awaiting-commune',
      replies: [{ kind: 'corrections', status: 'sent' }],
      orders: [],
    });
    const [answer] = story.answersTo(letter).map((raw) => raw.toString('latin1'));
    expect(answer!.includes('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')).toBe(true);
  });

  test('a form from an address nobody has confirmed waits for an agent, and orders nothing', async () => {
    const story = await aStory(stage);
    await story.start();
    const letter = aLetterWithForm(aTownHall(2), { from: 'luc.rey@orange.example' });
    expect(await story.receive(letter)).toMatchObject({
      outcome: 'ask-agent',
      requestStatus: 'awaiting-agent',
      replies: [{ kind: 'sender-to-confirm', status: 'sent', recipient: 'luc.rey@orange.example' }],
      workItems: ['sender_not_confirmed'],
      orders: [],
    });
  });

  test('a form whose sender our server does not vouch for waits for an agent', async () => {
    const story = await aStory(stage);
    await story.start();
    const letter = aLetterWithForm(aTownHall(3), { isAuthentic: false });
    expect(await story.receive(letter)).toMatchObject({ outcome: 'ask-agent', orders: [] });
  });

  test('automatic mail is kept and never answered', async () => {
    const story = await aStory(stage);
    await story.start();
    const automatic = anAutomaticLetter(aTownHall(0));
    expect(await story.receive(automatic)).toMatchObject({ outcome: 'ignore', replies: [], request: null });
    await story.receive(aLetter(aTownHall(1))); // what came after it has been answered
    expect(story.sink.mails()).toHaveLength(1);
    expect(story.answersTo(automatic)).toEqual([]);
  });

  test('a mail without a form is told how to join', async () => {
    const story = await aStory(stage);
    await story.start();
    const letter = aLetter(aTownHall(0));
    expect(await story.receive(letter)).toMatchObject({
      outcome: 'no-form',
      replies: [{ kind: 'no-form', status: 'sent' }],
      orders: [],
    });
  });

  test('with REPLIES=hold everything is decided and nothing leaves', async () => {
    const story = await aStory(stage);
    await story.start({ REPLIES: 'hold' });
    const letter = aLetterWithForm(aTownHall(0));
    const standing = await story.receive(letter);
    expect(standing.outcome).toBe('accept');
    expect(answersOf(standing)).toMatchObject([{ kind: 'accepted', status: 'held' }]);
    expect(standing.replies.filter(({ status }) => status !== 'held')).toEqual([]);
    expect(story.sink.mails()).toEqual([]);
  });
});
