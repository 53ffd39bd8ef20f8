import { aLetter, aLetterWithForm, anAutomaticLetter } from '../support/builders/a-letter.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import { aStory, endStories } from '../support/journey/a-story.js';
import { onBothStages } from '../support/journey/stages.js';
import { until } from '../support/journey/until.js';

afterEach(endStories);

const EMAIL = /[^\s@"<>]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+/i;
const PHONE = /(?:\+33|\b0)[\s.]?[1-9](?:[\s.]?\d{2}){4}\b/;

onBothStages('the log', (stage) => {
  test('a whole journey, with refusals and lost servers, logs no address, phone, name, subject nor password', async () => {
    const story = await aStory(stage);
    await story.start({ MAILBOX_FILE_AWAY: 'yes' });
    const hall = aTownHall(0);
    await story.receive(aLetterWithForm(hall, { subject: 'Sujet confidentiel' }));
    await story.receive(aLetterWithForm(aTownHall(1), { form: { withoutEmail: true } }));
    await story.receive(anAutomaticLetter(aTownHall(2)));
    await story.mailbox.bumpUidValidity();
    await story.sink.stop();
    await story.mailbox.deliver(aLetter(aTownHall(3), { subject: 'Sujet confidentiel' }).raw);
    await until(
      'the mail server is missed',
      () => story.log.some((line) => line.includes('reply refused')),
      () => story.log.slice(-10),
    );

    const written = story.log.map((line) => {
      const { time: _, ...facts } = JSON.parse(line) as Record<string, unknown>;
      return JSON.stringify(facts);
    });
    expect(written.length).toBeGreaterThan(10);
    // ids hold digits that a pattern could take for a phone: they are set aside, not trusted
    const withoutIds = written.map((line) =>
      line.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID'),
    );
    expect(withoutIds.filter((line) => EMAIL.test(line) || PHONE.test(line))).toEqual([]);
    const words = [/Marchand/, /Belkacem/, /Durand/, /confidentiel/, /Jules Ferry/, /secret/, /Albigny/];
    expect(withoutIds.filter((line) => words.some((word) => word.test(line)))).toEqual([]);
  });
});
