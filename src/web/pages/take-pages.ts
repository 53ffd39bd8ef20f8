import { closeRequest } from '../../desk/close-request.js';
import { release, take } from '../../desk/take.js';
import type { Page } from '../server/page.js';
import { backToQueue } from './back-to-queue.js';
import { namedRequest } from './request/on-request.js';
import { onEachTicked, ticked } from './ticked.js';

type Verb = typeof take;

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
      return backToQueue(asked, requestIds.length === 1 ? told : 'deja-pris');
    },
  };
}

function handled(taken: Awaited<ReturnType<Verb>>): { requestIds: string[] } {
  return taken.kind === 'done' ? taken : { requestIds: [] };
}

function onSeveral(url: string, verb: Verb, told: string): Page {
  return {
    method: 'POST',
    url,
    who: 'agent',
    async answer(asked) {
      const requests = await ticked(asked);
      const requestIds = requests.map(({ requestId }) => requestId);
      if (requestIds.length === 0) return backToQueue(asked, 'rien-de-coche');
      const done = handled(await verb(asked.desk.verbs, asked.signedIn!.agent, { requestIds }));
      const left = requests.filter(({ requestId }) => !done.requestIds.includes(requestId));
      return backToQueue(
        asked,
        left.length === 0 ? told : 'en-partie',
        [],
        left.map(({ reference }) => reference),
      );
    },
  };
}

const setAside: Page = {
  method: 'POST',
  url: '/file/hors-sujet',
  who: 'agent',
  answer(asked) {
    const how = { how: 'not-a-form', reason: 'Classé depuis la file, avec d’autres.' } as const;
    return onEachTicked(
      asked,
      (on) => closeRequest(asked.desk.verbs, asked.signedIn!.agent, { ...on, ...how }),
      { told: 'hors-sujet', mayUndo: true },
    );
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
