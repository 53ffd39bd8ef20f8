import { loadTemplates } from '../../../src/reply/write-reply.js';
import type { Database } from '../../../src/store/database.js';
import { loadNoticeContext } from '../../../src/store/notice-context.js';
import { accessNotice, type DoneAccess } from '../../../workers/notices/access-notices.js';
import { type NoticeSettings, oweNotice } from '../../../workers/notices/owe-notice.js';
import { aService, someSchools, TEMPLATES } from '../../reply/a-reply.js';
import { aBase, endBase } from '../../store/a-base.js';
import { aLateRequest } from '../../support/builders/a-late-request.js';

let db: Database;
beforeAll(() => loadTemplates(TEMPLATES));
beforeEach(async () => {
  db = await aBase();
});
afterEach(endBase);

const settings: NoticeSettings = {
  ...{ service: aService, replies: 'send', ownAddresses: [aService.email] },
  brakes: { addressPerHour: 100, addressPerDay: 100, requestPerDay: 100, servicePerHour: 100 },
  printReference: (reference) => reference,
};

const school = { name: 'École Jean Jaurès', uai: '0693027R' };
const karim = { firstName: 'Karim', lastName: 'Benali' };
const successions = [{ school, formerName: 'Karim Benali', newName: 'Lucie Faure' }];
const changed = { kind: 'administrator-changed', successions } as const;
const ready = { kind: 'account-ready', schools: [school], administrator: karim } as const;
const known = { ...ready, account: 'known', login: null } as const;
const told: [string, string, DoneAccess, string][] = [
  [
    'mairie@corbas.fr',
    'plan',
    { kind: 'access-open', schools: someSchools, openedOn: '2026-12-02' },
    'Jacques Prévert',
  ],
  [
    'mairie@corbas.fr',
    'end',
    { kind: 'access-closed', schools: someSchools, closedOn: '2026-12-02' },
    'gardent leur accès',
  ],
  [
    'k@corbas.fr',
    'o1',
    { kind: 'account-ready', schools: [school], administrator: karim, account: 'new', login: 'kbenali' },
    'article 14',
  ],
  [
    'l@corbas.fr',
    'o2',
    { ...changed, changedOn: '2026-12-02', recipient: 'new' },
    'Vous succédez à Karim Benali',
  ],
];

async function owe(recipient: string, version: string, done: DoneAccess) {
  const { requestId } = await db.selectFrom('request').select('id as requestId').executeTakeFirstOrThrow();
  const context = (await loadNoticeContext(db, requestId))!;
  const ask = accessNotice(context, done, { recipient, version, reference: 'LC-2026-00042' });
  return db.transaction().execute((tx) => oweNotice(tx, settings, ask, new Date()));
}

test.each(told)(
  '%s is told once of %s, in the letter of its kind',
  async (recipient, version, done, words) => {
    const { messageId } = await aLateRequest(db);
    const id = await owe(recipient, version, done);
    expect(await owe(recipient, version, done)).toBeNull();
    const row = await db.selectFrom('reply').selectAll().where('id', '=', id!).executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      kind: done.kind,
      recipient,
      version,
      status: 'queued',
      message_id: messageId,
    });
    expect(row.text_body.replace(/\s+/g, ' ')).toContain(words);
    const isThreaded = recipient === 'mairie@corbas.fr';
    expect(row.in_reply_to).toBe(isThreaded ? `<${messageId}@corbas.fr>` : null);
  },
);

test('one person is told of a second school another day', async () => {
  await aLateRequest(db);
  expect(await owe('k@corbas.fr', 'order-1', known)).not.toBeNull();
  const other = { ...known, schools: [{ name: 'École Marie Curie', uai: '0693794Z' }] };
  expect(await owe('k@corbas.fr', 'order-2', other)).not.toBeNull();
});

test.each([
  ['new', 'kbenali', 'Votre identifiant est kbenali', 'compte habituel'],
  ['new', null, 'La première fois', 'compte habituel'],
  ['known', 'kbenali', 'compte habituel (identifiant : kbenali)', 'La première fois'],
  ['unsaid', null, 'Vous avez déjà un compte laclasse.com ?', 'l’école y a été ajoutée'],
] as const)('an account %s with the login %s is told in its words', async (account, login, said, unsaid) => {
  await aLateRequest(db);
  const id = await owe('k@corbas.fr', 'order-1', { ...ready, account, login });
  const row = await db
    .selectFrom('reply')
    .select('text_body')
    .where('id', '=', id!)
    .executeTakeFirstOrThrow();
  const text = row.text_body.replace(/\s+/g, ' ');
  expect(text).toContain(said);
  expect(text).not.toContain(unsaid);
});

test('a machine is not told', async () => {
  await aLateRequest(db);
  expect(await owe('no-reply@corbas.fr', 'order-1', known)).toBeNull();
});
