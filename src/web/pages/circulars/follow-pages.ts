import { haltCircular } from '../../../desk/circulars/send-circular.js';
import { settleUndelivered } from '../../../desk/settle-replies.js';
import {
  type CircularLine,
  type CircularRecipient,
  listCirculars,
  loadCircular,
} from '../../../store/circulars/circulars.js';
import type { Answer, Asked, Page } from '../../server/page.js';
import { holds } from '../../server/role.js';
import { shortInstant } from '../../view/short-dates.js';
import { type Notice, noticeOf } from '../notices.js';
import { UUID } from '../operations/back.js';
import { whyNot } from '../request/on-request.js';
import { kindWords } from './circular-words.js';

/** Short: beside an address, on a telephone. */
const standings: Record<CircularRecipient['status'], string> = {
  held: 'retenue',
  suppressed: 'non envoyée',
  queued: 'en file',
  sending: 'part',
  sent: 'partie',
  bounced: 'revenue',
  failed: 'refusée',
  cancelled: 'arrêtée',
};

function lineView(one: CircularLine) {
  const standing =
    one.stoppedAt !== null
      ? 'arrêtée'
      : one.waiting > 0
        ? 'en cours d’envoi'
        : one.undelivered > 0
          ? 'envoyée, non remise à tous'
          : 'envoyée';
  return {
    ...{ href: `/annonces/${one.id}`, subject: one.subject, by: one.sentBy, standing },
    ...{ recipients: one.recipients, sent: one.sent, waiting: one.waiting, undelivered: one.undelivered },
    tone: one.undelivered > 0 ? 'warn' : one.waiting > 0 ? 'info' : one.stoppedAt !== null ? '' : 'ok',
    kind: kindWords[one.kind].name,
    at: shortInstant(one.sentAt),
  };
}

const list: Page = {
  method: 'GET',
  url: '/annonces',
  who: 'reader',
  async answer({ desk, query, signedIn }) {
    const circulars = await listCirculars(desk.db);
    return {
      kind: 'page',
      template: 'circulars',
      title: 'Annonces',
      section: 'circulars',
      view: {
        ...{ notice: noticeOf(query), here: '/annonces', rows: circulars.map(lineView) },
        mayWrite: holds(signedIn!.agent.role, 'agent'),
      },
    };
  },
};

async function circularPage(asked: Asked, notice: Notice | null, status = 200): Promise<Answer> {
  const { desk, params, signedIn } = asked;
  const id = params['id']!;
  const circular = UUID.test(id) ? await loadCircular(desk.db, id) : null;
  if (circular === null) return { kind: 'missing' };
  return {
    kind: 'page',
    template: 'circular',
    title: `${circular.subject} – Annonces`,
    section: 'circulars',
    status,
    view: {
      ...lineView(circular),
      ...{ notice, id, here: `/annonces/${id}`, body: circular.body, perHour: circular.perHour },
      stopped:
        circular.stoppedAt === null
          ? null
          : `Arrêtée par ${circular.stoppedBy}, ${shortInstant(circular.stoppedAt)} : ${circular.stoppedReason}`,
      all: circular.all.map(
        ({ address, toldAs, status: standing, dueAt, sentAt, lastResponse, workItemId }) => ({
          ...{ address, workItemId, toldAs: toldAs.join(', ') },
          status: standings[standing],
          tone: standing === 'sent' ? 'ok' : standing === 'bounced' || standing === 'failed' ? 'bad' : 'info',
          at:
            sentAt !== null ? shortInstant(sentAt) : standing === 'queued' ? `le ${shortInstant(dueAt)}` : '',
          response: standing === 'failed' ? lastResponse : null,
        }),
      ),
      mayStop:
        circular.stoppedAt === null && circular.waiting > 0 && holds(signedIn!.agent.role, 'supervisor'),
      mayAct: holds(signedIn!.agent.role, 'agent'),
    },
  };
}

const show: Page = {
  method: 'GET',
  url: '/annonces/:id',
  who: 'reader',
  answer: (asked) => circularPage(asked, noticeOf(asked.query)),
};

const halt: Page = {
  method: 'POST',
  url: '/annonces/:id/arreter',
  who: 'supervisor',
  async answer(asked) {
    const { desk, form, params, signedIn } = asked;
    const circularId = params['id']!;
    if (!UUID.test(circularId)) return { kind: 'missing' };
    const reason = form.text('motif').slice(0, 1_000);
    const outcome = await haltCircular(desk.verbs, signedIn!.agent, { circularId, reason });
    if (outcome.kind !== 'done') return circularPage(asked, whyNot(outcome, ''), 422);
    return { kind: 'redirect', to: `/annonces/${circularId}?fait=annonce-arretee` };
  },
};

/** A letter that did not arrive needs nobody any more: the person was called, the address was corrected. */
const settle: Page = {
  method: 'POST',
  url: '/annonces/:id/regler',
  who: 'agent',
  async answer(asked) {
    const { desk, form, params, signedIn } = asked;
    const workItemId = form.text('element');
    if (!UUID.test(params['id']!) || !UUID.test(workItemId)) return { kind: 'missing' };
    const reason = form.text('motif').slice(0, 1_000);
    const outcome = await settleUndelivered(desk.verbs, signedIn!.agent, { workItemId, reason });
    if (outcome.kind !== 'done') return circularPage(asked, whyNot(outcome, ''), 422);
    return { kind: 'redirect', to: `/annonces/${params['id']}?fait=regle` };
  },
};

export const followPages: Page[] = [list, show, halt, settle];
