import { sql } from 'kysely';
import { simpleParser } from 'mailparser';
import { silentLog } from '../../src/kernel/log.js';
import { type Mailer, openMailer } from '../../src/reply/send.js';
import { loadTemplates, writeReply } from '../../src/reply/write-reply.js';
import type { Database } from '../../src/store/database.js';
import { pullBrake } from '../../src/store/hold-replies.js';
import { releaseLostClaims } from '../../src/store/replies.js';
import { type MadeAttachment, sendRepliesWork } from '../../workers/send-replies.js';
import { aReplyOf, aService, TEMPLATES } from '../reply/a-reply.js';
import { aScriptedSmtp, type ScriptedSmtp } from '../reply/a-scripted-smtp.js';
import { aBase, endBase } from '../store/a-base.js';
import { aStoredReply } from '../support/builders/stored-rows.js';

let db: Database;
let server: ScriptedSmtp;
let mailer: Mailer;

beforeAll(() => loadTemplates(TEMPLATES));
beforeEach(async () => {
  db = await aBase();
  server = await aScriptedSmtp();
  const from = { name: aService.name, address: aService.email };
  mailer = openMailer({ smtpUrl: server.url, from, settings: { requireTls: false } });
});
afterEach(async () => {
  mailer.close();
  await server.close();
  await endBase();
});

function work(makeAttachment: () => Promise<MadeAttachment | null> = async () => null) {
  return sendRepliesWork({
    ...{ db, mailer, log: silentLog, makeAttachment, service: aService, ownAddress: aService.email },
    mailsAtOnce: 5,
    clock: { now: () => new Date() },
    refusalLinkOf: (id) => `https://desk.example/nouveautes/refuser/${id}`,
    retry: { firstMs: 60_000, maxMs: 3_600_000, giveUpAfterMs: 86_400_000 },
    onSent: () => {},
  });
}

const promised = 'liste - à corriger.xlsx';
const file = { name: promised, type: 'application/zip', bytes: new Uint8Array([1, 2, 3]), isTheirs: true };

/** Corrections that promise a workbook, owed to a mail of its own. */
async function corrections(cc: string | null = null): Promise<string> {
  const id = await aStoredReply(db);
  const facts = aReplyOf('corrections', { workbookName: promised, workbookIs: 'theirs' });
  const { subject, text, html } = writeReply(facts, aService);
  const attachments = [{ kind: 'corrected-workbook', name: promised, readingId: id }];
  await db
    .updateTable('reply')
    .set({
      ...{ subject, cc, text_body: text, html_body: html },
      facts: JSON.stringify(facts),
      attachments: JSON.stringify(attachments),
    })
    .where('id', '=', id)
    .execute();
  return id;
}

const sentMail = async (place = 0) => simpleParser(Buffer.from(server.mails[place]!, 'latin1'));
const row = (id: string) => db.selectFrom('reply').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

test('a letter leaves with the workbook it promises', async () => {
  const id = await corrections();
  await work(async () => file)([id]);
  const mail = await sentMail();
  expect(mail.attachments.map(({ filename }) => filename)).toEqual([promised]);
  expect(mail.text?.replace(/\s+/g, ' ')).toContain('Ouvrez le classeur joint');
});

test('a workbook that cannot be made is not promised, and the row keeps what left', async () => {
  const id = await corrections();
  await work()([id]);
  const mail = await sentMail();
  expect(mail.attachments).toEqual([]);
  expect(mail.text).not.toMatch(/classeur/);
  expect(mail.text?.replace(/\s+/g, ' ')).toContain('Corrigez les points ci-dessous dans votre document');
  expect(mail.messageId).toBe(`<${id}@laclasse.example>`);
  expect(await row(id)).toMatchObject({ status: 'sent', attachments: [], text_body: mail.text });
});

