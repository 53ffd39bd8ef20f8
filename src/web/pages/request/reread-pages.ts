import { editsInForce } from '../../../decision/agent/edits-in-force.js';
import { askReread } from '../../../desk/ask-reread.js';
import { loadCaseMaterial } from '../../../store/desk/case-material.js';
import type { Answer, Asked, Page } from '../../server/page.js';
import { safeReturn } from '../../server/safe-return.js';
import { backToQueue } from '../back-to-queue.js';
import { onEachTicked, ticked } from '../ticked.js';
import { afterVerb, namedRequest, newActionId, onRequest } from './on-request.js';
import { rereadView } from './reread-view.js';

/** Documents are read while somebody waits: no more requests than this at once. */
const MOST_AT_ONCE = 20;

type Named = { requestId: string; reference: string; version: number };

/** Reads the documents of each request with today's rules, keeps nothing, and shows what would change. */
async function preview(asked: Asked, requests: readonly Named[], isOne: boolean): Promise<Answer> {
  const shown = requests.slice(0, MOST_AT_ONCE);
  const views = [];
  for (const one of shown) {
    views.push({ ...one, actionId: newActionId(), ...(await readAgain(asked, one.requestId)) });
  }
  return {
    kind: 'page',
    template: 'reread',
    title: isOne ? `Relire – ${shown[0]!.reference}` : 'Relire plusieurs dossiers',
    section: 'queue',
    view: {
      requests: views,
      isOne,
      left: requests.length - shown.length,
      action: isOne ? `/demandes/${shown[0]!.reference}/relire` : '/file/relire',
      back: isOne ? `/demandes/${shown[0]!.reference}` : safeReturn(asked.form.text('retour')),
      hasDocuments: views.some(({ documents, isWhole }) => documents.length > 0 || !isWhole),
      isAllSame: views.every(({ documents, isWhole }) => isWhole && documents.every(({ isSame }) => isSame)),
    },
  };
}

/** `isWhole`: every message could be opened again. */
async function readAgain({ desk }: Asked, requestId: string) {
  const { readings } = await loadCaseMaterial(desk.db, requestId);
  const documents = [];
  let isWhole = true;
  for (const messageId of new Set(readings.map((one) => one.messageId))) {
    const again = await desk.sources.readAgain(messageId);
    isWhole &&= again !== null;
    for (const { path, name, reading } of again ?? []) {
      const former = readings.find((one) => one.messageId === messageId && one.path === path);
      const handEdits = former === undefined ? 0 : editsInForce(former.edits).length;
      documents.push(rereadView({ name, before: former?.reading ?? null, after: reading, handEdits }));
    }
  }
  return { documents, isWhole };
}

const show: Page = {
  method: 'GET',
  url: '/demandes/:reference/relire',
  who: 'agent',
  async answer(asked) {
    const request = await namedRequest(asked);
    if (request === null) return { kind: 'missing' };
    return preview(asked, [{ ...request, requestId: request.id }], true);
  },
};

const carryOut: Page = {
  method: 'POST',
  url: '/demandes/:reference/relire',
  who: 'agent',
  async answer(asked) {
    const request = await namedRequest(asked);
    if (request === null) return { kind: 'missing' };
    const on = onRequest(request.id, asked);
    const outcome = await askReread(asked.desk.verbs, asked.signedIn!.agent, on);
    return afterVerb(asked, request.reference, outcome);
  },
};

const showSeveral: Page = {
  method: 'POST',
  url: '/file/relire/apercu',
  who: 'agent',
  async answer(asked) {
    const requests = await ticked(asked);
    return requests.length === 0 ? backToQueue(asked, 'rien-de-coche') : preview(asked, requests, false);
  },
};

/** One that has nothing to read is left alone, like one that changed meanwhile. */
const carryOutSeveral: Page = {
  method: 'POST',
  url: '/file/relire',
  who: 'agent',
  answer(asked) {
    return onEachTicked(asked, (on) => askReread(asked.desk.verbs, asked.signedIn!.agent, on), {
      told: 'relecture',
      mayUndo: false,
    });
  },
};

export const rereadPages: Page[] = [show, carryOut, showSeveral, carryOutSeveral];
