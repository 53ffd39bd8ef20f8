import { randomUUID } from 'node:crypto';
import type { NotDone, OnRequest, Outcome } from '../../../desk/desk.js';
import { refusalSentences } from '../../../desk/refusal-sentences.js';
import { findRequestByReference } from '../../../store/desk/find-reference.js';
import type { Answer, Asked } from '../../server/page.js';
import { reasonInFrench, statusNames } from '../../view/words.js';
import type { Notice } from '../notices.js';
import { REFERENCE, requestPage } from './show-request.js';
import { toldEvents } from './story-view.js';

/** A request that an address names, or null: a reference is looked up, never trusted. */
export async function namedRequest({
  desk,
  params,
}: Asked): Promise<{ id: string; reference: string; version: number } | null> {
  const reference = params['reference'] ?? '';
  return REFERENCE.test(reference) ? findRequestByReference(desk.db, reference) : null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What every verb needs of its form: the version seen, and the identifier that makes a double click one click. */
export function onRequest(requestId: string, { form }: Asked): OnRequest {
  const actionId = form.text('_action');
  return { requestId, version: form.number('_version'), ...(UUID.test(actionId) ? { actionId } : {}) };
}

export function newActionId(): string {
  return randomUUID();
}

/** Done: back to the request, where it may be undone. Not done: the request as it is now, and why. */
export function afterVerb(asked: Asked, reference: string, outcome: Outcome): Promise<Answer> | Answer {
  if (outcome.kind === 'done') return { kind: 'redirect', to: `/demandes/${reference}` };
  return requestPage(asked, reference, whyNot(outcome, reference), outcome.kind === 'conflict' ? 409 : 422);
}

/** In words: the refusal and its reasons, or what somebody else did meanwhile. */
export function whyNot(outcome: NotDone, reference: string): Notice {
  switch (outcome.kind) {
    case 'forbidden':
      return { tone: 'bad', words: 'Votre rôle ne permet pas cette action.', details: [], undo: null };
    case 'refused':
      return {
        tone: 'bad',
        words: refusalSentences[outcome.code],
        details: outcome.codes.map(reasonInFrench),
        undo: null,
      };
    case 'conflict': {
      const { status, events } = outcome.conflict;
      return {
        tone: 'warn',
        words:
          'Ce dossier a changé pendant que vous le regardiez. Rien n’a été fait : voici ce qui s’est passé.',
        details: [...toldEvents(events, reference), `État actuel : ${statusNames[status.now]}.`],
        undo: null,
      };
    }
    default:
      return outcome satisfies never;
  }
}
