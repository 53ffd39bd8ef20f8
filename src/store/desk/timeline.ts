import type { LoadedRequest } from './load-request.js';
import type { ActingAgent, RequestAction, RequestMessage, RequestReply } from './request-parts.js';

/** Who did it: someone who writes to us, the service by itself, an agent, or laclasse.com. */
export type Actor = { kind: 'sender' | 'service' | 'laclasse' } | ({ kind: 'agent' } & ActingAgent);

/** One thing that happened, with the identifiers of what it happened to. */
export type TimelineEvent = { at: Date; actor: Actor } & (
  | { kind: 'message-received'; messageId: string; from: string | null; subject: string; documents: string[] }
  | {
      kind: 'document-read';
      readingId: string;
      name: string;
      readingKind: string;
      problems: number;
      rules: string;
    }
  | { kind: 'reading-edited'; readingId: string; field: string; value: string | null; isWithdrawn: boolean }
  | { kind: 'message-decided'; messageId: string; outcome: string; reasons: string[] }
  | { kind: 'reply-owed'; replyId: string; replyKind: string; recipient: string; actionId: string | null }
  | { kind: 'reply-attempted'; replyId: string; outcome: string; response: string }
  | { kind: 'reply-cancelled' | 'reply-held'; replyId: string; replyKind: string }
  | { kind: 'reply-failed' | 'reply-returned'; replyId: string }
  | {
      kind: 'change-made';
      changeId: string;
      changeKind: string;
      uai: string | null;
      facts: Record<string, unknown>;
    }
  | {
      kind: 'order-planned';
      orderId: string;
      orderKind: string;
      uai: string;
      schoolName: string;
      targetOn: string;
    }
  | {
      kind: 'order-done';
      orderId: string;
      orderKind: string;
      uai: string;
      schoolName: string;
      proof: unknown;
    }
  | { kind: 'agent-acted'; actionId: string; verb: string; facts: Record<string, unknown>; isUndone: boolean }
  | { kind: 'action-undone'; actionId: string; verb: string }
);

const service: Actor = { kind: 'service' };
const laclasse: Actor = { kind: 'laclasse' };

/** Of two things at the same instant, the cause comes first. */
const rank: Record<TimelineEvent['kind'], number> = {
  'message-received': 0,
  'document-read': 1,
  'reading-edited': 2,
  'message-decided': 3,
  'agent-acted': 3,
  'change-made': 4,
  'order-planned': 5,
  'reply-owed': 6,
  'reply-held': 7,
  'reply-attempted': 8,
  'reply-failed': 9,
  'reply-returned': 9,
  'order-done': 9,
  'action-undone': 10,
  'reply-cancelled': 11,
};

/** Pure: the story of a request, mail → reading → decision → replies → orders, who or what did each. */
export function timelineOf(parts: Omit<LoadedRequest, 'timeline'>): TimelineEvent[] {
  const agents = new Map(parts.actions.map(({ id, agent }) => [id, agent]));
  const by = (actionId: string | null): Actor => {
    const agent = actionId === null ? undefined : agents.get(actionId);
    return agent === undefined ? service : { kind: 'agent', ...agent };
  };
  const decidedAt = parts.decisions.at(-1)?.decidedAt ?? parts.request.openedAt;
  const actedAt = new Map(parts.actions.map(({ id, doneAt }) => [id, doneAt]));
  const events: TimelineEvent[] = [
    ...parts.messages.map(received),
    ...parts.readings.flatMap(readingEvents),
    ...parts.decisions.map(({ messageId, outcome, reasons, decidedAt }): TimelineEvent => {
      return { at: decidedAt, actor: service, kind: 'message-decided', messageId, outcome, reasons };
    }),
    ...parts.actions.flatMap(actionEvents),
    ...parts.changes.map(({ id, kind, uai, facts, appliedAt, actionId }): TimelineEvent => {
      return {
        at: appliedAt,
        actor: by(actionId),
        kind: 'change-made',
        changeId: id,
        changeKind: kind,
        uai,
        facts,
      };
    }),
    ...parts.orders.flatMap((order): TimelineEvent[] => {
      const { id: orderId, kind: orderKind, uai, schoolName, targetOn, doneAt, proof, actionId } = order;
      const about = { orderId, orderKind, uai, schoolName };
      const plannedAt = (actionId === null ? undefined : actedAt.get(actionId)) ?? decidedAt;
      return [
        { at: plannedAt, actor: by(actionId), kind: 'order-planned', ...about, targetOn },
        ...(doneAt === null
          ? []
          : [{ at: doneAt, actor: laclasse, kind: 'order-done' as const, ...about, proof }]),
      ];
    }),
    ...parts.replies.flatMap((reply) => replyEvents(reply, parts, by(reply.actionId))),
  ];
  return events.sort((a, b) => a.at.getTime() - b.at.getTime() || rank[a.kind] - rank[b.kind]);
}

