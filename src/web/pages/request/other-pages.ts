import { type Closing, closeRequest, closings, reopenRequest } from '../../../desk/close-request.js';
import { mergeRequests } from '../../../desk/merge-requests.js';
import { findRequestByReference, listOpenNeighbours } from '../../../store/desk/find-reference.js';
import { loadRequest } from '../../../store/desk/load-request.js';
import type { Page } from '../../server/page.js';
import { shortInstant } from '../../view/short-dates.js';
import { communeName } from '../../view/words.js';
import { afterVerb, namedRequest, newActionId, onRequest } from './on-request.js';
import { REFERENCE, requestPage } from './show-request.js';

const show: Page = {
  method: 'GET',
  url: '/demandes/:reference/autres',
  who: 'agent',
  async answer({ desk, params }) {
    const reference = params['reference']!;
    const loaded = REFERENCE.test(reference) ? await loadRequest(desk.db, reference) : null;
    if (loaded === null) return { kind: 'missing' };
    const { request } = loaded;
    return {
      kind: 'page',
      template: 'other-decisions',
      title: `Autres décisions – ${reference}`,
      section: 'queue',
      view: {
        reference,
        version: request.version,
        commune: communeName(request.communeInsee),
        isOpen: request.status.startsWith('awaiting'),
        isMerged: request.mergedInto !== null,
        actionId: newActionId,
        neighbours: (await listOpenNeighbours(desk.db, request)).map(({ openedAt, ...one }) => ({
          ...one,
          opened: shortInstant(openedAt),
        })),
      },
    };
  },
};

const close: Page = {
  method: 'POST',
  url: '/demandes/:reference/clore',
  who: 'agent',
  async answer(asked) {
    const request = await namedRequest(asked);
    if (request === null) return { kind: 'missing' };
    const { form } = asked;
    const how = (closings as readonly string[]).includes(form.text('issue'))
      ? (form.text('issue') as Closing)
      : 'closed';
    const outcome = await closeRequest(asked.desk.verbs, asked.signedIn!.agent, {
      ...onRequest(request.id, asked),
      how,
      reason: form.text('motif').slice(0, 1_000),
      withLetter: form.text('modele') === 'oui',
    });
    return afterVerb(asked, request.reference, outcome);
  },
};

const reopen: Page = {
  method: 'POST',
  url: '/demandes/:reference/rouvrir',
  who: 'agent',
  async answer(asked) {
    const request = await namedRequest(asked);
    if (request === null) return { kind: 'missing' };
    const outcome = await reopenRequest(asked.desk.verbs, asked.signedIn!.agent, {
      ...onRequest(request.id, asked),
      reason: asked.form.text('motif').slice(0, 1_000),
    });
    return afterVerb(asked, request.reference, outcome);
  },
};

const merge: Page = {
  method: 'POST',
  url: '/demandes/:reference/fusionner',
  who: 'agent',
  async answer(asked) {
    const request = await namedRequest(asked);
    if (request === null) return { kind: 'missing' };
    const into = (asked.form.text('dans').trim() || asked.form.text('choix')).toUpperCase();
    const target = REFERENCE.test(into) ? await findRequestByReference(asked.desk.db, into) : null;
    if (target === null) {
      const words = 'Le dossier dans lequel fusionner est introuvable. Vérifiez sa référence.';
      return requestPage(asked, request.reference, { tone: 'bad', words, details: [], undo: null }, 422);
    }
    const outcome = await mergeRequests(asked.desk.verbs, asked.signedIn!.agent, {
      ...onRequest(request.id, asked),
      intoRequestId: target.id,
    });
    return afterVerb(asked, request.reference, outcome);
  },
};

export const otherPages: Page[] = [show, close, reopen, merge];
