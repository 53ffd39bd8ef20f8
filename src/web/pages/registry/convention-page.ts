import { setConvention } from '../../../desk/set-convention.js';
import type { Page } from '../../server/page.js';
import { whyNot } from '../request/on-request.js';
import { communePage, namedCommune } from './show-commune.js';

/** What the paper says: notified on, denounced on. A supervisor writes it, with a reason. */
export const conventionPage: Page = {
  method: 'POST',
  url: '/communes/:insee/convention',
  who: 'supervisor',
  async answer(asked) {
    const commune = namedCommune(asked);
    if (commune === null) return { kind: 'missing' };
    const { desk, signedIn, form } = asked;
    const denounced = form.text('denoncee');
    const outcome = await setConvention(desk.verbs, signedIn!.agent, {
      communeInsee: commune.insee,
      notifiedOn: form.text('notifiee'),
      denouncedOn: denounced === '' ? null : denounced,
      reason: form.text('motif').slice(0, 1_000),
    });
    if (outcome.kind === 'done')
      return { kind: 'redirect', to: `/communes/${commune.insee}?fait=convention` };
    return communePage(asked, whyNot(outcome, ''), 422);
  },
};
