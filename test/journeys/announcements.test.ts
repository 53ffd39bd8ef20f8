import { simpleParser } from 'mailparser';
import { aLetterWithForm } from '../support/builders/a-letter.js';
import { aTownHall, type TownHall } from '../support/builders/a-town-hall.js';
import { aStory, endStories, type Story } from '../support/journey/a-story.js';
import { onBothStages } from '../support/journey/stages.js';
import { until } from '../support/journey/until.js';
import { aLaclasse } from '../support/servers/laclasse.js';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await endStories();
  for (const stop of stops.splice(0)) await stop();
});

const fast = { LACLASSE_TIMEOUT_MS: '900' };

async function announcements(story: Story) {
  const rows = await story.db
    .selectFrom('reply')
    .select(['kind', 'recipient', 'cc', 'status', 'brake_id'])
    .where('kind', '<>', 'accepted')
    .execute();
  return rows.sort((one, other) => (one.recipient < other.recipient ? -1 : 1));
}

const administratorOf = ({ insee }: TownHall, rank: number) => `direction.${rank}.${insee}@ac-lyon.example`;

onBothStages('a form accepted, its schools opened at laclasse.com', (stage) => {
  test('the commune gets one letter, and each administrator one with their login', async () => {
    const story = await aStory(stage);
    const laclasse = await aLaclasse();
    stops.push(() => laclasse.stop());
    await story.start({ LACLASSE_URL: laclasse.url, ...fast });
    const hall = aTownHall(0);
    const standing = await story.receive(aLetterWithForm(hall));
    expect(standing).toMatchObject({ outcome: 'accept', requestStatus: 'opened' });
    await until('everybody is told', async () => story.sink.mails().length === 5);

    const sent = { status: 'sent', brake_id: null };
    expect(await announcements(story)).toMatchObject([
      ...[0, 1, 2].map((rank) => ({
        ...{ ...sent, kind: 'account-ready', recipient: administratorOf(hall, rank), cc: null },
      })),
      { ...sent, kind: 'access-open', recipient: hall.address, cc: `suivi@${hall.address.split('@')[1]}` },
    ]);
    const letters = await Promise.all(story.sink.mails().map(({ raw }) => simpleParser(raw)));
    const texts = letters.map(({ text }) => (text ?? '').replace(/\s+/g, ' '));
    const open = texts.find((text) => text.includes('les 3 écoles ci-dessous peuvent utiliser laclasse.com'));
    for (const { name } of hall.schools) expect(open).toContain(name.replace(/\s+/g, ' '));
    for (const { login } of laclasse.base.rows.users.slice(1)) {
      expect(texts.filter((text) => text.includes(`Votre identifiant est ${login}`))).toHaveLength(1);
    }
    const waiting = await story.db
      .selectFrom('access_order')
      .select('id')
      .where('announced_at', 'is', null)
      .execute();
    expect(waiting).toEqual([]);
  });

  test('letters about what is only recorded wait for an agent, unless the settings say to send them', async () => {
    const story = await aStory(stage);
    const service = await story.start();
    expect(await story.receive(aLetterWithForm(aTownHall(0)))).toMatchObject({ requestStatus: 'opened' });
    const kinds = async () => (await announcements(story)).map(({ kind, status }) => `${kind} ${status}`);
    const held = [...Array.from({ length: 3 }, () => 'account-ready held'), 'access-open held'];
    expect(await kinds()).toEqual(held);
    await service.stop();

    await story.start({ ANNOUNCEMENTS: 'send' });
    await story.receive(aLetterWithForm(aTownHall(1)));
    await until('everybody is told', async () => story.sink.mails().length === 6);
    expect((await kinds()).toSorted()).toEqual(
      [...held, ...held.map((one) => one.replace('held', 'sent'))].toSorted(),
    );
  });
});
