import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import type { AgentCode, DelayCode } from '../../src/provisioning/access-codes.js';
import { driftSentences } from '../../src/provisioning/drift.js';
import { receive } from '../support/builders/a-dossier.js';
import { aTownHall } from '../support/builders/a-town-hall.js';
import { aDesk, type TestDesk } from './support/a-desk.js';
import { inABrowser, lookAt, openBrowser } from './support/look-at.js';

inABrowser('the pages of accesses, with all that they may have to tell', () => {
  let browser: Browser;
  let desk: TestDesk;
  let reference: string;

  beforeAll(async () => {
    [browser, desk] = [await openBrowser(), await aDesk()];
    await desk.addAgent('lea', 'supervisor');
    ({ reference } = await receive(desk.db, aTownHall(1)));
    await receive(desk.db, aTownHall(2), { from: 'stagiaire@ailleurs.example' });
    const orders = await desk.db.selectFrom('access_order').select('id').orderBy('uai').execute();
    const change = (rank: number, values: object) =>
      desk.db.updateTable('access_order').set(values).where('id', '=', orders[rank]!.id).execute();
    await change(0, {
      due_on: '2020-01-03',
      target_on: '2020-01-03',
      waits_for: 'server_unreachable' satisfies DelayCode,
    });
    await change(1, { status: 'held', waits_for: 'several_users_found' satisfies AgentCode });
    await desk.db
      .insertInto('drift_check')
      .values({ id: randomUUID(), began_at: new Date(), ended_at: new Date(), failure: null })
      .execute();
    for (const code of Object.keys(driftSentences) as (keyof typeof driftSentences)[]) {
      await desk.db.insertInto('drift').values({ code, uai: '0690001A', subject: 'VAA60001' }).execute();
    }
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await desk?.close();
  });

  test.each([360, 768, 1440])(
    'at %i pixels, light and dark: axe finds nothing and nothing overflows',
    async (width) => {
      const paths = ['/ecarts', '/echeances', `/echeances/${reference}`];
      expect(await lookAt({ browser, desk }, { login: 'lea', width, paths, folder: 'accesses' })).toEqual([]);
    },
    240_000,
  );
});
