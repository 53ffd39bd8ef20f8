import { findMessage } from '../../store/desk/find-message.js';
import { loadRaw } from '../../store/messages.js';
import type { Page } from '../server/page.js';
import { shortInstant } from '../view/short-dates.js';

/** Never the type a stranger names: a browser is only ever given bytes to keep. */
const BYTES = 'application/octet-stream';

const showMessage: Page = {
  method: 'GET',
  url: '/messages/:id',
  who: 'reader',
  async answer({ desk, params }) {
    const message = await findMessage(desk.db, params['id']!);
    if (message === null) return { kind: 'missing' };
    const shown = await desk.sources.showMail(message.id);
    return {
      kind: 'page',
      template: 'message',
      title: `${message.subject || '(sans objet)'} – Message`,
      section: 'queue',
      view: {
        ...message,
        subject: message.subject || '(sans objet)',
        received: shortInstant(message.receivedAt),
        shown,
        documents: message.documents.map(({ name }, index) => ({
          name,
          href: `/messages/${message.id}/documents/${index}`,
        })),
      },
    };
  },
};

const original: Page = {
  method: 'GET',
  url: '/messages/:id/original',
  who: 'reader',
  async answer({ desk, params }) {
    const message = await findMessage(desk.db, params['id']!);
    const raw = message === null ? undefined : await loadRaw(desk.db, message.id);
    if (message === null || raw === undefined) return { kind: 'missing' };
    return { kind: 'file', name: `${message.subject || 'message'}.eml`, type: BYTES, bytes: raw };
  },
};

/** Documents are named by their number: no path of a stranger is ever in an address. */
const document: Page = {
  method: 'GET',
  url: '/messages/:id/documents/:number',
  who: 'reader',
  async answer({ desk, params }) {
    const message = await findMessage(desk.db, params['id']!);
    const listed = /^\d{1,3}$/.test(params['number']!)
      ? message?.documents[Number(params['number'])]
      : undefined;
    if (message === null || listed === undefined) return { kind: 'missing' };
    const bytes = await desk.sources.documentBytes(message.id, listed.path);
    return bytes === null ? { kind: 'missing' } : { kind: 'file', name: listed.name, type: BYTES, bytes };
  },
};

export const messagePages: Page[] = [showMessage, original, document];
