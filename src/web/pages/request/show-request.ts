import { editsInForce } from '../../../decision/agent/edits-in-force.js';
import { openCase } from '../../../desk/open-case.js';
import { activeClock } from '../../../provisioning/active-clock.js';
import { endOfDay, receptionDay } from '../../../provisioning/deadlines.js';
import { fieldInFrench } from '../../../reply/field-in-french.js';
import { plural } from '../../../reply/plural.js';
import { differenceSince } from '../../../store/desk/conflict.js';
import { findRequestByReference } from '../../../store/desk/find-reference.js';
import { type LoadedRequest, loadRequest } from '../../../store/desk/load-request.js';
import type { RequestHead, RequestMessage } from '../../../store/desk/request-parts.js';
import type { ShownMail } from '../../../store/desk/shown-parts.js';
import type { Answer, Asked, Page } from '../../server/page.js';
import { holds } from '../../server/role.js';
import { parisDay, shortInstant } from '../../view/short-dates.js';
import { urgencyOf } from '../../view/urgency.js';
import { communeName, reasonInFrench, statusNames, statusTones } from '../../view/words.js';
import { type Notice, noticeOf } from '../notices.js';
import { formView, idOf } from './form-view.js';
import { originView } from './origin-view.js';
import { mayBe, proposedVerb } from './proposed-verb.js';
import { cellIdsOf, cellTextsOf, sheetViews } from './sheet-view.js';
import { storyView, toldEvents } from './story-view.js';
import { verbNames } from './words-of-actions.js';
import { sideBySide, yearView } from './year-page.js';

export const REFERENCE = /^LC-\d{4}-\d{5,9}$/;

const MOST_UNREAD = 200;

/** The whole request on one page. `said` takes the place of the notice of the address. */
export async function requestPage(
  asked: Asked,
  reference: string,
  said?: Notice,
  status = 200,
): Promise<Answer> {
  const { desk, now, signedIn } = asked;
  const loaded = REFERENCE.test(reference) ? await loadRequest(desk.db, reference) : null;
  if (loaded === null) return { kind: 'missing' };

  const { request, messages } = loaded;
  const opened = await openCase(desk.db, request.id, { today: now });
  const reading = loaded.readings.find(({ id }) => id === opened?.form.id);
  const lastMessage = messages.find(({ id }) => id === opened?.message.id) ?? messages.at(-1);
  const [mail, document] = await Promise.all([
    lastMessage === undefined ? null : desk.sources.showMail(lastMessage.id),
    reading === undefined ? null : desk.sources.showDocument(reading.messageId, reading.path),
  ]);
  const where = { cellId: cellIdsOf(document), cellText: cellTextsOf(document) };
  const form = opened === null ? null : formView(opened, where);
  const canAct = holds(signedIn!.agent.role, 'agent');
  return {
    kind: 'page',
    template: 'request',
    title: `${request.reference} – ${communeName(request.communeInsee)}`,
    section: 'queue',
    status,
    view: {
      ...headView(loaded, now, signedIn!.agent.id),
      notice: said ?? noticeOf(asked.query) ?? openActionNotice(loaded, now),
      here: `/demandes/${request.reference}`,
      mail: lastMessage === undefined ? null : mailView(lastMessage, mail, request.communeInsee),
      otherMessages: messages
        .filter((message) => message !== lastMessage)
        .map((message) => messageLine(message)),
      documents: messages.flatMap(documentLinks),
      sheets:
        document === null || opened === null
          ? []
          : sheetViews(document, {
              original: opened.form.reading,
              problems: opened.judgement.reading.problems,
              mended: new Set(editsInForce(opened.form.edits).map(({ field }) => field)),
              hrefOf: ({ field }) => `#${idOf(field)}`,
            }),
      isCut: document?.isCut ?? false,
      documentName: reading?.documentName ?? null,
      form,
      year: opened === null ? null : yearView(opened),
      sides: opened === null ? null : sideBySide(opened),
      mayChooseYear: canAct && opened !== null && request.status.startsWith('awaiting'),
      fieldId: idOf,
      problems: opened?.judgement.reading.problems.map(({ field, message, severity, where: at }) => ({
        what: fieldInFrench(field, null),
        message,
        isError: severity === 'error',
        cell: at?.cell ?? '',
        href: `#${idOf(field)}`,
      })),
      summary: form === null ? '' : summaryOf(opened!.judgement.reading.problems),
      unread: (opened?.form.reading.unread ?? [])
        .slice(0, MOST_UNREAD)
        .map((one) => ({ cell: one.cell, text: one.text, cellId: where.cellId(one) })),
      undelivered: undeliveredView(loaded),
      correction: correctionView(loaded, reading?.id ?? null),
      verbs: canAct ? mayBe(request.status, opened) : null,
      proposed: canAct ? proposedVerb(request, opened) : null,
      story: storyView(loaded),
    },
  };
}

