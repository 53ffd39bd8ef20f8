import { createHash, randomUUID } from 'node:crypto';
import type { Reading } from '../../src/form/reading.js';
import { saveShownPart } from '../../src/store/desk/shown-parts.js';
import { csvOf } from '../../src/web/view/csv.js';
import { aFormOf, receive } from '../support/builders/a-dossier.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import { aDesk, aVisitor, type TestDesk, type Visitor } from './support/a-desk.js';
import { payloads, strangeTags } from './support/strange-tags.js';

let desk: TestDesk;
let agent: Visitor;
beforeAll(async () => {
  desk = await aDesk();
  await desk.addAgent('lea', 'supervisor');
  agent = aVisitor(desk);
  await agent.signIn('lea');
});
afterAll(() => desk.close());

test.each(payloads)(
  '%j in every field of a form, a mail and a file name is only ever words',
  async (payload) => {
    const hall = aTownHall(3);
    const hurt = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(hurt);
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, part]) =>
          (key === 'value' && typeof part === 'string' && !/^\d{7}[A-Z]$/.test(part)) || key === 'writtenAs'
            ? [key, payload.replaceAll('\u0000', '')]
            : [key, hurt(part)],
        ),
      );
    };
    const clean = payload.replaceAll('\u0000', '');
    const reading = {
      ...(hurt(aFormOf(hall)) as Reading),
      commune: aFormOf(hall).commune,
      kind: 'invalid',
      problems: [
        {
          field: 'schools[0].name',
          code: 'missing',
          severity: 'error',
          where: { sheet: clean, cell: 'A10' },
          message: clean,
          suggestion: clean,
        },
      ],
      unread: [{ sheet: clean, cell: 'A40', text: clean, looksLikeData: true }],
    } as Reading;
    const { reference, messageId } = await receive(desk.db, hall, {
      from: `${randomUUID()}@ailleurs.example`,
      subject: clean,
      reading,
    });
    await desk.db
      .updateTable('message')
      .set({
        reply_to: clean,
        documents: JSON.stringify([
          {
            name: clean,
            type: 'xlsx',
            path: '1.2',
            sha256: createHash('sha256').update(clean).digest('hex'),
            sizeBytes: 1,
          },
        ]),
      })
      .where('id', '=', messageId)
      .execute();
    const words = {
      from: clean,
      replyTo: clean,
      to: clean,
      cc: clean,
      date: clean,
      text: clean,
      quoted: clean,
      isCut: false,
    };
    await saveShownPart(desk.db, { messageId, part: 'mail' }, words);
    const cell = { row: 9, column: 0, rowSpan: 1, columnSpan: 1, text: clean, isHidden: false };
    await saveShownPart(
      desk.db,
      { messageId, part: 'document:1.2' },
      { sheets: [{ name: clean, isHidden: false, cells: [cell] }], isCut: false },
    );

    const paths = [
      '/?onglet=all',
      `/?onglet=all&q=${encodeURIComponent(clean)}`,
      `/demandes/${reference}`,
      `/demandes/${reference}/corriger`,
      `/demandes/${reference}/accepter`,
      `/demandes/${reference}/expediteur`,
      `/messages/${messageId}`,
      `/ecoles?q=${encodeURIComponent(clean)}`,
      `/personnes?q=${encodeURIComponent(clean)}`,
      `/connexion?vers=${encodeURIComponent(clean)}`,
      `/?fait=${encodeURIComponent(clean)}&action=${encodeURIComponent(clean)}`,
      `/demandes/${encodeURIComponent(clean.slice(0, 60))}`,
    ];
    for (const path of paths) {
      const { status, text } = await agent.get(path);
      expect([path, status < 500, strangeTags(text)]).toEqual([path, true, []]);
    }
    const download = await agent.get(`/messages/${messageId}/original`);
    expect(download.headers['content-disposition']).toMatch(
      /^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.!~%-]*$/,
    );
    expect(download.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
    });
  },
);

test.each(['=1+1', '+33 4', '-1', '@SUM(A1)', '\t=1', ' =cmd|calc', '\r=1'])(
  '%j in an export is no formula',
  (text) => {
    expect(csvOf([[text]])).toMatch(/^\uFEFF"'/);
  },
);
