import { undo } from '../../../src/desk/undo.js';
import { loadDashboard } from '../../../src/store/desk/dashboard.js';
import { acceptAll, aDesk } from '../../support/builders/a-desk.js';
import { aFormOf, anAgent, receive } from '../../support/builders/a-dossier.js';
import { aTownHall } from '../../support/builders/a-town-hall.js';
import { aBase, endBase } from '../a-base.js';

afterEach(endBase);

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
const missing = {
  field: 'schools[1].administrator.email',
  code: 'missing',
  severity: 'error',
  where: null,
  message: 'L’adresse e-mail manque.',
  suggestion: null,
} as const;

test('what came, how it ended, how long it took and what went wrong are counted; what is undone is not', async () => {
  const db = await aBase();
  const desk = aDesk(db);
  const agent = await anAgent(db);
  const hall = aTownHall(1);
  await receive(db, aTownHall(0), { receivedAt: hoursAgo(2) });
  await receive(db, hall, { reading: aFormOf(hall, { changes: { kind: 'invalid', problems: [missing] } }) });
  const { requestId } = await receive(db, aTownHall(2), {
    from: 'a@ailleurs.example',
    receivedAt: hoursAgo(1),
  });
  const done = await acceptAll(desk, agent, { requestId });
  await db.updateTable('reply').set({ sent_at: new Date() }).where('kind', '=', 'accepted').execute();

  const counted = await loadDashboard(db, hoursAgo(24));
  const all = (what: 'received' | 'alone' | 'corrected' | 'byHand', of = counted) =>
    of.weeks.reduce((sum, week) => sum + week[what], 0);
  expect([all('received'), all('alone'), all('corrected'), all('byHand')]).toEqual([3, 1, 1, 1]);
  expect(counted.hoursToAnswer).toBeCloseTo(1.5, 1);
  expect(counted.problems).toEqual([{ code: 'missing', count: 1 }]);
  if (done.kind !== 'done') throw new Error(JSON.stringify(done));
  await db.updateTable('reply').set({ status: 'queued', sent_at: null }).execute();
  await undo(desk, agent, { actionId: done.actionId });
  expect(all('byHand', await loadDashboard(db, hoursAgo(24)))).toBe(0);
});
