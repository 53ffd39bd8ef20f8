import { listSetApart } from '../../src/store/quarantine.js';
import { file, letterWith, text } from '../intake/builders/a-mail.js';
import { aLetter, aLetterWithForm } from '../support/builders/a-letter.js';
import { aForm, aTownHall } from '../support/builders/a-town-hall.js';
import { aStory, endStories } from '../support/journey/a-story.js';
import { onBothStages } from '../support/journey/stages.js';
import { standingOf } from '../support/journey/standing.js';
import { until } from '../support/journey/until.js';
import { aClamd, type Clamd, SIGNATURE, THREAT } from '../support/servers/a-clamd.js';

let clamd: Clamd;
beforeEach(async () => {
  clamd = await aClamd();
});
afterEach(async () => {
  await endStories();
  await clamd.stop();
});

function infectedLetter() {
  const { name, bytes } = aForm(aTownHall(0));
  const bytesOfThreat = Buffer.concat([Buffer.from('x'), Buffer.from(THREAT)]);
  const content = letterWith(file(name, bytes), {
    headers: ['Content-Type: application/octet-stream; name=x.bin'],
    body: bytesOfThreat,
  });
  return aLetter(aTownHall(0), { subject: 'Liste infectée', content });
}

onBothStages('what is dangerous is set apart', (stage) => {
  test('an infected mail is never opened nor answered, and is an agent’s item', async () => {
    const story = await aStory(stage);
    await story.start({ CLAMD_URL: clamd.url });
    const standing = await story.receive(infectedLetter());
    expect(standing).toMatchObject({
      outcome: 'ask-agent',
      reasons: ['infected'],
      replies: [],
      orders: [],
      workItems: ['infected'],
    });
    expect(await story.db.selectFrom('reading').select('id').execute()).toEqual([]);
    expect(await listSetApart(story.db)).toMatchObject([
      { why: 'infected', signature: SIGNATURE, from: aTownHall(0).address, subject: 'Liste infectée' },
    ]);
    expect(await story.receive(aLetterWithForm(aTownHall(1)))).toMatchObject({ outcome: 'accept' });
    expect(story.sink.mails()).toHaveLength(1);
  });

  test('while the scanner is away nothing is opened; once it is back, mail is read as usual', async () => {
    const port = Number(new URL(clamd.url).port);
    await clamd.stop();
    const story = await aStory(stage);
    await story.start({ CLAMD_URL: `tcp://127.0.0.1:${port}`, MESSAGE_FAILURES_BEFORE_AGENT: '1' });
    const letter = aLetterWithForm(aTownHall(0));
    await story.mailbox.deliver(letter.raw);
    await until('a job found the scanner away', () => story.log.some((line) => line.includes('job failed')));
    expect(await standingOf(story.db, letter.raw)).toMatchObject({ status: 'kept', decisions: 0 });
    clamd = await aClamd({ port });
    expect(await story.settled(letter)).toMatchObject({ outcome: 'accept' });
    expect(clamd.scanned.some((bytes) => bytes.equals(letter.raw))).toBe(true);
  });

  test('a mail the scanner cannot look at stays shut', async () => {
    clamd.mostBytes = 100;
    const story = await aStory(stage);
    await story.start({ CLAMD_URL: clamd.url });
    expect(await story.receive(aLetterWithForm(aTownHall(0)))).toMatchObject({
      outcome: 'ask-agent',
      reasons: ['not_scanned'],
      replies: [],
    });
  });

  test('mail marked as spam by our server is kept, not answered, and listed apart; a form in it is an agent’s', async () => {
    const story = await aStory(stage);
    await story.start();
    const headers = ['X-Spam-Flag: YES'];
    const spam = await story.receive(aLetter(aTownHall(0), { headers, content: text('Gagnez !\r\n') }));
    expect(spam).toMatchObject({ outcome: 'ignore', reasons: ['marked_spam'], replies: [], workItems: [] });
    const form = await story.receive(aLetterWithForm(aTownHall(1), { headers }));
    expect(form).toMatchObject({ outcome: 'ask-agent', reasons: ['marked_spam'], replies: [], orders: [] });
    expect((await listSetApart(story.db)).map(({ why }) => why)).toEqual(['marked_spam', 'marked_spam']);
    expect(story.sink.mails()).toEqual([]);
  });
});