export function summaryOf(problems: readonly { severity: string }[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const doubts = problems.length - errors;
  if (problems.length === 0) return 'Les règles ne trouvent rien à redire.';
  return [
    ...(errors > 0 ? [plural(errors, 'erreur', 'erreurs')] : []),
    ...(doubts > 0 ? [plural(doubts, 'point à vérifier', 'points à vérifier')] : []),
  ].join(', ');
}

function headView({ request, merged }: LoadedRequest, now: Date, agentId: string) {
  const daysLeft = Math.round((Date.parse(request.dueOn) - Date.parse(parisDay(now))) / 86_400_000);
  return {
    reference: request.reference,
    version: request.version,
    commune: communeName(request.communeInsee),
    communeHref: request.communeInsee === null ? null : `/communes/${request.communeInsee}`,
    status: { words: statusNames[request.status], tone: statusTones[request.status] },
    reasons: request.reasons.map(reasonInFrench),
    sender: request.sender,
    bounces: request.bounces && {
      count: plural(request.bounces.count, 'fois', 'fois'),
      last: shortInstant(request.bounces.lastAt),
    },
    urgency: urgencyOf({ daysLeft, dueOn: request.dueOn, status: request.status }),
    targetOn: request.targetOn,
    opened: shortInstant(request.openedAt),
    waiting: request.waitingSince === null ? null : shortInstant(request.waitingSince),
    active: activeWords(request, now),
    isLate:
      now >= endOfDay(receptionDay(new Date(`${request.dueOn}T12:00:00Z`))) &&
      request.status.startsWith('awaiting'),
    mergedInto: request.mergedInto?.reference ?? null,
    merged: merged.map(({ reference }) => reference),
    holder: request.assignee && {
      name: request.assignee.name,
      isMe: request.assignee.id === agentId,
      until: shortInstant(request.assignee.until),
    },
  };
}

/** The clock that stops while the commune owes us something, beside the legal one. */
function activeWords(request: RequestHead, now: Date): string {
  const { oursMs, communesMs } = activeClock(request, now);
  const ours = `temps actif : ${daysInWords(oursMs)}`;
  return communesMs === 0 ? ours : `${ours}, sans l’attente de la commune (${daysInWords(communesMs)})`;
}

function daysInWords(ms: number): string {
  const days = Math.floor(ms / 86_400_000);
  return days === 0 ? 'moins d’un jour' : plural(days, 'jour', 'jours');
}

/** What the form shown changes against the one before it. */
function correctionView({ corrections }: LoadedRequest, readingId: string | null) {
  const shown = corrections.findLast((correction) => correction.readingId === readingId);
  return shown === undefined
    ? null
    : shown.changes.map(({ field, school, before, after }) => ({
        what: fieldInFrench(field, school),
        before: before ?? '(vide)',
        after: after ?? '(vide)',
      }));
}

const undeliveredReasons = ['reply_refused', 'reply_bounced', 'refusal_repeated'];

/** Replies that did not arrive and that nobody has settled yet. */
function undeliveredView({ workItems, request, replies }: LoadedRequest) {
  return workItems
    .filter(({ reason, closedAt }) => closedAt === null && undeliveredReasons.includes(reason))
    .map(({ id, reason, subjectId }) => ({
      id,
      words: reasonInFrench(reason),
      replyHref: replies.some((reply) => reply.id === subjectId)
        ? `/demandes/${request.reference}/reponses/${subjectId}`
        : null,
    }));
}

/** While the latest action may be undone, the page offers it. */
function openActionNotice({ actions }: LoadedRequest, now: Date): Notice | null {
  const last = actions.at(-1);
  if (last === undefined || last.undoneAt !== null || last.undoUntil <= now) return null;
  return {
    tone: 'ok',
    words: `${verbNames[last.verb] ?? last.verb} par ${last.agent.name}. Rien n’est encore parti :`,
    details: [],
    undo: { ids: [last.id], until: last.undoUntil.toISOString() },
  };
}

const authenticityWords: Record<string, { tone: string; words: string }> = {
  authentic: { tone: 'ok', words: 'Origine prouvée' },
  unproven: { tone: 'warn', words: 'Origine non prouvée' },
  forged: { tone: 'bad', words: 'Adresse usurpée' },
};

function mailView(message: RequestMessage, mail: ShownMail | null, communeInsee: string | null) {
  return {
    ...messageLine(message),
    shown: mail,
    origin: originView(message, communeInsee),
    authenticity: authenticityWords[message.authenticity ?? ''] ?? {
      tone: '',
      words: 'Origine non vérifiée',
    },
    hasOtherReplyTo: message.replyTo !== null && message.replyTo !== '' && message.replyTo !== message.from,
    replyTo: message.replyTo,
  };
}

function messageLine({ id, from, subject, receivedAt }: RequestMessage) {
  return {
    id,
    from: from ?? 'expéditeur inconnu',
    subject: subject || '(sans objet)',
    received: shortInstant(receivedAt),
  };
}

function documentLinks({ id, documents }: RequestMessage) {
  return documents.map(({ name, sizeBytes }, index) => ({
    name,
    size: `${Math.max(1, Math.round(sizeBytes / 1_024)).toLocaleString('fr-FR')}\u00a0Ko`,
    href: `/messages/${id}/documents/${index}`,
  }));
}

/** What somebody else did to the request since the version a page shows: said in the page, which stays as it is. */
export const requestState: Page = {
  method: 'GET',
  url: '/demandes/:reference/etat',
  who: 'reader',
  async answer({ desk, params, query }) {
    const reference = params['reference']!;
    const found = REFERENCE.test(reference) ? await findRequestByReference(desk.db, reference) : null;
    if (found === null) return { kind: 'missing' };
    const seen = query.number('version');
    if (found.version === seen) return { kind: 'json', value: { said: [] } };
    const { events, status } = await differenceSince(desk.db, reference, seen);
    return { kind: 'json', value: { said: [...toldEvents(events, reference), statusNames[status.now]] } };
  },
};

export const showRequest: Page = {
  method: 'GET',
  url: '/demandes/:reference',
  who: 'reader',
  answer: (asked) => requestPage(asked, asked.params['reference']!),
};
