import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadPreview } from '../../src/cli/preview-material.js';
import { type Database, openDatabase } from '../../src/store/database.js';
import { migrate } from '../../src/store/migrate.js';
import { aDatabase, type TestDatabase } from '../support/servers/postgres.js';

let base: TestDatabase;
let db: Database;
const ids = { request: randomUUID(), message: randomUUID() };

beforeAll(async () => {
  base = await aDatabase();
  db = openDatabase({ url: base.url, maxConnections: 2, onIdleError: () => {} });
  await migrate(db);
  await db
    .insertInto('request')
    .values({
      id: ids.request,
      reference: 'LC-2026-00042',
      status: 'accepted',
      commune_insee: '69273',
      sender: 'mairie@corbas.fr',
      opened_at: new Date('2026-11-23T20:42:00Z'),
      due_on: '2026-12-07',
      target_on: '2026-12-07',
    })
    .execute();
});
afterAll(async () => {
  await db.destroy();
  await base.drop();
});

test('a request without a message is previewed from its own dates', async () => {
  expect(await loadPreview(db, 'LC-2026-00042', 'accepted')).toMatchObject({
    communeName: 'Corbas',
    deadline: { dueOn: '2026-12-07', targetOn: '2026-12-07' },
    receivedAt: new Date('2026-11-23T20:42:00Z'),
    schools: [],
    written: null,
  });
});

test('an answer already written is shown as it is', async () => {
  await db
    .insertInto('message')
    .values({
      id: ids.message,
      sha256: Buffer.alloc(32),
      raw: Buffer.from('x'),
      size_bytes: 1,
      received_at: new Date(),
      status: 'decided',
      request_id: ids.request,
    } as never)
    .execute();
  await db
    .insertInto('reply')
    .values({
      id: randomUUID(),
      request_id: ids.request,
      message_id: ids.message,
      kind: 'accepted',
      recipient: 'mairie@corbas.fr',
      rfc_message_id: '<a@b>',
      subject: 'Objet',
      text_body: 'Texte',
      html_body: '<p>Texte</p>',
      status: 'queued',
      owed_at: new Date(),
      due_at: new Date(),
    } as never)
    .execute();
  const material = await loadPreview(db, 'LC-2026-00042', 'accepted');
  expect(material?.written).toEqual({ subject: 'Objet', text: 'Texte', html: '<p>Texte</p>' });
  expect((await loadPreview(db, 'LC-2026-00042', 'corrections'))?.written).toBeNull();
});

test('an unknown reference is no request', async () => {
  expect(await loadPreview(db, 'LC-2026-99999', 'accepted')).toBeNull();
});
