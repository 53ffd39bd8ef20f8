import { randomUUID } from 'node:crypto';
import { receptionDay } from '../../provisioning/deadlines.js';
import { schoolYearOf } from '../../registry/school-year.js';
import { messageIdOf } from '../../reply/message-id.js';
import { type WrittenReply, writeCircular } from '../../reply/write-reply.js';
import {
  insertCircular,
  isCircularSent,
  type OwedCircular,
  oweCircular,
  stopCircular,
} from '../../store/circulars/circulars.js';
import { loadContacts, loadUnwritten } from '../../store/circulars/contacts.js';
import type { Queries } from '../../store/database.js';
import type { Agent } from '../../store/desk/agents.js';
import { appendAudit } from '../../store/desk/audit.js';
import type { CircularKind } from '../../store/tables/circulars.js';
import { type Desk, type NotDone, refused } from '../desk.js';
import { fingerprintOf } from '../letters.js';
import { maySupervise } from '../may-act.js';
import { type Audience, type Choice, chooseRecipients } from './audience.js';

export type CircularAsked = { kind: CircularKind; subject: string; body: string; audience: Audience };

export type CircularPreview = Choice & {
  kind: 'preview';
  /** As one of them would read it; its link refuses nothing. */
  letter: WrittenReply;
  perHour: number;
  fingerprint: string;
};

/** Article 5-2: the commune is owed word of interruptions; of news it is told, and may refuse more. */
const why: Record<CircularKind, string> = {
  interruption:
    'Vous recevez ce message parce que la convention prévoit de vous informer des interruptions du service.',
  news: 'Vous recevez ce message parce que vous êtes correspondant ou administrateur de laclasse.com.',
};

const MOST_SUBJECT = 150;
const MOST_BODY = 10_000;

/** Changes nothing: who would get what. */
export async function previewCircular(
  desk: Desk,
  asked: CircularAsked,
  db: Queries = desk.db,
): Promise<CircularPreview | NotDone> {
  const { kind, subject, body, audience } = asked;
  const isRight =
    subject.trim() !== '' && subject.length <= MOST_SUBJECT && body.trim() !== '' && body.length <= MOST_BODY;
  if (!isRight) return refused('wrong-value');
  const today = receptionDay(desk.clock.now());
  const contacts = await loadContacts(db, schoolYearOf(today), today.toString());
  const unwritten = await loadUnwritten(db, [...new Set(contacts.map(({ address }) => address))]);
  const choice = chooseRecipients(contacts, audience, unwritten, { mayBeRefused: kind === 'news' });
  if (choice.recipients.length === 0) return refused('nobody-chosen');
  return {
    ...{ kind: 'preview', ...choice, letter: letterFor(desk, asked, '00000000-0000-4000-8000-000000000000') },
    perHour: desk.committee.circularsPerHour,
    fingerprint: fingerprintOf(kind, subject, body, choice.recipients),
  };
}

function letterFor(desk: Desk, { kind, subject, body }: CircularAsked, replyId: string): WrittenReply {
  const refusalLink = kind === 'news' ? desk.newsRefusals.linkOf(replyId) : null;
  return writeCircular(
    { isInterruption: kind === 'interruption', subject, body, why: why[kind], refusalLink },
    desk.service,
  );
}

export type SentCircular = { kind: 'done'; circularId: string; recipients: number } | NotDone;

/**
 * A supervisor sends a circular: its recipients are those of the preview, each owed one letter, in one transaction. The
 * same identifier again sends nothing more. The first leaves once it cannot be stopped at leisure, the others at the pace.
 */
export async function sendCircular(
  desk: Desk,
  agent: Agent,
  asked: CircularAsked & { circularId: string; fingerprint: string },
): Promise<SentCircular> {
  if (!maySupervise(agent)) return { kind: 'forbidden' };
  const { circularId, kind, subject, body, audience } = asked;
  const at = desk.clock.now();
  return desk.db.transaction().execute(async (tx) => {
    const perHour = desk.committee.circularsPerHour;
    const circular = { id: circularId, kind, subject, body, audience, perHour, agentId: agent.id, at };
    if (await isCircularSent(tx, circularId)) return { kind: 'done', circularId, recipients: 0 };
    const preview = await previewCircular(desk, asked, tx);
    if (preview.kind !== 'preview') return preview;
    if (preview.fingerprint !== asked.fingerprint) return refused('plan-changed');
    if (!(await insertCircular(tx, circular))) return { kind: 'done', circularId, recipients: 0 };
    const owed = preview.recipients.map(({ address, toldAs }, rank): OwedCircular => {
      const replyId = randomUUID();
      const domain = desk.service.email.slice(desk.service.email.lastIndexOf('@') + 1);
      const reference = `annonce-${circularId.slice(0, 8)}`;
      return {
        ...{ replyId, address, toldAs, ...letterFor(desk, asked, replyId) },
        rfcMessageId: messageIdOf({ reference, kind: `circular-${kind}`, replyId, domain }),
        dueAt: new Date(at.getTime() + desk.undoMs + Math.floor((rank * 3_600_000) / perHour)),
      };
    });
    await oweCircular(tx, circular, owed);
    const facts = { circularId, circular: kind, recipients: owed.length, perHour };
    await appendAudit(tx, { at, agentId: agent.id, verb: 'send-circular', requestId: null, facts });
    return { kind: 'done', circularId, recipients: owed.length };
  });
}

/** Stops what has not left yet. */
export async function haltCircular(
  desk: Desk,
  agent: Agent,
  { circularId, reason }: { circularId: string; reason: string },
): Promise<{ kind: 'done'; stopped: number } | NotDone> {
  if (!maySupervise(agent)) return { kind: 'forbidden' };
  if (reason.trim() === '') return refused('missing-reason');
  const at = desk.clock.now();
  return desk.db.transaction().execute(async (tx) => {
    const by = { id: circularId, agentId: agent.id, login: agent.login, reason: reason.trim(), at };
    const stopped = await stopCircular(tx, by);
    if (stopped === null) return refused('not-found');
    const facts = { circularId, stopped, reason: reason.trim() };
    await appendAudit(tx, { at, agentId: agent.id, verb: 'stop-circular', requestId: null, facts });
    return { kind: 'done', stopped };
  });
}
