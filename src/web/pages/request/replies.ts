import { settleReplies, settleUndelivered } from '../../../desk/settle-replies.js';
import { loadRequest } from '../../../store/desk/load-request.js';
import type { RequestReply } from '../../../store/desk/request-parts.js';
import { waitingStatuses } from '../../../store/kept-replies.js';
import type { Asked, Page } from '../../server/page.js';
import { shortInstant } from '../../view/short-dates.js';
import { communeName, replyStatusNames } from '../../view/words.js';
import { noticeOf } from '../notices.js';
import { whyNot } from './on-request.js';
import { REFERENCE, requestPage } from './show-request.js';

/** A reply is reached only through its request: an identifier of another one leads nowhere. */
async function findReply({
  desk,
  params,
}: Asked): Promise<{ reply: RequestReply; commune: string; reference: string } | null> {
  const { reference, reply: id } = params as { reference: string; reply: string };
  const loaded = REFERENCE.test(reference) ? await loadRequest(desk.db, reference) : null;
  const reply = loaded?.replies.find((one) => one.id === id);
  return reply === undefined
    ? null
    : { reply, reference, commune: communeName(loaded!.request.communeInsee) };
}

const showReply: Page = {
  method: 'GET',
  url: '/demandes/:reference/reponses/:reply',
  who: 'reader',
  async answer(asked) {
    const found = await findReply(asked);
    if (found === null) return { kind: 'missing' };
    const { reply, reference, commune } = found;
    const base = `/demandes/${reference}/reponses/${reply.id}`;
    return {
      kind: 'page',
      template: 'reply',
      title: `Réponse – ${reference} – ${commune}`,
      section: 'queue',
      view: {
        ...{ reference, commune, base, here: base },
        notice: noticeOf(asked.query),
        isWaiting: (waitingStatuses as readonly string[]).includes(reply.status),
        subject: reply.subject,
        recipient: reply.recipient,
        status: replyStatusNames[reply.status],
        owed: shortInstant(reply.owedAt),
        sent: reply.sentAt === null ? null : shortInstant(reply.sentAt),
        attempts: reply.attempts.map(({ attemptedAt, response }) => ({
          at: shortInstant(attemptedAt),
          response,
        })),
        attachments: reply.attachments.map(({ name }, index) => ({ name, href: `${base}/pieces/${index}` })),
        text: reply.text,
      },
    };
  },
};

const letter: Page = {
  method: 'GET',
  url: '/demandes/:reference/reponses/:reply/lettre',
  who: 'reader',
  async answer(asked) {
    const found = await findReply(asked);
    return found === null ? { kind: 'missing' } : { kind: 'letter', html: found.reply.html };
  },
};

const attachment: Page = {
  method: 'GET',
  url: '/demandes/:reference/reponses/:reply/pieces/:number',
  who: 'reader',
  async answer(asked) {
    const found = await findReply(asked);
    const number = asked.params['number']!;
    const owed = /^\d{1,2}$/.test(number) ? found?.reply.attachments[Number(number)] : undefined;
    const made = owed === undefined ? null : await asked.desk.sources.makeAttachment(owed);
    return made === null
      ? { kind: 'missing' }
      : { kind: 'file', name: made.name, type: 'application/octet-stream', bytes: made.bytes };
  },
};

/** A reply held, kept back or refused leaves now, or never: an agent says which. */
function settle(path: string, how: 'send' | 'give-up', told: string): Page {
  return {
    method: 'POST',
    url: `/demandes/:reference/reponses/:reply/${path}`,
    who: 'agent',
    async answer(asked) {
      const found = await findReply(asked);
      if (found === null) return { kind: 'missing' };
      const replyIds = [found.reply.id];
      const settled = await settleReplies(asked.desk.verbs, asked.signedIn!.agent, { replyIds, how });
      const isDone = settled.kind === 'done' && settled.replyIds.length > 0;
      const base = `/demandes/${found.reference}/reponses/${found.reply.id}`;
      return { kind: 'redirect', to: `${base}?fait=${isDone ? told : 'reponse-partie'}` };
    },
  };
}

/** « C’est réglé »: the commune was called, or another reply was sent. */
const settled: Page = {
  method: 'POST',
  url: '/demandes/:reference/non-remise',
  who: 'agent',
  async answer(asked) {
    const reference = asked.params['reference']!;
    const loaded = REFERENCE.test(reference) ? await loadRequest(asked.desk.db, reference) : null;
    if (loaded === null) return { kind: 'missing' };
    const item = loaded.workItems.find(({ id }) => id === asked.form.text('non-remise'));
    if (item === undefined) return { kind: 'missing' };
    const reason = asked.form.text('motif').slice(0, 1_000);
    const done = { workItemId: item.id, reason };
    const outcome = await settleUndelivered(asked.desk.verbs, asked.signedIn!.agent, done);
    if (outcome.kind === 'done') return { kind: 'redirect', to: `/demandes/${reference}?fait=regle` };
    return requestPage(asked, reference, whyNot(outcome, reference), 422);
  },
};

export const replyPages: Page[] = [
  showReply,
  letter,
  attachment,
  settle('envoyer', 'send', 'reponse-envoyee'),
  settle('abandonner', 'give-up', 'reponse-abandonnee'),
  settled,
];
