import { undo } from '../../desk/undo.js';
import type { Page } from '../server/page.js';
import { safeReturn } from '../server/safe-return.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Takes back what was just done, one or several actions; nothing has left yet, or it is too late. */
export const undoPage: Page = {
  method: 'POST',
  url: '/annuler',
  who: 'agent',
  async answer({ desk, form, signedIn }) {
    const ids = form
      .texts('action')
      .filter((id) => UUID.test(id))
      .slice(0, 100);
    const outcomes = [];
    for (const actionId of ids) outcomes.push(await undo(desk.verbs, signedIn!.agent, { actionId }));
    const isUndone = outcomes.length > 0 && outcomes.every(({ kind }) => kind === 'done');
    const to = new URL(safeReturn(form.text('retour')), 'http://desk.invalid');
    to.searchParams.set('fait', isUndone ? 'annule' : 'trop-tard');
    return { kind: 'redirect', to: to.pathname + to.search };
  },
};
