import { aTownHall } from '../support/builders/a-town-hall.js';
import { aDesk, aVisitor, type TestDesk, type Visitor } from './support/a-desk.js';

const { insee } = aTownHall(1);
const page = `/communes/${insee}`;
let desk: TestDesk;
let agent: Visitor;

beforeAll(async () => {
  desk = await aDesk();
  await desk.addAgent('camille', 'agent');
  agent = aVisitor(desk);
  await agent.signIn('camille');
});
afterAll(() => desk.close());

test('an agent confirms a sender of a commune, then takes it back', async () => {
  await agent.get(page);
  const confirmed = await agent.post(`${page}/expediteurs`, { valeur: 'Ville-Exemple.fr', motif: 'Appel' });
  expect([confirmed.status, confirmed.location]).toEqual([303, `${page}#t-exp`]);
  expect((await agent.get(page)).text).toContain('ville-exemple.fr');
  const sender = { sorte: 'domain', valeur: 'ville-exemple.fr', motif: 'Erreur' };
  expect((await agent.post(`${page}/expediteurs/retirer`, sender)).status).toBe(303);
  expect((await agent.get(page)).text).not.toContain('ville-exemple.fr');
});

test.each([
  ['gmail.com', 'Ce domaine sert à tout le monde'],
  ['pas une adresse', 'Cette valeur n’est pas valable'],
])('%j is refused, and why is said', async (valeur, why) => {
  await agent.get(page);
  const { status, text } = await agent.post(`${page}/expediteurs`, { valeur, motif: 'Appel' });
  expect(status).toBe(422);
  expect(text).toContain(why);
});
