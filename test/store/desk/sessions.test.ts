import { addAgent, changeAgent, findAgent } from '../../../src/store/desk/agents.js';
import {
  closeSession,
  findSession,
  forgetOldSessions,
  openSession,
} from '../../../src/store/desk/sessions.js';
import { anAgent } from '../../support/builders/a-dossier.js';
import { aBase, endBase } from '../a-base.js';

afterEach(endBase);

const limits = { idleMs: 30 * 60_000, absoluteMs: 8 * 3_600_000 };
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 24, 8, minutes));

test('a login is taken once, whatever its case', async () => {
  const db = await aBase();
  expect(await addAgent(db, { login: ' Camille ', name: 'Camille', role: 'agent' })).toMatchObject({
    login: 'camille',
  });
  expect(await addAgent(db, { login: 'CAMILLE', name: 'Autre', role: 'reader' })).toBeNull();
  expect(await findAgent(db, { login: 'Camille' })).toMatchObject({ name: 'Camille' });
});

test('the base does not hold what the cookie holds', async () => {
  const db = await aBase();
  const agent = await anAgent(db);
  const cookie = await openSession(db, agent.id, at(0), limits);
  const rows = await db.selectFrom('agent_session').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(cookie);
  expect(await findSession(db, cookie, at(1), limits)).toMatchObject({ agent: { id: agent.id } });
  expect(await findSession(db, `${cookie}x`, at(1), limits)).toBeNull();
});

test('a session ends when idle for too long, and lives on when it is used', async () => {
  const db = await aBase();
  const agent = await anAgent(db);
  const cookie = await openSession(db, agent.id, at(0), limits);
  expect(await findSession(db, cookie, at(29), limits)).not.toBeNull();
  expect(await findSession(db, cookie, at(58), limits)).not.toBeNull();
  expect(await findSession(db, cookie, at(89), limits)).toBeNull();
});

test('a session ends at its absolute limit, even in use', async () => {
  const db = await aBase();
  const agent = await anAgent(db);
  const cookie = await openSession(db, agent.id, at(0), { ...limits, absoluteMs: 60 * 60_000 });
  expect(await findSession(db, cookie, at(25), limits)).not.toBeNull();
  expect(await findSession(db, cookie, at(50), limits)).not.toBeNull();
  expect(await findSession(db, cookie, at(60), limits)).toBeNull();
  expect(await forgetOldSessions(db, at(60), limits)).toBe(1);
});

test.each([{ isDisabled: true }, { role: 'reader' as const }, { passwordHash: 'x' }])(
  'an agent changed by %j is logged out everywhere',
  async (change) => {
    const db = await aBase();
    const agent = await anAgent(db);
    const cookie = await openSession(db, agent.id, at(0), limits);
    await changeAgent(db, agent.id, change);
    expect(await findSession(db, cookie, at(1), limits)).toBeNull();
  },
);

test('a session closed is closed', async () => {
  const db = await aBase();
  const agent = await anAgent(db);
  const cookie = await openSession(db, agent.id, at(0), limits);
  await closeSession(db, cookie);
  expect(await findSession(db, cookie, at(1), limits)).toBeNull();
});
