import { loadRequest } from '../../src/store/desk/load-request.js';
import { allPages } from '../../src/web/pages/all-pages.js';
import { holds } from '../../src/web/server/role.js';
import { aFormOf, receive } from '../support/builders/a-dossier.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import { aDesk, aVisitor, type TestDesk, type Visitor } from './support/a-desk.js';

type Role = 'reader' | 'agent' | 'supervisor';

let desk: TestDesk;
const visitors = {} as Record<Role | 'nobody', Visitor>;
let reference: string;
let addresses: Record<string, string>;

beforeAll(async () => {
  desk = await aDesk();
  visitors.nobody = aVisitor(desk);
  for (const role of ['reader', 'agent', 'supervisor'] as const) {
    await desk.addAgent(role, role);
    visitors[role] = aVisitor(desk);
    await visitors[role].signIn(role);
  }
  const received = await receive(desk.db, aTownHall(1), { from: 'stagiaire@ailleurs.example' });
  reference = received.reference;
  const loaded = (await loadRequest(desk.db, reference))!;
  addresses = {
    ':reference': reference,
    ':reply': loaded.replies[0]!.id,
    ':insee': aTownHall(1).insee,
    ':uai': aTownHall(1).schools[0]!.uai,
    ':number': '0',
    ':id': received.messageId,
  };
});
afterAll(() => desk.close());

function addressOf(url: string): string {
  return url.replace(/:\w+/g, (name) => addresses[name]!);
}

const cases = allPages.flatMap((page) =>
  (['nobody', 'reader', 'agent', 'supervisor'] as const).map(
    (role) => [role, page.method, page.url, page.who] as const,
  ),
);

test.each(cases.filter(([, , , who]) => who !== 'anyone'))(
  '%s asking %s %s, which is for %s',
  async (role, method, url, who) => {
    const visitor = visitors[role];
    const address = addressOf(url);
    const isAllowed = role !== 'nobody' && holds(role, who as Role);
    if (method === 'GET') {
      const { status, location } = await visitor.get(address);
      if (role === 'nobody')
        expect([status, location]).toEqual([303, `/connexion?vers=${encodeURIComponent(address)}`]);
      else if (isAllowed) expect([200, 404, 422]).toContain(status);
      else expect(status).toBe(403);
      return;
    }
    /* A wrong word: whoever has the role is stopped by it (403) before anything is done; whoever has not, by the role. */
    const { status, text } = await visitor.post(address, { _jeton: 'x' });
    if (role === 'nobody') expect(status).toBe(401);
    else {
      expect(status).toBe(403);
      expect(text).toContain(isAllowed ? 'Formulaire périmé' : 'Action réservée');
    }
  },
);

test('no address but those of the table answers anything to nobody', async () => {
  const open = ['/connexion', '/aide', '/accessibilite', '/healthz', '/readyz', '/metrics'];
  for (const path of [
    '/direct',
    '/demandes',
    '/agents',
    '/admin',
    '/files/x',
    `/demandes/${reference}/nulle-part`,
  ]) {
    expect(open).not.toContain(path);
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
