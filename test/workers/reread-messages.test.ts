import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../src/config.js';
import { askReread } from '../../src/desk/ask-reread.js';
import { undo } from '../../src/desk/undo.js';
import { rulesVersion } from '../../src/form/rules-version.js';
import { openPool } from '../../src/isolation/pool.js';
import { silentLog } from '../../src/kernel/log.js';
import type { Database } from '../../src/store/database.js';
import { loadRequest } from '../../src/store/desk/load-request.js';
import { renewRereadHints } from '../../src/store/rereads.js';
import type { ExaminePool } from '../../workers/examine/examine.js';
import { rereadMessagesWork } from '../../workers/reread-messages.js';
import { aBase, endBase } from '../store/a-base.js';
import { aDesk } from '../support/builders/a-desk.js';
import { aFormOf, anAgent, receive } from '../support/builders/a-dossier.js';
import { aLetterWithForm } from '../support/builders/a-letter.js';
import { aTownHall } from '../support/builders/a-town-hall.js';

const hall = aTownHall(0);
const task = pathToFileURL(join(projectRoot, 'dist', 'workers', 'examine', 'task.js'));
let pool: ExaminePool;
beforeAll(() => {
  pool = openPool({ task, size: 1, memoryMb: 768, timeoutMs: 30_000 });
});
afterEach(endBase);
afterAll(() => pool.close());

const settings = {
  ownAddresses: ['support@laclasse.com'],
  referenceSecret: 'x'.repeat(32),
  authservId: undefined,
};
const reread = (db: Database, someone = pool) =>
  rereadMessagesWork({ db, log: silentLog, pool: someone, settings, failuresBeforeAgent: 2 });

/** A request whose form was read by older rules, badly. */
async function readBadly(db: Database) {
  const received = await receive(db, hall, {
    from: 'a@ailleurs.example',
    reading: aFormOf(hall, { schools: 1, changes: { rules: 'old' } }),
  });
  const { raw } = aLetterWithForm(hall);
  await db.updateTable('message').set({ raw }).where('id', '=', received.messageId).execute();
  return received;
}

test('read again, a form has a reading of today’s rules beside the old one, and its version moves', async () => {
  const db = await aBase();
  const { requestId, reference, messageId } = await readBadly(db);
  expect(await askReread(aDesk(db), await anAgent(db), { requestId, version: 1 })).toMatchObject({
    kind: 'done',
  });
  expect(await renewRereadHints(db, 0, 10)).toEqual([messageId]);
  await reread(db)([messageId]);
  await reread(db)([messageId]);
  const { readings, request } = (await loadRequest(db, reference))!;
  expect(readings.map(({ rules }) => rules).toSorted()).toEqual([rulesVersion, 'old'].toSorted());
  expect(request).toMatchObject({ version: 3, status: 'awaiting-agent' });
  expect(await renewRereadHints(db, 0, 10)).toEqual([]);
});

test('asked twice, it is read again once; there is nothing to undo', async () => {
  const db = await aBase();
  const desk = aDesk(db);
  const agent = await anAgent(db);
  const { requestId } = await readBadly(db);
  const done = await askReread(desk, agent, { requestId, version: 1 });
  await askReread(desk, agent, { requestId, version: 2 });
  expect(await renewRereadHints(db, 0, 10)).toHaveLength(1);
  if (done.kind !== 'done') throw new Error(JSON.stringify(done));
  expect((await undo(desk, agent, { actionId: done.actionId })).kind).toBe('refused');
});

test('what cannot be read again is given up after some tries, and keeps its reading', async () => {
  const db = await aBase();
  const { requestId, reference, messageId } = await readBadly(db);
  await askReread(aDesk(db), await anAgent(db), { requestId, version: 1 });
  const dying: ExaminePool = { ...pool, run: async () => ({ kind: 'died', code: 1 }) as never };
  await reread(db, dying)([messageId]);
  expect(await renewRereadHints(db, 0, 10)).toEqual([messageId]);
  await reread(db, dying)([messageId]);
  expect(await renewRereadHints(db, 0, 10)).toEqual([]);
  expect((await loadRequest(db, reference))!.readings).toMatchObject([{ rules: 'old', isCurrent: true }]);
});
