import { randomUUID } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { aMail, file, forwarded, letterWith, multipart, text } from '../intake/builders/a-mail.js';
import { AUTHSERV_ID, aLetterWithForm, type Letter } from '../support/builders/a-letter.js';
import { aForm, aTownHall, type TownHall } from '../support/builders/a-town-hall.js';
import { aStory, endStories, type Story } from '../support/journey/a-story.js';
import { onBothStages } from '../support/journey/stages.js';
import { standings } from '../support/journey/standing.js';

afterEach(endStories);

const EVIL = 'pirate@evil.example';
const evilPass = `Authentication-Results: ${AUTHSERV_ID}; dkim=pass header.d=evil.example; dmarc=pass header.from=evil.example`;

type Parts = NonNullable<Parameters<typeof aMail>[0]>;

/** A mail with a complete form of this commune, every administrator but one the attacker's. */
function withForm(hall: TownHall, parts: Parts): Letter {
  const { name, bytes } = aForm(hall, { directorOfFirstSchool: 'Malfaisant' });
  const messageId = `<${randomUUID()}@evil.example>`;
  const raw = aMail({ messageId, content: letterWith(file(name, bytes)), ...parts });
  return { raw, from: parts.from ?? '', messageId };
}

const formulas = [
  '=HYPERLINK("http://evil.example";"x")',
  '+33cmd|calc',
  '@SUM(A1)',
  '<script>alert(1)</script>',
];
const hostileBody = (hall: TownHall) =>
  text(
    [
      `Nom de la commune : ${hall.commune}`,
      `Personne en charge du suivi du projet : ${formulas[0]} - DGS - ${EVIL} - 04 78 20 11 01`,
      `Responsable technique de la commune : ${formulas[3]} - DSI - ${EVIL} - 04 78 20 11 01`,
      `Nom de l’école : ${hall.schools[0]!.name} ${formulas[1]}`,
      `Administrateur : ${formulas[2]} - directeur - ${EVIL} - 04 78 20 11 01`,
    ].join('\r\n'),
  );

/** What a stranger tries against a town hall that is known and trusted; `reference` is that of its open request, seen by chance. */
const attacks: [string, (hall: TownHall, reference: string, ours: Buffer) => Letter][] = [
  [
    'a forged From of the trusted address',
    (hall) =>
      withForm(hall, {
        from: hall.address,
        top: [
          `Authentication-Results: ${AUTHSERV_ID}; spf=fail; dkim=none; dmarc=fail (p=reject) header.from=mairie.example`,
        ],
      }),
  ],
  [
    'the trusted address, with nothing that proves it',
    (hall) => withForm(hall, { from: hall.address, top: [] }),
  ],
  [
    'the trusted address, and a valid signature of another domain',
    (hall) =>
      withForm(hall, {
        from: hall.address,
        top: [
          `Authentication-Results: ${AUTHSERV_ID}; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=evil.example`,
        ],
      }),
  ],
  [
    'Authentication-Results injected below ours',
    (hall) =>
      withForm(hall, {
        from: hall.address,
        top: [
          `Authentication-Results: ${AUTHSERV_ID}; dkim=none; dmarc=none`,
          'Received: from evil.example by mx.laclasse.example; Mon, 23 Nov 2026 10:00:00 +0100',
          `Authentication-Results: ${AUTHSERV_ID}; dmarc=pass header.from=${hall.address.split('@')[1]}`,
        ],
      }),
  ],
  [
    'Authentication-Results of a server that is not ours',
    (hall) =>
      withForm(hall, {
        from: hall.address,
        top: [
          `Authentication-Results: mx.evil.example; dmarc=pass header.from=${hall.address.split('@')[1]}`,
        ],
      }),
  ],
  [
    'answers diverted by Reply-To',
    (hall) => withForm(hall, { from: hall.address, top: [], also: [`Reply-To: ${EVIL}`] }),
  ],
  [
    'the reference stolen by somebody proven elsewhere',
    (hall, reference) => withForm(hall, { from: EVIL, top: [evilPass], subject: `Re: ${reference}` }),
  ],
  [
    'our Message-ID stolen as well',
    (hall, reference, ours) =>
      withForm(hall, {
        from: EVIL,
        top: [evilPass],
        subject: `Re: ${reference}`,
        also: [`In-Reply-To: ${/^Message-ID: (<[^>]+>)/im.exec(ours.toString('latin1'))![1]}`],
      }),
  ],
  [
    'two From fields, the trusted one first',
    (hall) =>
      withForm(hall, {
        from: hall.address,
        top: [`Authentication-Results: ${AUTHSERV_ID}; dmarc=pass header.from=${hall.address.split('@')[1]}`],
        also: [`From: ${EVIL}`],
      }),
  ],
  [
    'a homograph of the trusted domain, proven as itself',
    (hall) => {
      const from = hall.address.replace('mairie', 'mаirie');
      const domain = from.split('@')[1];
      return withForm(hall, {
        from,
        top: [`Authentication-Results: ${AUTHSERV_ID}; dmarc=pass header.from=${domain}`],
      });
    },
  ],
  [
    'the trusted address as a name',
    (hall) => withForm(hall, { from: `"${hall.address}" <${EVIL}>`, top: [evilPass] }),
  ],
  [
    'headers injected in the subject and the names',
    (hall) =>
      withForm(hall, {
        from: `=?utf-8?q?x=0D=0ABcc=3A_victime=40exemple=2Efr?= <${EVIL}>`,
        top: [evilPass],
        subject: '=?utf-8?q?Liste=0D=0ABcc:_victime=40exemple.fr?=',
      }),
  ],
  [
    'HTML and formulas in every field',
    (hall) => withForm(hall, { from: EVIL, top: [evilPass], content: hostileBody(hall) }),
  ],
  [
    'our own answer bounced back, the form with it',
    (hall, _reference, ours) =>
      withForm(hall, {
        from: `MAILER-DAEMON@mairie-${hall.insee}.example`,
        top: ['Return-Path: <>'],
        content: multipart(
          'report; report-type=delivery-status',
          text('x'),
          {
            headers: ['Content-Type: message/delivery-status'],
            body: Buffer.from(
              `Final-Recipient: rfc822; ${hall.address}\r\nAction: failed\r\nStatus: 5.1.1\r\n`,
            ),
          },
          forwarded(ours),
          file('l.xlsx', aForm(hall, { directorOfFirstSchool: 'Malfaisant' }).bytes),
        ),
      }),
  ],
  ['a letter in our own name', (hall) => withForm(hall, { from: 'support@laclasse.com', top: [] })],
];

