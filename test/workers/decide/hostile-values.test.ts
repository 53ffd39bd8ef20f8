import type { Field, Reading } from '../../../src/form/reading.js';
import { aBase, endBase } from '../../store/a-base.js';
import { aFormOf, receive } from '../../support/builders/a-dossier.js';
import { aTownHall } from '../../support/builders/a-town-hall.js';

afterEach(endBase);

const hall = aTownHall(0);
const payloads = [
  '<img src=x onerror=alert(1)>',
  '<script>document.location="https://evil.example"</script>',
  '=HYPERLINK("https://evil.example","cliquez")',
  '<%= it.service %>',
  '</td></table><a href="https://evil.example">x</a>',
  'a\r\nBcc: victim@evil.example\r\n\r\nBonjour',
];

/** Every value of the form, people's and schools' alike, says this. */
function poisoned(payload: string): Reading {
  const reading = structuredClone(aFormOf(hall));
  const spoil = (field: Field<string> | null) => {
    if (field !== null) Object.assign(field, { value: payload, writtenAs: payload });
  };
  const people = [reading.contacts.followUp, reading.contacts.technical];
  for (const school of reading.schools) {
    spoil(school.name);
    people.push(school.administrator);
  }
  for (const person of people)
    for (const field of [person!.firstName, person!.lastName, person!.jobTitle, person!.email, person!.phone])
      spoil(field);
  return reading;
}

test.each(payloads)(
  '%j in every field and in the subject reaches nobody as markup, header or formula',
  async (payload) => {
    const db = await aBase();
    const stranger = 'luc.rey@orange.example';
    const problems = [
      {
        field: 'schools[0].name',
        code: 'not_in_list',
        severity: 'error',
        where: null,
        message: payload,
        suggestion: payload,
      },
    ] as const;
    await receive(db, hall, { from: stranger, subject: payload, reading: poisoned(payload) });
    await receive(db, hall, {
      ...{ from: stranger, subject: payload },
      reading: { ...poisoned(payload), kind: 'invalid', problems: [...problems] },
    });
    expect(
      await db.selectFrom('decision').select('outcome').where('outcome', '=', 'accept').execute(),
    ).toEqual([]);
    const replies = await db.selectFrom('reply').selectAll().execute();
    expect(replies.length).toBeGreaterThan(0);
    for (const { recipient, cc, subject, html_body, text_body, rfc_message_id } of replies) {
      expect([recipient, cc]).toEqual([stranger, null]);
      expect(subject + rfc_message_id).not.toMatch(/[\r\n]/);
      for (const markup of ['<img', '<script', '<%', '</td></table><a', 'a\r\nBcc:'])
        expect([markup, html_body.includes(markup)]).toEqual([markup, false]);
      expect(html_body).not.toMatch(/href="https?:\/\/evil/);
      expect(text_body).not.toMatch(/^(Bcc:|=[A-Z])/m);
    }
  },
);
