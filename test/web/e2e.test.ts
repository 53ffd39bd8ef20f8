import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser } from 'playwright-core';
import { loadRequest } from '../../src/store/desk/load-request.js';
import { receive } from '../support/builders/a-dossier.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import {
  aDeskInBrowser,
  aRequestShown,
  aWrongForm,
  describeInBrowser,
  endDeskInBrowser,
  signIn as signInTo,
} from './support/a-browser.js';
import { PASSWORD, type TestDesk } from './support/a-desk.js';
import { theOdsOfTheDemo } from './support/the-ods-of-the-demo.js';

describeInBrowser('in a real browser', () => {
  let browser: Browser;
  let desk: TestDesk;

  beforeAll(async () => {
    ({ browser, desk } = await aDeskInBrowser({ lea: 'supervisor', paul: 'agent' }));
  }, 60_000);
  afterAll(endDeskInBrowser);

  const signIn = (login = 'lea', options: Parameters<Browser['newContext']>[0] = {}) =>
    signInTo(browser, desk, login, options);
  const aRequest = (index: number, options?: Parameters<typeof aRequestShown>[2]) =>
    aRequestShown(desk, index, options);
  const requestOf = async (reference: string) => (await loadRequest(desk.db, reference))!;

  test('a new sender is confirmed and the list accepted in three actions at the keyboard, then taken back', async () => {
    const reference = await aRequest(10, { from: 'stagiaire@ailleurs.example' });
    const page = await signIn();
    await page.goto(`${desk.url}/?onglet=sender&q=${reference}`);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter'); // 1: opened
    await page.waitForURL(`**/demandes/${reference}`);
    await page.keyboard.press('a'); // 2: looked at
    await page.waitForURL('**/expediteur');
    expect(await page.textContent('main')).toContain('stagiaire@ailleurs.example');
    await page.keyboard.press('a'); // 3: confirmed and accepted
    await page.waitForURL(`**/demandes/${reference}`);
    expect((await requestOf(reference)).request.status).toBe('accepted');
    await page.keyboard.press('u');
    await page.waitForURL('**fait=annule**');
    expect((await requestOf(reference)).request.status).toBe('awaiting-agent');
    await page.context().close();
  }, 60_000);

  test('the .ods with three mistakes of the demo goes from the queue to a sent answer in three actions at the keyboard', async () => {
    const { hall, ...mail } = await theOdsOfTheDemo();
    const { reference } = await receive(desk.db, hall, mail);
    const page = await signIn();
    await page.goto(`${desk.url}/?onglet=awaiting-commune&q=${reference}`);
    const from = Date.now();
    let actions = 0;
    const press = async (key: string, then: string) => {
      actions += 1;
      await page.keyboard.press(key);
      await page.waitForURL(then);
    };
    await page.keyboard.press('j');
    await press('Enter', `**/demandes/${reference}`);
    expect(await page.locator('table.sheet td.wrong').count()).toBe(3);
    await press('c', '**/corriger');
    expect(await page.locator('textarea[name^="phrase:"], input[name^="phrase:"]').count()).toBe(3);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('[formaction$="/classeur"]'),
    ]);
    expect(download.suggestedFilename()).toMatch(/^ecoles-venissieux.*\.ods$/);
    const marked = unzipSync(readFileSync(await download.path()))['content.xml']!;
    expect(strFromU8(marked).match(/<office:annotation/g)?.length).toBeGreaterThanOrEqual(3);
    await press('c', `**/demandes/${reference}`);
    const tookMs = Date.now() - from;
    const { replies, actions: done } = await requestOf(reference);
    expect(done.map(({ verb }) => verb)).toEqual(['ask-corrections']);
    expect(replies.at(-1)).toMatchObject({ kind: 'corrections', status: 'queued' });
    expect(replies.at(-1)!.attachments).toMatchObject([{ kind: 'corrected-workbook' }]);
    expect(actions).toBeLessThanOrEqual(4);
    if (process.env['SHOW_TIMES']) console.log(`${actions} actions, ${tookMs} ms, the browser's own`);
    await page.context().close();
  }, 90_000);

  test.each([true, false])(
    'with JavaScript %s: two requests are merged, taken apart again; one is set in quarantine',
    async (javaScriptEnabled) => {
      const rank = javaScriptEnabled ? 40 : 41;
      const one = await aRequest(rank, { from: 'un@ailleurs.example' });
      const two = await aRequest(rank, { from: 'deux@ailleurs.example' });
      const page = await signIn('lea', { javaScriptEnabled });
      await page.goto(`${desk.url}/demandes/${one}/autres`);
      await page.fill('#dans', two.toLowerCase());
      await page.click('button:has-text("Fusionner")');
      await page.waitForURL(`**/demandes/${one}`);
      expect(await page.textContent('main')).toContain(`fusionné dans ${two}`);
      expect((await requestOf(two)).messages).toHaveLength(2);
      await page.click('#avis button');
      await page.waitForURL('**fait=annule**');
      expect((await requestOf(two)).messages).toHaveLength(1);
      expect((await requestOf(one)).request.status).toBe('awaiting-agent');

      await page.goto(`${desk.url}/demandes/${one}/autres`);
      await page.fill('#dans', 'LC-2026-99998');
      await page.click('button:has-text("Fusionner")');
      expect(await page.textContent('#avis')).toContain('introuvable');

      await page.goto(`${desk.url}/demandes/${two}/autres`);
      await page.check('#i-2');
      await page.fill('#motif', 'Adresse qui imite la mairie');
      await page.click('button:has-text("Classer")');
      await page.waitForURL(`**/demandes/${two}`);
      expect((await requestOf(two)).request).toMatchObject({ status: 'closed', resolution: 'quarantined' });
      await page.context().close();
    },
    90_000,
  );

  test.each([true, false])(
    'with JavaScript %s: a supervisor opens an account, closes it, reads the log and releases a reply',
    async (javaScriptEnabled) => {
      const login = javaScriptEnabled ? 'nour' : 'noe';
      const reference = await aRequest(javaScriptEnabled ? 42 : 43, { from: 'trois@ailleurs.example' });
      const [reply] = (await requestOf(reference)).replies;
      await desk.db.updateTable('reply').set({ status: 'failed' }).where('id', '=', reply!.id).execute();
      const page = await signIn('lea', { javaScriptEnabled });
      await page.goto(`${desk.url}/exploitation`);
      await page.click('summary:has-text("Ajouter un agent")');
      await page.fill('#nom', `Agent ${login}`);
      await page.fill('#identifiant', login);
      await page.fill('#motdepasse', PASSWORD);
      await page.click('button:has-text("Ajouter")');
      expect(await page.textContent('#avis')).toContain('C’est fait');
      await page.selectOption(`select[aria-label="Accès de Agent ${login}"]`, 'non');
      await page.click(`tr:has-text("Agent ${login}") button`);
      await page.waitForSelector('#avis');
      await page.check(`input[value="${reply!.id}"]`);
      await page.click('button:has-text("Envoyer les cochées")');
      await page.waitForSelector('#avis');
      expect((await requestOf(reference)).replies[0]!.status).toBe('queued');
      await page.goto(`${desk.url}/exploitation/journal?verifier=oui`);
      const log = await page.textContent('main');
      for (const words of ['Compte ouvert', 'Compte modifié', 'Réponse renvoyée'])
        expect(log).toContain(words);
      await page.context().close();
    },
    90_000,
  );

  test('the registry is corrected by hand at the keyboard: seen, given a reason, done, taken back', async () => {
    await aRequest(44);
    const page = await signIn('paul');
    const hall = aTownHall(44);
    await page.goto(`${desk.url}/communes/${hall.insee}/registre?quoi=set-contact&role=technical`);
    await page.fill('#jobTitle', 'Cheffe de projet numérique');
    await page.fill('#motif', 'Appel de la mairie');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/registre/apercu');
    expect(await page.textContent('.changes')).toContain('Responsable technique');
    await page.locator('h1').click();
    await page.keyboard.press('a');
    await page.waitForURL(`**/communes/${hall.insee}?fait=registre**`);
    expect(await page.textContent('main')).toContain('Cheffe de projet numérique');
    await page.keyboard.press('u');
    await page.waitForURL('**fait=annule**');
    expect(await page.textContent('main')).not.toContain('· Cheffe de projet');
    await page.context().close();
  }, 60_000);

  test('corrections go from the queue to a sent answer in three actions at the keyboard', async () => {
    const reference = await aRequest(11, { reading: aWrongForm(11) });
    const page = await signIn();
    await page.goto(`${desk.url}/?onglet=awaiting-commune&q=${reference}`);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter'); // 1
    await page.waitForURL(`**/demandes/${reference}`);
    await page.keyboard.press('c'); // 2
    await page.waitForURL('**/corriger');
    await page.keyboard.press('c'); // 3
    await page.waitForURL(`**/demandes/${reference}`);
    const { replies, actions } = await requestOf(reference);
    expect(actions.map(({ verb }) => verb)).toEqual(['ask-corrections']);
    expect(replies.at(-1)).toMatchObject({ kind: 'corrections', status: 'queued' });
    await page.context().close();
  }, 60_000);

  test('a field is corrected over what the commune wrote, the rules running as one types, then accepted', async () => {
    const reference = await aRequest(12, { reading: aWrongForm(12) });
    const page = await signIn();
    await page.goto(`${desk.url}/demandes/${reference}`);
    const field = page.locator('[name="schools[1].administrator.email"]');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await page.keyboard.press('n');
    expect(await page.evaluate('document.activeElement.name')).toBe('schools[1].administrator.email');
    await field.fill('pas une adresse');
    await page.waitForSelector('#bilan:has-text("erreur")');
    await field.fill('marie.curie@ac-lyon.example');
    await page.waitForSelector('#bilan:has-text("rien à redire")');
    expect(await field.getAttribute('aria-invalid')).toBe('false');
    await Promise.all([page.waitForLoadState('load'), page.click('text=Enregistrer les corrections')]);
    await page.waitForSelector('text=Corrigé par Agent lea');
    const { readings, request } = await requestOf(reference);
    expect(readings[0]!.edits).toMatchObject([
      { field: 'schools[1].administrator.email', value: 'marie.curie@ac-lyon.example' },
    ]);
    expect(readings[0]!.reading.schools[1]!.administrator!.email).toBeNull();
    await page.goto(`${desk.url}/demandes/${reference}/accepter`);
    await page.keyboard.press('a');
    await page.waitForURL(`**/demandes/${reference}`);
    expect(request.status).toBe('awaiting-commune');
    expect((await requestOf(reference)).request.status).toBe('accepted');
    await page.context().close();
  }, 60_000);

  test('some schools are accepted and the others go back in the agent’s words, shown before they leave', async () => {
    const reference = await aRequest(13, { reading: aWrongForm(13) });
    const page = await signIn();
    await page.goto(`${desk.url}/demandes/${reference}/accepter`);
    const sentence = page.locator('[name="phrase:schools[1].administrator.email:missing"]');
    expect(await sentence.inputValue()).not.toBe('');
    await sentence.fill('Qui dirige cette école <b>depuis</b> septembre ?');
    await page.waitForSelector('.mail-text:has-text("Qui dirige cette école <b>depuis</b> septembre ?")');
    expect(await page.evaluate('document.activeElement.name')).toBe(await sentence.getAttribute('name'));
    await page.keyboard.press('a');
    expect(page.url()).toContain('/accepter');
    await sentence.fill('Qui dirige cette école depuis septembre ?');
    await page.waitForSelector('.mail-text:has-text("école depuis septembre ?")');
    await page.locator('h1').click();
    await page.keyboard.press('a');
    await page.waitForURL(`**/demandes/${reference}`);
    const { replies, request } = await requestOf(reference);
    expect(request).toMatchObject({ status: 'awaiting-commune', resolution: 'partly-accepted' });
    const kept = await desk.db
      .selectFrom('reply')
      .select('text_body')
      .where('id', '=', replies.at(-1)!.id)
      .executeTakeFirstOrThrow();
    expect(kept.text_body.replaceAll(/\s+/g, ' ')).toContain('Qui dirige cette école depuis septembre ?');
    await page.context().close();
  }, 60_000);

  test('of two agents on one request, the second is told what the first did, and nothing is done twice', async () => {
    const reference = await aRequest(13, { from: 'stagiaire@ailleurs.example' });
    const [first, second] = [await signIn('lea'), await signIn('paul')];
    for (const page of [first, second]) await page.goto(`${desk.url}/demandes/${reference}/expediteur`);
    await first.click('text=Confirmer et accepter');
    await first.waitForURL(`**/demandes/${reference}`);
    await second.click('text=Confirmer et accepter');
    await second.waitForSelector('text=Ce dossier a changé pendant que vous le regardiez');
    expect(await second.textContent('#avis')).toContain('Expéditeur confirmé');
    expect((await requestOf(reference)).actions).toHaveLength(1);
    await first.context().close();
    await second.context().close();
  }, 60_000);

  test('what arrives appears by itself, without moving the focus nor the ticks', async () => {
    const here = await aRequest(14, { from: 'stagiaire@ailleurs.example' });
    const page = await signIn();
    await page.goto(`${desk.url}/?onglet=sender`);
    await page.waitForSelector('#en-direct:has-text("direct")');
    await page.check(`#c-${here}`);
    await page.focus(`#t-${here}`);
    const arrived = await aRequest(15, { from: 'autre@ailleurs.example' });
    await page.waitForSelector(`#t-${arrived}`);
    expect(await page.evaluate('document.activeElement.id')).toBe(`t-${here}`);
    expect(await page.isChecked(`#c-${here}`)).toBe(true);
    await page.context().close();
  }, 60_000);

  test('without JavaScript: search, take, release, several set aside and taken back, correct, accept', async () => {
    const one = await aRequest(16, { from: 'stagiaire@ailleurs.example' });
    const two = await aRequest(17, { from: 'stagiaire@ailleurs.example' });
    const page = await signIn('lea', { javaScriptEnabled: false });
    await page.fill('#q', aTownHall(16).commune);
    await page.click('text=Filtrer');
    await page.goto(`${desk.url}/?onglet=sender`);
    await page.click(`#b-${one}`);
    expect(await page.textContent('#avis')).toContain('Dossier pris');
    await page.click(`#b-${one}`);
    expect(await page.textContent('#avis')).toContain('rendu');
    await page.check(`#c-${one}`);
    await page.check(`#c-${two}`);
    await page.click('text=Pas un formulaire');
    expect([(await requestOf(one)).request.status, (await requestOf(two)).request.status]).toEqual([
      'closed',
      'closed',
    ]);
    await page.click('#avis button');
    expect([(await requestOf(one)).request.status, (await requestOf(two)).request.status]).toEqual([
      'awaiting-agent',
      'awaiting-agent',
    ]);
    await page.goto(`${desk.url}/demandes/${one}`);
    await page.fill('[name="contacts.followUp.jobTitle"]', 'Responsable des écoles');
    await page.click('text=Enregistrer les corrections');
    expect(await page.textContent('main')).toContain('Corrigé par Agent lea');
    await page.click('text=Revenir à cette valeur');
    await page.goto(`${desk.url}/demandes/${one}/expediteur`);
    await page.click('text=Confirmer et accepter');
    expect((await requestOf(one)).request.status).toBe('accepted');
    await page.goto(`${desk.url}/demandes/${two}/autres`);
    await page.fill('#motif', 'Question réglée au téléphone');
    await page.click('button:has-text("Classer")');
    expect((await requestOf(two)).request.status).toBe('closed');
    await page.context().close();
  }, 90_000);
});
