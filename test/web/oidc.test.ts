import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { freePort } from '../../src/embedded/free-port.js';
import { findAgent } from '../../src/store/desk/agents.js';
import { aDesk, aVisitor, type TestDesk, type Visitor } from './support/a-desk.js';

/** A real provider, whose people and groups the test decides. */
let provider: { server: Server; issuer: string; groups: Map<string, string[]> };
let desk: TestDesk;

beforeAll(async () => {
  const port = await freePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const groups = new Map<string, string[]>();
  const oidc = new Provider(issuer, {
    clients: [
      {
        client_id: 'desk',
        client_secret: 'a-secret-of-the-test',
        redirect_uris: [`http://127.0.0.1:${port}/connexion/oidc/retour`],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name', 'groups'], email: ['email'] },
    cookies: { keys: ['of-the-test'] },
    findAccount: async (_context: unknown, id: string) => ({
      accountId: id,
      claims: async () => ({
        sub: id,
        name: `Personne ${id}`,
        email: `${id}@metropole.example`,
        groups: groups.get(id) ?? [],
      }),
    }),
  });
  server.on('request', oidc.callback());
  provider = { server, issuer, groups };
  desk = await aDesk({
    PORT: String(port),
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'desk',
    OIDC_CLIENT_SECRET: 'a-secret-of-the-test',
  });
}, 60_000);
afterAll(async () => {
  await desk?.close();
  provider?.server.closeAllConnections();
  provider?.server.close();
});

/** Goes to the provider, signs in there with its own pages, and answers the address it sends back to. */
async function throughProvider(visitor: Visitor, login: string): Promise<string> {
  let next = (await visitor.get('/connexion/oidc?vers=%2Fcommunes')).location!;
  const atProvider = aVisitor({ url: provider.issuer });
  for (let step = 0; step < 12; step += 1) {
    const url = new URL(next, provider.issuer);
    if (url.origin !== provider.issuer) return url.pathname + url.search;
    const answer = await atProvider.get(url.pathname + url.search);
    if (answer.location !== null) {
      next = answer.location;
      continue;
    }
    const action = /action="([^"]+)"/.exec(answer.text)![1]!;
    const isLogin = answer.text.includes('name="login"');
    const form = isLogin ? { prompt: 'login', login, password: 'any' } : { prompt: 'consent' };
    next = (await atProvider.post(new URL(action, provider.issuer).pathname, form)).location!;
  }
  throw new Error('The provider never sent back.');
}

test('a person of the agents’ group enters, with an account made for them, where they wanted to go', async () => {
  provider.groups.set('lea', ['inscriptions-agents', 'others']);
  const visitor = aVisitor(desk);
  const back = await throughProvider(visitor, 'lea');
  expect(await visitor.get(back)).toMatchObject({ status: 303, location: '/communes' });
  expect((await visitor.get('/')).text).toContain('Personne lea');
  expect(await findAgent(desk.db, { login: 'lea@metropole.example' })).toMatchObject({
    role: 'agent',
    passwordHash: null,
  });
});

test('the role follows the groups at each sign-in, the highest first', async () => {
  provider.groups.set('max', ['inscriptions-lecture']);
  const visitor = aVisitor(desk);
  await visitor.get(await throughProvider(visitor, 'max'));
  expect((await visitor.get('/exploitation')).status).toBe(403);
  provider.groups.set('max', ['inscriptions-lecture', 'inscriptions-responsables']);
  await visitor.get(await throughProvider(visitor, 'max'));
  expect((await visitor.get('/exploitation')).status).toBe(200);
});

test('who is in no group of ours does not enter', async () => {
  const visitor = aVisitor(desk);
  const { location } = await visitor.get(await throughProvider(visitor, 'passant'));
  expect(location).toBe('/connexion?echec=oidc-refused');
  expect((await visitor.get('/')).status).toBe(303);
});

test('an answer meant for another browser, sent twice, or with another state opens nothing', async () => {
  provider.groups.set('eve', ['inscriptions-agents']);
  const [eve, victim] = [aVisitor(desk), aVisitor(desk)];
  const back = await throughProvider(eve, 'eve');
  expect((await victim.get(back)).location).toBe('/connexion?echec=oidc-failed');
  await victim.get('/connexion/oidc');
  expect((await victim.get(back)).location).toBe('/connexion?echec=oidc-failed');
  expect((await victim.get('/')).status).toBe(303);
  expect((await eve.get(back)).location).toBe('/communes');
  const again = aVisitor(desk);
  expect((await again.get(back)).location).toBe('/connexion?echec=oidc-failed');
});

test('a login that a local account has is not taken over', async () => {
  await desk.addAgent('nina@metropole.example', 'supervisor');
  provider.groups.set('nina', ['inscriptions-agents']);
  const visitor = aVisitor(desk);
  const { location } = await visitor.get(await throughProvider(visitor, 'nina'));
  expect(location).toBe('/connexion?echec=oidc-refused');
});