test('a model filled with what was read is not said to be their own workbook', async () => {
  const id = await corrections();
  await work(async () => ({ ...file, isTheirs: false }))([id]);
  const { text = '' } = await sentMail();
  expect(text).not.toMatch(/C’est le vôtre/);
  expect(text.replace(/\s+/g, ' ')).toContain('Nous y avons recopié ce que nous avons lu');
});

test('a reader that died of somebody else’s load is asked once more', async () => {
  const id = await corrections();
  let asked = 0;
  await work(async () => (++asked === 1 ? null : file))([id]);
  expect((await sentMail()).attachments).toHaveLength(1);
});

test('the copy leaves with the reply', async () => {
  const id = await corrections('suivi@corbas.fr');
  await work(async () => file)([id]);
  expect((await sentMail()).cc).toMatchObject({ value: [{ address: 'suivi@corbas.fr' }] });
  expect(server.commands).toContain('RCPT TO:<suivi@corbas.fr>');
});

test('a process that dies between SMTP’s acceptance and our commit sends the same mail again', async () => {
  const id = await corrections();
  await sql
    .raw(
      `create function die() returns trigger language plpgsql as $$ begin raise exception 'dead'; end $$;
       create trigger die before update on reply for each row when (new.status = 'sent') execute function die()`,
    )
    .execute(db);
  await expect(work()([id])).rejects.toThrow('dead');
  expect(await row(id)).toMatchObject({ status: 'sending' });

  await sql.raw('drop trigger die on reply').execute(db);
  await db
    .updateTable('reply')
    .set({ claimed_at: new Date(0) })
    .execute();
  await releaseLostClaims(db, 1);
  await work()([id]);
  expect(server.mails).toHaveLength(2);
  const [first, second] = server.mails.map((mail) => mail.replace(/^Date: .*$/m, ''));
  expect(second).toBe(first);
  expect((await sentMail(1)).messageId).toBe(`<${id}@laclasse.example>`);
  expect(await row(id)).toMatchObject({ status: 'sent', attempts: 2 });
});

test('a brake pulled while mails wait for their turn stops those not yet handed over', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, () => corrections()));
  const pull = () => db.transaction().execute((tx) => pullBrake(tx, { by: 'Claire', reason: 'erreur' }));
  let pulling: Promise<unknown> | undefined;
  let made = 0;
  await work(async () => {
    made += 1;
    if (made > 5) {
      pulling ??= pull();
      await pulling;
    }
    return file;
  })(ids);
  const rows = await db.selectFrom('reply').select('status').where('id', 'in', ids).execute();
  const sent = rows.filter(({ status }) => status === 'sent').length;
  expect(sent).toBe(server.mails.length);
  expect(sent).toBeLessThanOrEqual(5);
  expect(rows.filter(({ status }) => status === 'held')).toHaveLength(12 - sent);
});

test('a refusal for good fails the reply and opens its item, with the server’s words', async () => {
  await server.close();
  server = await aScriptedSmtp((line) => (line.startsWith('RCPT') ? '550 5.1.1 unknown user' : null));
  mailer.close();
  const from = { name: aService.name, address: aService.email };
  mailer = openMailer({ smtpUrl: server.url, from, settings: { requireTls: false } });
  const id = await corrections();
  await work(async () => file)([id]);
  expect(await row(id)).toMatchObject({ status: 'failed', last_response: '550 5.1.1 unknown user' });
  const items = await db.selectFrom('work_item').select(['reason', 'subject_id']).execute();
  expect(items).toEqual([{ reason: 'reply_refused', subject_id: id }]);
});

test('a reply given to another while its workbook was made is theirs alone to send', async () => {
  const id = await corrections();
  await work(async () => {
    await db.updateTable('reply').set({ attempts: 2 }).where('id', '=', id).execute();
    return file;
  })([id]);
  expect(server.mails).toEqual([]);
  expect(await row(id)).toMatchObject({ status: 'sending', attempts: 2 });
});
