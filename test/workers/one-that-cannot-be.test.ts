import { sql } from 'kysely';
import { aLetter, aLetterWithForm } from '../support/builders/a-letter.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import { aStory, endStories } from '../support/journey/a-story.js';

afterEach(endStories);

const builtIn = async () => {
  const { startDemoMailbox } = await import('../../src/embedded/mailbox.js');
  const mailbox = await startDemoMailbox();
  return {
    imapUrl: mailbox.imapUrl,
    deliver: (raw: Buffer) => mailbox.append(raw),
    counts: async () => mailbox.counts(),
    bumpUidValidity: async () => {},
    stop: () => mailbox.stop(),
  };
};
const stage = { aMailbox: builtIn, redisUrl: () => undefined, clean: async () => {} };

const POISON = 'poison@mairie.example';

/** A base that refuses one message, as it would a value nobody foresaw: by its sender, in this table. */
async function aStoryThatRefuses(table: 'reply' | 'message') {
  const story = await aStory(stage);
  const column = table === 'reply' ? 'recipient' : 'from_address';
  await sql
    .raw(
      `create function refuse() returns trigger language plpgsql as $$
         begin if new.${column} = '${POISON}' then raise exception 'unforeseen'; end if; return new; end $$;
       create trigger refuse before insert or update on ${table} for each row execute function refuse()`,
    )
    .execute(story.db);
  return story;
}

test.each([
  ['cannot be decided', 'reply'],
  ['cannot be saved once read', 'message'],
] as const)(
  'a message that %s becomes an agent’s item; those beside it are answered',
  async (_what, table) => {
    const story = await aStoryThatRefuses(table);
    const poison = aLetter(aTownHall(0), { from: POISON });
    const others = [aLetterWithForm(aTownHall(1)), aLetter(aTownHall(2))];
    for (const { raw } of [others[0]!, poison, others[1]!]) await story.mailbox.deliver(raw);
    await story.start({ MESSAGE_FAILURES_BEFORE_AGENT: '2' });
    expect(await story.settled(others[0]!)).toMatchObject({ outcome: 'accept' });
    expect(await story.settled(others[1]!)).toMatchObject({ outcome: 'no-form' });
    expect(await story.settled(poison)).toMatchObject({
      outcome: 'ask-agent',
      reasons: ['processing_failed'],
      replies: [],
      workItems: ['processing_failed'],
    });
  },
);
