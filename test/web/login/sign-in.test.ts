import { changeAgent } from '../../../src/store/desk/agents.js';
import { aDesk, aVisitor, type TestDesk } from '../support/a-desk.js';

let desk: TestDesk;
beforeAll(async () => {
  desk = await aDesk();
  await desk.addAgent('lea', 'agent');
});
afterAll(() => desk.close());
beforeEach(() => desk.db.deleteFrom('login_throttle').execute());

test('who is not signed in is sent to the sign-in page, then back to what was asked', async () => {
  const visitor = aVisitor(desk);
  const first = await visitor.get('/?onglet=all');
  expect(first).toMatchObject({ status: 303, location: '/connexion?vers=%2F%3Fonglet%3Dall' });
  await visitor.get(first.location!);
  const entered = await visitor.post('/connexion', {
    identifiant: ' LEA ',
    motdepasse: 'craie-cahier-compas-42',
    vers: '/?onglet=all',
  });
  expect(entered).toMatchObject({ status: 303, location: '/?onglet=all' });
  expect((await visitor.get('/')).text).toContain('Agent lea');
});

test('a wrong password and an unknown login get the same answer', async () => {
  const wrong = await aVisitor(desk).signIn('lea', 'not the password');
  const unknown = await aVisitor(desk).signIn('nobody', 'not the password');
  expect([wrong.status, unknown.status]).toEqual([403, 403]);
  const words = ({ text }: { text: string }) => /role="alert"[\s\S]*?<\/div>/.exec(text)![0];
  expect(words(wrong)).toBe(words(unknown));
});

test('after five wrong passwords even the right one must wait', async () => {
  const visitor = aVisitor(desk);
  for (let time = 0; time < 5; time += 1) expect((await visitor.signIn('lea', 'no')).status).toBe(403);
  expect((await visitor.signIn('lea')).status).toBe(429);
  await desk.db
    .updateTable('login_throttle')
    .set({ last_failure_at: new Date(Date.now() - 31_000) })
    .execute();
  expect((await visitor.signIn('lea')).status).toBe(303);
});

test('a session planted before signing in opens nothing: signing in always makes a new one', async () => {
  const planted = 'A'.repeat(43);
  const visitor = aVisitor(desk);
  visitor.cookies.set('session', planted);
  await visitor.signIn('lea');
  expect(visitor.cookies.get('session')).not.toBe(planted);
  const attacker = aVisitor(desk);
  attacker.cookies.set('session', planted);
  expect((await attacker.get('/')).status).toBe(303);
});

test('signing in twice gives two sessions, and signing out ends only its own', async () => {
  const [one, two] = [aVisitor(desk), aVisitor(desk)];
  await one.signIn('lea');
  await two.signIn('lea');
  const kept = one.cookies.get('session')!;
  expect((await one.post('/deconnexion')).location).toBe('/connexion');
  one.cookies.set('session', kept);
  expect((await one.get('/')).status).toBe(303);
  expect((await two.get('/')).status).toBe(200);
});

test('a session ends without a sign of life, and at its limit whatever happens', async () => {
  const visitor = aVisitor(desk);
  await visitor.signIn('lea');
  const ago = (ms: number) => new Date(Date.now() - ms);
  await desk.db
    .updateTable('agent_session')
    .set({ last_seen_at: ago(2 * 3_600_000 - 60_000) })
    .execute();
  expect((await visitor.get('/')).status).toBe(200);
  await desk.db
    .updateTable('agent_session')
    .set({ last_seen_at: ago(2 * 3_600_000 + 1_000) })
    .execute();
  expect((await visitor.get('/')).status).toBe(303);
  await visitor.signIn('lea');
  await desk.db
    .updateTable('agent_session')
    .set({ expires_at: ago(1) })
    .execute();
  expect((await visitor.get('/')).status).toBe(303);
});

test('who is disabled is out at the next request', async () => {
  const id = await desk.addAgent('partie', 'agent');
  const visitor = aVisitor(desk);
  await visitor.signIn('partie');
  expect((await visitor.get('/')).status).toBe(200);
  await changeAgent(desk.db, id, { isDisabled: true });
  expect((await visitor.get('/')).status).toBe(303);
  expect((await visitor.signIn('partie')).status).toBe(403);
});

test('the cookie is out of reach of scripts and of other sites; https makes it Secure and bound to its host', async () => {
  const visitor = aVisitor(desk);
  const cookies = [(await visitor.signIn('lea')).headers['set-cookie']].flat().join('\n');
  expect(cookies).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/m);
  const secure = await aDesk({ WEB_URL: 'https://inscriptions.exemple.fr' });
  await secure.addAgent('lea', 'agent');
  try {
    const answer = await aVisitor(secure).signIn('lea');
    expect([answer.headers['set-cookie']].flat().join('\n')).toMatch(
      /^__Host-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/m,
    );
    expect(answer.headers['strict-transport-security']).toContain('max-age=31536000');
  } finally {
    await secure.close();
  }
});
