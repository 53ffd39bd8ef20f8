import type { ReadingChange } from '../../decision/compare-readings.js';
import type { Reading } from '../../form/reading.js';
import type { LeftStatus } from '../../provisioning/active-clock.js';
import type { Person } from '../../registry/person.js';
import type { AccessOrderStatus, ReplyStatus, RequestStatus } from '../statuses.js';
import type { QueueTab } from '../tables/desk.js';
import type { ListedDocument, OwedAttachment } from '../tables.js';

/** Who did something, when it was a person of the team. */
export type ActingAgent = { id: string; name: string };

export type RequestHead = {
  id: string;
  reference: string;
  /** What a verb must name: see `Conflict`. */
  version: number;
  status: RequestStatus;
  tab: QueueTab | null;
  reasons: string[];
  resolution: string | null;
  mergedInto: { id: string; reference: string } | null;
  communeInsee: string | null;
  sender: string;
  /** Mails of ours that never reached its sender. */
  bounces: { count: number; lastAt: Date } | null;
  openedAt: Date;
  dueOn: string;
  targetOn: string;
  waitingSince: Date | null;
  /** The statuses it has left, in order. */
  past: LeftStatus[];
  assignee: (ActingAgent & { until: Date }) | null;
};

/** Its bytes are read apart (`loadRaw`). */
export type RequestMessage = {
  id: string;
  receivedAt: Date;
  sizeBytes: number;
  leftOnServer: 'too_large' | 'not_given' | null;
  kind: string | null;
  mayAnswer: boolean;
  reasons: string[];
  authenticity: string | null;
  from: string | null;
  replyTo: string | null;
  subject: string;
  rfcMessageId: string | null;
  referenceIds: string[];
  documents: ListedDocument[];
  folder: string | null;
};

/** What an agent wrote over one field of a reading; the reading itself never changes. */
export type ReadingEdit = {
  sequence: number;
  field: string;
  /** Null: the field is to be taken as empty. */
  value: string | null;
  /** True when the agent took the field's edits back. */
  isWithdrawn: boolean;
  agent: ActingAgent;
  editedAt: Date;
};

/** Every reading made of a document, the latest rules last; `isCurrent` for the one that counts. */
export type RequestReading = {
  id: string;
  messageId: string;
  path: string;
  documentName: string;
  documentType: string;
  documentSha256: string;
  rules: string;
  madeAt: Date;
  isCurrent: boolean;
  reading: Reading;
  /** Oldest first, those taken back too. */
  edits: ReadingEdit[];
};

/** What a form changed against the one before it in its request. */
export type RequestCorrection = { messageId: string; readingId: string; changes: ReadingChange[] };

export type RequestDecision = {
  id: string;
  messageId: string;
  outcome: string;
  reasons: string[];
  decidedAt: Date;
};

export type ReplyAttempt = { attemptedAt: Date; outcome: string; response: string };

export type RequestReply = {
  id: string;
  messageId: string;
  kind: string;
  recipient: string;
  subject: string;
  text: string;
  html: string;
  attachments: OwedAttachment[];
  status: ReplyStatus;
  owedAt: Date;
  dueAt: Date;
  sentAt: Date | null;
  lastResponse: string | null;
  actionId: string | null;
  attempts: ReplyAttempt[];
};

export type RequestChange = {
  id: string;
  kind: string;
  uai: string | null;
  /** A `PlannedChange` without its kind. */
  facts: Record<string, unknown>;
  appliedAt: Date;
  undoneAt: Date | null;
  actionId: string | null;
};

export type RequestOrder = {
  id: string;
  kind: string;
  uai: string;
  schoolName: string;
  administrator: Person;
  askedOn: string;
  dueOn: string;
  targetOn: string;
  notBefore: string | null;
  status: AccessOrderStatus;
  attempts: number;
  doneAt: Date | null;
  proof: unknown;
  actionId: string | null;
};

export type RequestWorkItem = {
  id: string;
  reason: string;
  messageId: string | null;
  /** The reply, for `reply_refused` and `reply_bounced`; else the message. */
  subjectId: string;
  openedAt: Date;
  closedAt: Date | null;
};

export type RequestAction = {
  id: string;
  verb: string;
  agent: ActingAgent;
  facts: Record<string, unknown>;
  doneAt: Date;
  /** Until then, and while nothing else happened to the request, it may be undone. */
  undoUntil: Date;
  undoneAt: Date | null;
  undoneBy: ActingAgent | null;
  versionAfter: number | null;
};
