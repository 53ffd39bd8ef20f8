import { readConfig } from '../../src/config.js';
import type { Queues } from '../../src/jobs/queues.js';
import { silentLog } from '../../src/kernel/log.js';
import { examineSettings, openExaminePool } from '../../src/running/examining.js';
import { keepBytes } from '../../src/store/ledger.js';
import type { ExaminePool } from '../../workers/examine/examine.js';
import { examineMessagesWork } from '../../workers/examine-messages.js';
import { decide } from '../support/builders/a-dossier.js';
import { aDesk, aVisitor, type TestDesk, type Visitor } from './support/a-desk.js';
import { formulas, payloads, strangeTags } from './support/strange-tags.js';

let desk: TestDesk;
let agent: Visitor;
let pool: ExaminePool;
beforeAll(async () => {
  desk = await aDesk();
  await desk.addAgent('lea', 'supervisor');
  agent = aVisitor(desk);
  await agent.signIn('lea');
  pool = openExaminePool(config);
});
afterAll(async () => {
  await pool?.close();
  await desk?.close();
});

const config = readConfig('command', {});
const noQueues: Queues = { enqueue: async () => {}, depth: async () => 0, close: async () => {} };

/** In base64, as RFC 2047 writes a word: whatever it holds. */
const encodedWord = (text: string) => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
/** As RFC 2231 writes a parameter, cut in two pieces. */
function parameter(name: string, text: string): string {
  const bytes = [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`);
  const half = Math.ceil(bytes.length / 2);
  return `${name}*0*=UTF-8''${bytes.slice(0, half).join('')};\r\n ${name}*1*=${bytes.slice(half).join('')}`;
}

/** The mail of a stranger who writes `payload` wherever a mail has words. */
function aMailOf(payload: string, number: number): Buffer {
  const csv = `Commune;${payload.replaceAll(/[;\r\n]/g, ' ')}\r\nÉcole;Administrateur\r\n${payload};${payload}\r\n`;
  return Buffer.from(
    [
      `From: ${encodedWord(payload)} <inconnu${number}@ailleurs.example>`,
      `Reply-To: ${encodedWord(payload)} <inconnu${number}@ailleurs.example>`,
      'To: support@laclasse.com',
      `Cc: ${encodedWord(payload)} <copie@ailleurs.example>`,
      `Subject: ${encodedWord(payload)}`,
      `Message-ID: <${number}.${Buffer.from(payload).toString('hex').slice(0, 20)}@ailleurs.example>`,
      `X-Mailer: ${encodedWord(payload)}`,
      'Date: Mon, 23 Nov 2026 10:00:00 +0100',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(`<p>Nos écoles ${payload}</p><script>window.hit=1</script>`).toString('base64'),
      '--b',
      `Content-Type: text/csv; ${parameter('name', `${payload}.csv`)}`,
      `Content-Disposition: attachment; ${parameter('filename', `${payload}.csv`)}`,
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(csv).toString('base64'),
      '--b--',
      '',
    ].join('\r\n'),
  );
}

test.each([...payloads, ...formulas].map((payload, number) => [payload, number] as const))(
  '%j in the headers, the body and the attachment of a real mail is only ever words',
  async (payload, number) => {
    const raw = aMailOf(payload, number);
    const { messageId } = await keepBytes(desk.db, raw, new Date());
    const steps = { pool, scanner: null, failuresBeforeAgent: 1, settings: examineSettings(config, 'x') };
    await examineMessagesWork({ ...steps, db: desk.db, queues: noQueues, log: silentLog })([messageId]);
    await decide(desk.db, [messageId]);
    const { subject, documents, request_id } = await desk.db
      .selectFrom('message')
      .select(['subject', 'documents', 'request_id'])
      .where('id', '=', messageId)
      .executeTakeFirstOrThrow();
    expect(documents).toHaveLength(1);
    expect(request_id).not.toBeNull();
    const { reference } = await desk.db
      .selectFrom('request')
      .select('reference')
      .where('id', '=', request_id)
      .executeTakeFirstOrThrow();

    for (const path of [
      '/?onglet=all',
      `/?onglet=all&q=${encodeURIComponent(subject ?? '')}`,
      `/demandes/${reference}`,
      `/demandes/${reference}/autres`,
      `/demandes/${reference}/relire`,
      `/demandes/${reference}/expediteur`,
      `/messages/${messageId}`,
    ]) {
      const { status, text } = await agent.get(path);
      expect([path, status < 500, strangeTags(text)]).toEqual([path, true, []]);
    }
    const download = await agent.get(`/messages/${messageId}/documents/0`);
    expect(download.status).toBe(200);
    expect(download.headers['content-disposition']).toMatch(
      /^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.!~%-]*$/,
    );
    expect(download.headers['x-content-type-options']).toBe('nosniff');
    /* What we answer is one mail to one person: nothing of theirs makes a header. */
    const replies = await desk.db
      .selectFrom('reply')
      .select(['recipient', 'cc', 'subject', 'html_body'])
      .where('message_id', '=', messageId)
      .execute();
    expect(replies).toHaveLength(1);
    for (const reply of replies) {
      expect(reply.recipient).toBe(`inconnu${number}@ailleurs.example`);
      expect(reply.cc).toBeNull();
      expect(reply.subject).not.toMatch(/[\r\n]/);
      expect(reply.html_body).not.toMatch(/<script|<img|<svg|<iframe|onerror=window.hit=1>/i);
    }
  },
  60_000,
);
