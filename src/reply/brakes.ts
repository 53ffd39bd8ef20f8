import { randomUUID } from 'node:crypto';
import type { ReplyKind } from './reply-kinds.js';

/** What a brake stops: replies to an address, about a request, or all of them. */
export type BrakeScope = 'address' | 'request' | 'service';

/** Most replies in a window. Past one of them a loop or an attack is likelier than a town hall. */
export type BrakeLimits = {
  addressPerHour: number;
  addressPerDay: number;
  requestPerDay: number;
  servicePerHour: number;
};

/** A reply about to be owed. */
export type BrakedReply = { id: string; recipient: string; requestId: string | null };

/** Replies owed lately about one subject (since its last brake was lifted), and the brake that is on, if any. */
export type ReplyTraffic = {
  scope: BrakeScope;
  subject: string;
  lastHour: number;
  lastDay: number;
  brakeId: string | null;
};

/** A brake that these replies put on. */
export type NewBrake = { id: string; scope: BrakeScope; subject: string; most: number; windowMs: number };

/** Which replies are held, by which brake; and the brakes that were not on before. */
export type Braking = { heldBy: ReadonlyMap<string, string>; brakes: readonly NewBrake[] };

export const SERVICE = 'service';

/**
 * Owed once for each person whom an order concerns, whatever mail is received: a list of a hundred schools has a hundred
 * of them, and no loop makes one more. They count for no request; their address and the service have their limits.
 */
export const uncountedByRequest: readonly ReplyKind[] = [
  'account-ready',
  'administrator-changed',
  'administrator-access-ending',
  'convention-continues',
];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Pure: takes the replies in order, each counting for those after it. A reply held counts for nothing. */
export function brake(
  replies: readonly BrakedReply[],
  traffic: readonly ReplyTraffic[],
  limits: BrakeLimits,
): Braking {
  const counts = new Map(traffic.map((each) => [key(each.scope, each.subject), { ...each }]));
  const heldBy = new Map<string, string>();
  const brakes: NewBrake[] = [];

  for (const reply of replies) {
    const subjects = subjectsOf(reply).map((each) => countOf(counts, each));
    const on =
      subjects.find(({ brakeId }) => brakeId !== null) ??
      subjects.find((subject) => limitReached(subject, limits) !== null);
    if (on !== undefined) {
      on.brakeId ??= putOn(on);
      heldBy.set(reply.id, on.brakeId);
      continue;
    }
    for (const subject of subjects) {
      subject.lastHour += 1;
      subject.lastDay += 1;
    }
  }
  return { heldBy, brakes };

  function putOn({ scope, subject, ...counts }: ReplyTraffic): string {
    const id = randomUUID();
    brakes.push({ id, scope, subject, ...limitReached({ scope, subject, ...counts }, limits)! });
    return id;
  }
}

type Subject = Pick<ReplyTraffic, 'scope' | 'subject'>;

function subjectsOf({ recipient, requestId }: BrakedReply): Subject[] {
  return [
    { scope: 'address', subject: recipient },
    ...(requestId === null ? [] : [{ scope: 'request' as const, subject: requestId }]),
    { scope: 'service', subject: SERVICE },
  ];
}

function key(scope: BrakeScope, subject: string): string {
  return `${scope}:${subject}`;
}

function countOf(counts: Map<string, ReplyTraffic>, { scope, subject }: Subject): ReplyTraffic {
  const known = counts.get(key(scope, subject));
  if (known !== undefined) return known;
  const fresh: ReplyTraffic = { scope, subject, lastHour: 0, lastDay: 0, brakeId: null };
  counts.set(key(scope, subject), fresh);
  return fresh;
}

function limitReached({ scope, lastHour, lastDay }: ReplyTraffic, limits: BrakeLimits) {
  const checks: Record<BrakeScope, [count: number, most: number, windowMs: number][]> = {
    address: [
      [lastHour, limits.addressPerHour, HOUR_MS],
      [lastDay, limits.addressPerDay, DAY_MS],
    ],
    request: [[lastDay, limits.requestPerDay, DAY_MS]],
    service: [[lastHour, limits.servicePerHour, HOUR_MS]],
  };
  const reached = checks[scope].find(([count, most]) => count >= most);
  return reached === undefined ? null : { most: reached[1], windowMs: reached[2] };
}
