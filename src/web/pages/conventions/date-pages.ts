import { correctConvention } from '../../../desk/conventions/correct-convention.js';
import { recordNotification, recordSigning } from '../../../desk/conventions/record-convention.js';
import type { Page } from '../../server/page.js';
import { communePage, namedCommune } from '../registry/show-commune.js';
import { whyNot } from '../request/on-request.js';
import { conventionPage, namedConvention } from './show-convention.js';

/** A commune signed: its convention is kept, and waits for its notification. */
const sign: Page = {
  method: 'POST',
  url: '/communes/:insee/conventions',
  who: 'agent',
  async answer(asked) {
    const commune = namedCommune(asked);
    if (commune === null) return { kind: 'missing' };
    const { desk, signedIn, form } = asked;
    const signing = { communeInsee: commune.insee, signedOn: form.text('signee') };
    const outcome = await recordSigning(desk.verbs, signedIn!.agent, signing);
    if (outcome.kind !== 'done') return communePage(asked, whyNot(outcome, ''), 422);
    return { kind: 'redirect', to: `/conventions/${outcome.conventionId}?fait=convention` };
  },
};

const notify: Page = {
  method: 'POST',
  url: '/conventions/:convention/notification',
  who: 'agent',
  async answer(asked) {
    const convention = await namedConvention(asked);
    if (convention === null) return { kind: 'missing' };
    const { desk, signedIn, form } = asked;
    const notification = { conventionId: convention.id, notifiedOn: form.text('notifiee') };
    const outcome = await recordNotification(desk.verbs, signedIn!.agent, notification);
    if (outcome.kind !== 'done') return conventionPage(asked, whyNot(outcome, ''), 422);
    return { kind: 'redirect', to: `/conventions/${convention.id}?fait=convention` };
  },
};

const correct: Page = {
  method: 'POST',
  url: '/conventions/:convention/correction',
  who: 'supervisor',
  async answer(asked) {
    const convention = await namedConvention(asked);
    if (convention === null) return { kind: 'missing' };
    const { desk, signedIn, form } = asked;
    const outcome = await correctConvention(desk.verbs, signedIn!.agent, {
      ...{ conventionId: convention.id, signedOn: form.text('signee'), notifiedOn: form.text('notifiee') },
      reason: form.text('motif').slice(0, 1_000),
    });
    if (outcome.kind !== 'done') return conventionPage(asked, whyNot(outcome, ''), 422);
    return { kind: 'redirect', to: `/conventions/${convention.id}?fait=convention` };
  },
};

export const conventionDatePages: Page[] = [sign, notify, correct];
