import { simpleParser } from 'mailparser';
import { readDocument } from '../../src/form/read-document.js';
import { text } from '../intake/builders/a-mail.js';
import { aLetter, aLetterWithForm } from '../support/builders/a-letter.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import { aStory, endStories } from '../support/journey/a-story.js';
import { onBothStages } from '../support/journey/stages.js';

afterEach(endStories);

onBothStages('what we answer, and to whom', (stage) => {
  test('the same refusal leaves once a day: the second is kept back, and an agent is told', async () => {
    const story = await aStory(stage);
    await story.start();
    const [first, second] = [aLetter(aTownHall(0)), aLetter(aTownHall(0), { subject: 'Encore' })];
    expect(await story.receive(first)).toMatchObject({ replies: [{ kind: 'no-form', status: 'sent' }] });
    expect(await story.receive(second)).toMatchObject({
      outcome: 'no-form',
      replies: [{ kind: 'no-form', status: 'suppressed' }],
      workItems: ['refusal_repeated'],
    });
    await story.receive(aLetter(aTownHall(1))); // what came after them has been answered
    expect(story.answersTo(second)).toEqual([]);
    expect(story.sink.mails()).toHaveLength(2);
  });

  test('a corrected form that is still wrong is answered the same day', async () => {
    const story = await aStory(stage);
    await story.start();
    const hall = aTownHall(0);
    await story.receive(aLetterWithForm(hall, { form: { withoutEmail: true } }));
    const again = aLetterWithForm(hall, { form: { withoutEmail: true, directorOfFirstSchool: 'Dupont' } });
    expect(await story.receive(again)).toMatchObject({
      outcome: 'correct',
      replies: [{ kind: 'correction-thanks', status: 'sent' }],
    });
    expect(story.answersTo(again)).toHaveLength(1);
  });

  test('the follow-up person the registry knows has a copy of what a colleague asks, with the list we hold ready to be sent back', async () => {
    const story = await aStory(stage);
    await story.start();
    const hall = aTownHall(0);
    const first = aLetterWithForm(hall);
    await story.receive(first);
    expect(story.answersTo(first)[0]!.toString('latin1')).not.toMatch(/^Cc:/im);
    const question = aLetter(hall);
    await story.receive(question);
    const [answer] = story.answersTo(question).map((raw) => raw.toString('latin1'));
    expect(answer).toMatch(/^Cc: suivi@/im);

    const { attachments } = await simpleParser(story.answersTo(question)[0]!);
    const { schools, contacts } = await readDocument({
      name: attachments[0]!.filename!,
      bytes: new Uint8Array(attachments[0]!.content),
    });
    expect(schools.map(({ uai }) => uai?.value)).toEqual(hall.schools.map(({ uai }) => uai));
    expect(contacts.followUp?.email?.value).toMatch(/^suivi@/);
    expect(schools.every(({ administrator }) => administrator?.phone !== null)).toBe(true);
  });

  test('a bounce that quotes nothing of our mail finds its reply by the address it comes back to', async () => {
    const story = await aStory(stage);
    await story.start();
    const letter = aLetterWithForm(aTownHall(0), { form: { withoutEmail: true } });
    await story.receive(letter);
    const { id } = await story.db.selectFrom('reply').select('id').executeTakeFirstOrThrow();
    const bounce = aLetter(aTownHall(1), {
      from: 'mailer-daemon@mx.example',
      subject: 'Undelivered Mail Returned to Sender',
      headers: [`Delivered-To: support+retour-${id}@laclasse.com`],
      content: text('The mail system could not deliver your message.\r\n'),
    });
    expect(await story.receive(bounce)).toMatchObject({ outcome: 'ignore', replies: [] });
    expect(await story.settled(letter)).toMatchObject({
      replies: [{ status: 'bounced' }],
      requestStatus: 'awaiting-agent',
    });
  });
});
