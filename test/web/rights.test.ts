import { loadRequest } from '../../src/store/desk/load-request.js';
import { holds } from '../../src/web/server/role.js';
import { aFormOf, receive } from '../support/builders/a-dossier.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import { aDesk, aVisitor, type TestDesk, type Visitor } from './support/a-desk.js';
import { addressesOn, addressOf } from './support/addresses.js';
import { rights } from './support/rights-table.js';

type Role = 'reader' | 'agent' | 'supervisor';

let desk: TestDesk;
const visitors = {} as Record<Role | 'nobody', Visitor>;
let addresses: Readonly<Record<string, string>>;
let reference: string;

beforeAll(async () => {
  desk = await aDesk({
    OIDC_ISSUER: 'http://127.0.0.1:9',
    OIDC_CLIENT_ID: 'desk',
    OIDC_CLIENT_SECRET: 'a-secret-of-the-test',
  });
  visitors.nobody = aVisitor(desk);
  await visitors.nobody.get('/connexion');
  for (const role of ['reader', 'agent', 'supervisor'] as const) {
    await desk.addAgent(role, role);
    visitors[role] = aVisitor(desk);
    await visitors[role].signIn(role);
  }
  addresses = await addressesOn(desk, 1);
  reference = addresses[':reference']!;
});
afterAll(() => desk.close());

test('each route that Fastify holds has its row in the table of rights, and each row its route', () => {
  const routes = desk.routes
    .filter(({ method, url }) => method !== 'HEAD' && !url.startsWith('/assets/'))
    .map(({ method, url }) => `${method} ${url}`);
  expect([...routes].sort()).toEqual(Object.keys(rights).sort());
  const heads = desk.routes.filter(({ method }) => method === 'HEAD').map(({ url }) => `GET ${url}`);
  for (const head of heads.filter((one) => !one.includes('/assets/'))) expect(rights).toHaveProperty([head]);
});

const cases = Object.entries(rights).flatMap(([route, who]) =>
  (['nobody', 'reader', 'agent', 'supervisor'] as const).map((role) => [role, route, who] as const),
);

test.each(cases.filter(([, , who]) => who !== 'anyone' && who !== 'session'))(
  '%s asking %s, which is for %s',
  async (role, route, who) => {
    const [method, url] = route.split(' ') as [string, string];
    const visitor = visitors[role];
    const address = addressOf(url, addresses);
    const isAllowed = role !== 'nobody' && holds(role, who as Role);
    if (method === 'GET') {
      const { status, location } = await visitor.get(address);
      if (role === 'nobody')
        expect([status, location]).toEqual([303, `/connexion?vers=${encodeURIComponent(address)}`]);
      else if (isAllowed) expect([200, 404, 422]).toContain(status);
      else expect(status).toBe(403);
      return;
    }
    /* The right word of the session: whoever has not the role is stopped by the role alone. */
    if (!isAllowed) {
      const { status, text } = await visitor.post(address);
      expect(status).toBe(role === 'nobody' ? 401 : 403);
      if (role !== 'nobody') expect(text).toContain('Action réservée');
      return;
    }
    /* A wrong word, or another site's form: whoever has the role is stopped before anything is done. */
    for (const forged of [
      await visitor.post(address, { _jeton: 'x' }),
      await visitor.post(address, {}, { origin: 'https://ailleurs.example' }),
      await visitor.post(address, {}, { 'sec-fetch-site': 'cross-site' }),
    ]) {
      expect(forged.status).toBe(403);
      expect(forged.text).toContain('Formulaire périmé');
    }
  },
);

const posts = Object.entries(rights).filter(
  ([route, who]) => route.startsWith('POST ') && who !== 'anyone' && route !== 'POST /deconnexion',
);

test.each(posts)(
  'the role that %s asks for (%s) is enough, with the word of its session',
  async (route, who) => {
    const visitor = visitors[who as Role];
    const { status } = await visitor.post(addressOf(route.slice(5), addresses));
    expect([401, 403]).not.toContain(status);
    expect(status).toBeLessThan(500);
  },
);

test('the live stream needs an account, and what is nowhere answers nothing', async () => {
  for (const path of ['/direct', '/demandes', '/admin', '/files/x', `/demandes/${reference}/nulle-part`]) {
    expect([401, 404]).toContain((await aVisitor(desk).get(path)).status);
  }
});

test('an identifier of another request, or one that is none, leads nowhere', async () => {
  const other = await receive(desk.db, aTownHall(2), { reading: aFormOf(aTownHall(2)) });
  const reply = addresses[':reply'];
  const paths = [
    `/demandes/${other.reference}/reponses/${reply}`,
    `/demandes/${other.reference}/reponses/${reply}/lettre`,
    `/demandes/${other.reference}/reponses/${reply}/pieces/0`,
    `/demandes/${reference}/reponses/not-a-uuid`,
    `/demandes/LC-2026-99999`,
    `/demandes/${reference}%27%20or%201=1`,
    `/demandes/..%2f..%2fetc%2fpasswd`,
    `/messages/not-a-uuid`,
    `/messages/${reply}`,
    `/messages/${addresses[':id']}/documents/99`,
    `/messages/${addresses[':id']}/documents/..%2f..%2fetc%2fpasswd`,
    `/messages/${addresses[':id']}/documents/-1`,
    '/communes/00000',
    '/communes/69381',
    '/ecoles/0699999X',
    '/ecoles/..%2f..',
    '/personnes/fiche?adresse=personne@nulle-part.example',
    `/communes/${aTownHall(1).insee}/registre?quoi=tout`,
    `/demandes/${other.reference}/non-remise`,
  ];
  for (const path of paths) expect([path, (await visitors.supervisor.get(path)).status]).toEqual([path, 404]);
});

test('a reader changes nothing, whatever the form says', async () => {
  const before = (await loadRequest(desk.db, reference))!.request;
  for (const path of [
    'prendre',
    'accepter',
    'corriger',
    'expediteur',
    'champs',
    'clore',
    'rouvrir',
    'fusionner',
    'relire',
    'non-remise',
    `reponses/${addresses[':reply']}/envoyer`,
    `reponses/${addresses[':reply']}/abandonner`,
  ]) {
    const { status } = await visitors.reader.post(`/demandes/${reference}/${path}`, {
      _version: String(before.version),
      role: 'supervisor',
    });
    expect([path, status]).toEqual([path, 403]);
  }
  expect((await loadRequest(desk.db, reference))!.request).toEqual(before);
});
