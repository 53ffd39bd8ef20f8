import { loadRequest } from '../../../store/desk/load-request.js';
import type { RequestReply } from '../../../store/desk/request-parts.js';
import type { Asked, Page } from '../../server/page.js';
import { shortInstant } from '../../view/short-dates.js';
import { communeName, replyStatusNames } from '../../view/words.js';
import { REFERENCE } from './show-request.js';

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
        ...{ reference, commune, base },
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

export const replyPages: Page[] = [showReply, letter, attachment];
