import { file, letterWith } from '../intake/builders/a-mail.js';
import { aLetter, aLetterWithForm } from '../support/builders/a-letter.js';
import { aForm, aTownHall } from '../support/builders/a-town-hall.js';
import { aStory, endStories } from '../support/journey/a-story.js';
import { onBothStages } from '../support/journey/stages.js';

afterEach(endStories);

onBothStages('a message that defeats us', (stage) => {
  test('becomes an agent’s item when its reader is always killed, and nothing is said to its sender', async () => {
    const story = await aStory(stage);
    await story.start({ READER_TIMEOUT_MS: '1', MESSAGE_FAILURES_BEFORE_AGENT: '2' });
    const letter = aLetterWithForm(aTownHall(0));
    expect(await story.receive(letter)).toMatchObject({
      outcome: 'ask-agent',
      reasons: ['processing_failed'],
      replies: [],
      workItems: ['processing_failed'],
    });
  });

  test('a document that kills its reader costs that document, and the next mail is read', async () => {
    const story = await aStory(stage);
    await story.start({ READER_TIMEOUT_MS: '4000' });
    const bomb = aLetter(aTownHall(0), { content: letterWith(file('écoles.csv', someEndlessCsv())) });
    await story.mailbox.deliver(bomb.raw);
    expect(await story.receive(aLetterWithForm(aTownHall(1)))).toMatchObject({ outcome: 'accept' });
    const { outcome } = await story.settled(bomb);
    expect(['correct', 'ask-agent', 'no-form']).toContain(outcome);
  });

  test.each([
    ['the characters \\u0000 typed in a cell', { directorOfFirstSchool: 'Dur\\u0000and' }],
    ['half a character in a cell', { directorOfFirstSchool: 'Dur\ud800and' }],
    ['a name of ten thousand letters', { directorOfFirstSchool: 'Du'.repeat(5_000) }],
  ])('%s does not keep its message from being decided', async (_what, form) => {
    const story = await aStory(stage);
    await story.start();
    const letter = aLetterWithForm(aTownHall(0), { form });
    expect(await story.receive(letter)).toMatchObject({ status: 'decided', decisions: 1 });
  });

  test.each([
    ['a Message-ID of six thousand characters', { headers: [`X-Note: a`], messageId: 6_000 }],
    ['a sender’s address of six thousand characters', { address: 6_000 }],
  ])(
    '%s does not hold up its message, nor those read with it',
    async (_what, { messageId, address }: Hostile) => {
      const story = await aStory(stage);
      const usual = aLetter(aTownHall(0));
      let raw = usual.raw.toString('latin1');
      if (messageId !== undefined) raw = raw.replaceAll(usual.messageId, `<${noise(messageId)}@a.example>`);
      if (address !== undefined) raw = raw.replaceAll(`<${usual.from}>`, `<${noise(address)}@a.example>`);
      const hostile = { ...usual, raw: Buffer.from(raw, 'latin1') };
      await story.mailbox.deliver(hostile.raw);
      const next = aLetterWithForm(aTownHall(1));
      await story.mailbox.deliver(next.raw);
      await story.start();
      expect(await story.settled(next)).toMatchObject({ outcome: 'accept' });
      expect(await story.settled(hostile)).toMatchObject({ decisions: 1 });
    },
  );
});

type Hostile = { messageId?: number; address?: number };

/** Nothing that could be compressed. */
function noise(length: number): string {
  return Array.from({ length }, () => Math.floor(Math.random() * 36).toString(36)).join('');
}

/** Rows without end, each unlike the others. */
function someEndlessCsv(): Buffer {
  const { name } = aForm(aTownHall(0));
  const rows = Array.from(
    { length: 60_000 },
    (_, row) => `Nom de l’école;${name} ${row};Directrice;a${row}@b.fr`,
  );
  return Buffer.from(rows.join('\n'));
}
