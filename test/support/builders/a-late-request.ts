import { createHash, randomUUID } from 'node:crypto';
import type { Reading } from '../../../src/form/reading.js';
import type { Database } from '../../../src/store/database.js';
import { aReading } from '../../decision/a-case.js';

/** A form of Corbas with an e-mail missing. */
export const aWrongReading: Reading = aReading({
  kind: 'invalid',
  problems: [
    {
      field: 'schools[0].administrator.email',
      code: 'missing',
      severity: 'error',
      where: { sheet: 'Feuille1', cell: 'D19' },
      message: 'L’adresse e-mail de l’administrateur manque.',
      suggestion: null,
    },
  ],
});

/** A request whose commune was asked for corrections at `askedAt`, and has not answered. */
export async function aLateRequest(
  db: Database,
  { askedAt = new Date('2026-11-23T10:00:00Z'), reading = aWrongReading, reference = 'LC-2026-00042' } = {},
) {
  const [requestId, messageId] = [randomUUID(), randomUUID()];
  await db
    .insertInto('request')
    .values({
      ...{ id: requestId, reference, status: 'awaiting-commune', commune_insee: '69273' },
      ...{ sender: 'mairie@corbas.fr', opened_at: askedAt, due_on: '2026-12-07', target_on: '2026-12-07' },
      waiting_since: askedAt,
    } as never)
    .execute();
  const raw = Buffer.from(messageId);
  await db
    .insertInto('message')
    .values({
      ...{ id: messageId, raw, sha256: createHash('sha256').update(raw).digest(), size_bytes: 36 },
      ...{ received_at: askedAt, status: 'decided', request_id: requestId, subject: 'Nos écoles' },
      ...{
        from_address: 'mairie@corbas.fr',
        rfc_message_id: `<${messageId}@corbas.fr>`,
        left_on_server: null,
      },
    } as never)
    .execute();
  await db
    .insertInto('reading')
    .values({
      ...{ id: randomUUID(), message_id: messageId, path: '2', document_name: 'liste.xlsx', kind: 'invalid' },
      ...{ document_type: 'xlsx', document_sha256: 'aa', rules: 'test', reading: JSON.stringify(reading) },
    } as never)
    .execute();
  await anAsking(db, { requestId, messageId, askedAt });
  return { requestId, messageId };
}

/** Corrections asked for, by a mail that left. */
export async function anAsking(
  db: Database,
  { requestId, messageId, askedAt }: { requestId: string; messageId: string; askedAt: Date },
): Promise<void> {
  const id = randomUUID();
  await db
    .insertInto('reply')
    .values({
      ...{
        id,
        request_id: requestId,
        message_id: messageId,
        kind: 'corrections',
        recipient: 'mairie@corbas.fr',
      },
      ...{ cc: 'suivi@corbas.fr', rfc_message_id: `<${id}@laclasse.com>`, in_reply_to: null, version: id },
      ...{ subject: 'Objet', text_body: 'Texte', html_body: '<p>Texte</p>', status: 'sent' },
      ...{ owed_at: askedAt, due_at: askedAt, sent_at: askedAt },
    } as never)
    .execute();
}