function received({ id, receivedAt, from, subject, documents }: RequestMessage): TimelineEvent {
  const names = documents.map(({ name }) => name);
  return {
    at: receivedAt,
    actor: { kind: 'sender' },
    kind: 'message-received',
    messageId: id,
    from,
    subject,
    documents: names,
  };
}

function readingEvents({
  id: readingId,
  documentName,
  madeAt,
  rules,
  reading,
  edits,
}: LoadedRequest['readings'][number]): TimelineEvent[] {
  return [
    {
      ...{ at: madeAt, actor: service, kind: 'document-read', readingId, rules },
      ...{ name: documentName, readingKind: reading.kind, problems: reading.problems.length },
    },
    ...edits.map(({ agent, editedAt, field, value, isWithdrawn }): TimelineEvent => {
      const actor: Actor = { kind: 'agent', ...agent };
      return { at: editedAt, actor, kind: 'reading-edited', readingId, field, value, isWithdrawn };
    }),
  ];
}

function actionEvents({
  id,
  verb,
  agent,
  facts,
  doneAt,
  undoneAt,
  undoneBy,
}: RequestAction): TimelineEvent[] {
  const done: TimelineEvent = {
    ...{ at: doneAt, actor: { kind: 'agent', ...agent }, kind: 'agent-acted' },
    ...{ actionId: id, verb, facts, isUndone: undoneAt !== null },
  };
  if (undoneAt === null) return [done];
  const actor: Actor = { kind: 'agent', ...(undoneBy ?? agent) };
  return [done, { at: undoneAt, actor, kind: 'action-undone', actionId: id, verb }];
}

function replyEvents(
  reply: RequestReply,
  { workItems, actions }: Omit<LoadedRequest, 'timeline'>,
  actor: Actor,
): TimelineEvent[] {
  const { id: replyId, kind: replyKind, recipient, owedAt, actionId, status } = reply;
  const events: TimelineEvent[] = [
    { at: owedAt, actor, kind: 'reply-owed', replyId, replyKind, recipient, actionId },
    ...reply.attempts.map(({ attemptedAt, outcome, response }): TimelineEvent => {
      return { at: attemptedAt, actor: service, kind: 'reply-attempted', replyId, outcome, response };
    }),
  ];
  if (status === 'held') events.push({ at: owedAt, actor: service, kind: 'reply-held', replyId, replyKind });
  if (status === 'cancelled') {
    const undone = actions.find(({ id }) => id === actionId)?.undoneAt;
    events.push({ at: undone ?? owedAt, actor, kind: 'reply-cancelled', replyId, replyKind });
  }
  for (const { reason, subjectId, openedAt } of workItems) {
    if (subjectId !== replyId) continue;
    if (reason === 'reply_refused')
      events.push({ at: openedAt, actor: service, kind: 'reply-failed', replyId });
    if (reason === 'reply_bounced')
      events.push({ at: openedAt, actor: service, kind: 'reply-returned', replyId });
  }
  return events;
}
