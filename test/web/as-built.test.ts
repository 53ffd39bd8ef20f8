import { freePort } from '../../src/embedded/free-port.js';
import { openDatabase } from '../../src/store/database.js';
import { addAgent } from '../../src/store/desk/agents.js';
import { hashPassword } from '../../src/web/login/password.js';
import { aFleet } from '../crash/support/fleet.js';
import { receive } from '../support/builders/a-dossier.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import { seededBase } from '../support/journey/seeded-base.js';
import { aDatabase } from '../support/servers/postgres.js';
import { aVisitor, PASSWORD } from './support/a-desk.js';

/** As it is installed: compiled, its libraries packed, in a process of its own. */
test('the built service lets an agent enter, look, download and read figures', async () => {
  const base = await aDatabase(seededBase);
  const db = openDatabase({ url: base.url, maxConnections: 2, onIdleError: () => {} });
  const passwordHash = await hashPassword(PASSWORD);
  await addAgent(db, { login: 'claire', name: 'Claire', role: 'supervisor', passwordHash });
  const { reference, messageId } = await receive(db, aTownHall(1), { from: 'stagiaire@ailleurs.example' });
  const port = String(await freePort());
  const web = await aFleet({ web: 'web' }, { DATABASE_URL: base.url, PORT: port });
  const agent = aVisitor({ url: `http://127.0.0.1:${port}` });
  expect(await agent.signIn('claire')).toMatchObject({ status: 303, location: '/' });
  for (const path of [
    '/?onglet=sender',
    `/demandes/${reference}`,
    `/demandes/${reference}/expediteur`,
    `/messages/${messageId}/original`,
    '/communes',
    '/echeances',
    '/tableau-de-bord',
    '/tableau-de-bord.xlsx',
    '/exploitation',
  ]) {
    expect([path, (await agent.get(path)).status]).toEqual([path, 200]);
  }
  expect((await agent.post('/deconnexion')).status).toBe(303);
  expect((await agent.get('/')).status).toBe(303);
  await web.stop();
  await db.destroy();
  await base.drop();
}, 60_000);