async function recipientsOf(story: Story): Promise<string[]> {
  const mails = story.sink.mails();
  for (const { raw } of mails) {
    const { headers, headerLines } = await simpleParser(raw);
    expect(headers.has('bcc')).toBe(false);
    expect(headerLines.filter(({ key }) => key === 'to' || key === 'from')).toHaveLength(2);
  }
  return mails.flatMap(({ to }) => to);
}

onBothStages('attacks', (stage) => {
  test('none is accepted, none orders anything, none changes the request of the town hall, none has us write to a third party', async () => {
    const story = await aStory(stage);
    await story.start();
    const hall = aTownHall(0);
    const honest = aLetterWithForm(hall, { form: { withoutEmail: true } });
    const opened = await story.receive(honest);
    expect(opened).toMatchObject({ requestStatus: 'awaiting-commune' });
    const [ours] = story.answersTo(honest);
    const reference = /LC-[\w-]+/.exec((await simpleParser(ours!)).subject!)![0];

    const letters = attacks.map(([name, make]) => ({ name, letter: make(hall, reference, ours!) }));
    for (const { name, letter } of letters) {
      const { outcome, orders, request, replies } = await story.receive(letter);
      expect({ name, outcome, orders }).toEqual({
        name,
        outcome: expect.not.stringMatching(/^accept$/),
        orders: [],
      });
      if (!name.startsWith('our own answer')) expect([name, request]).not.toEqual([name, opened.request]);
      const allowed = [/<([^<>]+)>$/.exec(letter.from)?.[1] ?? letter.from];
      for (const { recipient } of replies) expect([name, allowed.includes(recipient)]).toEqual([name, true]);
    }

    const all = await standings(story.db);
    expect(all).toHaveLength(attacks.length + 1);
    expect(all.filter(({ outcome }) => outcome === 'accept')).toEqual([]);
    expect(await story.db.selectFrom('listed_school').select('uai').execute()).toEqual([]);
    const written = new Set(await recipientsOf(story));
    const senders = new Set([hall.address, EVIL, ...letters.map(({ letter }) => letter.from)]);
    expect([...written].filter((address) => !senders.has(address))).toEqual([]);
    expect(story.log.join('\n')).not.toMatch(/Malfaisant|pirate@/);

    const mended = await story.receive(aLetterWithForm(hall));
    expect(mended).toMatchObject({ outcome: 'accept', request: opened.request });
  }, 180_000);
});
