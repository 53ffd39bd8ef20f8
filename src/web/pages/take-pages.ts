import { closeRequest } from '../../desk/close-request.js';
import { release, take } from '../../desk/take.js';
import { findRequestsByReference } from '../../store/desk/find-reference.js';
import type { Answer, Asked, Page } from '../server/page.js';
import { safeReturn } from '../server/safe-return.js';
import { namedRequest } from './request/on-request.js';

type Verb = typeof take;

function back(
  { form }: Asked,
  told: string,
  actions: readonly string[] = [],
  left: readonly string[] = [],
): Answer {
  const to = new URL(safeReturn(form.text('retour')), 'http://desk.invalid');
  to.searchParams.set('fait', told);
  to.searchParams.delete('action');
  to.searchParams.delete('reste');
  for (const id of actions) to.searchParams.append('action', id);
  for (const reference of left.slice(0, 40)) to.searchParams.append('reste', reference);
  return { kind: 'redirect', to: to.pathname + to.search };
}

function onOne(url: string, verb: Verb, told: string, who: Page['who'] = 'agent'): Page {
  return {
    method: 'POST',
    url,
    who,
    async answer(asked) {
      const request = await namedRequest(asked);
      if (request === null) return { kind: 'missing' };
      const { requestIds } = handled(
        await verb(asked.desk.verbs, asked.signedIn!.agent, { requestIds: [request.id] }),
      );
      return back(asked, requestIds.length === 1 ? told : 'deja-pris');
    },
  };
}

function handled(taken: Awaited<ReturnType<Verb>>): { requestIds: string[] } {
  return taken.kind === 'done' ? taken : { requestIds: [] };
}

/** The requests ticked in the list, each with the version seen (`LC-2026-00042:3`). */
async function ticked({ desk, form }: Asked) {
  const seen = new Map(
    form
      .texts('dossier')
      .slice(0, 100)
      .flatMap((one) => {
        const [, reference, version] = /^(LC-\d{4}-\d{5,9}):(\d{1,9})$/.exec(one) ?? [];
        return reference === undefined ? [] : [[reference, Number(version)] as const];
      }),
  );
  const found = await findRequestsByReference(desk.db, [...seen.keys()]);
  return found.map(({ id, reference }) => ({ requestId: id, reference, version: seen.get(reference)! }));
}

function onSeveral(url: string, verb: Verb, told: string): Page {
  return {
    method: 'POST',
    url,
    who: 'agent',
    async answer(asked) {
      const requests = await ticked(asked);
      const requestIds = requests.map(({ requestId }) => requestId);
      if (requestIds.length === 0) return back(asked, 'rien-de-coche');
      const done = handled(await verb(asked.desk.verbs, asked.signedIn!.agent, { requestIds }));
      const left = requests.filter(({ requestId }) => !done.requestIds.includes(requestId));
      return back(
        asked,
        left.length === 0 ? told : 'en-partie',
        [],
        left.map(({ reference }) => reference),
      );
    },
  };
}

/** Each on its own: one that changed meanwhile is left alone, and the others may be taken back together. */
const setAside: Page = {
  method: 'POST',
  url: '/file/hors-sujet',
  who: 'agent',
  async answer(asked) {
    const requests = await ticked(asked);
    if (requests.length === 0) return back(asked, 'rien-de-coche');
    const done: string[] = [];
    const left: string[] = [];
    for (const { reference, ...on } of requests) {
      const how = { how: 'not-a-form', reason: 'Classé depuis la file, avec d’autres.' } as const;
      const outcome = await closeRequest(asked.desk.verbs, asked.signedIn!.agent, { ...on, ...how });
      if (outcome.kind === 'done') done.push(outcome.actionId);
      else left.push(reference);
    }
    return back(asked, left.length === 0 ? 'hors-sujet' : 'en-partie', done, left);
  },
};

/** A supervisor takes what another agent has; the audit log keeps that it was forced. */
const takeOver: Verb = (desk, agent, several) => take(desk, agent, { ...several, isForced: true });

export const takePages: Page[] = [
  onOne('/demandes/:reference/prendre', take, 'pris'),
  onOne('/demandes/:reference/rendre', release, 'rendu'),
  onOne('/demandes/:reference/reprendre', takeOver, 'repris', 'supervisor'),
  onSeveral('/file/prendre', take, 'pris'),
  onSeveral('/file/rendre', release, 'rendu'),
  setAside,
];
