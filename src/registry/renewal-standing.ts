import { Temporal } from 'temporal-polyfill';

/** The letters of a campaign. `reminder-1` is the first reminder; `renewed` tells that silence renewed the list. */
export type RenewalLetter = 'opening' | `reminder-${number}` | 'renewed';

/** How a commune that did not answer was settled: by its silence, or by an agent who renews its list or leaves it as it is. */
export type Settlement = 'renewed' | 'renewed-by-agent' | 'left-by-agent';

/** The letters that arrived, as far as mail tells, before silence renewed a list. */
export type SilenceEvidence = {
  letters: readonly { letter: RenewalLetter; replyId: string; recipient: string; sentAt: string }[];
  renewedFrom: number;
  schools: number;
};

export type LetterSent = {
  letter: RenewalLetter;
  replyId: string;
  recipient: string;
  /** Of the outbox. */
  status: 'held' | 'suppressed' | 'queued' | 'sending' | 'sent' | 'bounced' | 'failed' | 'cancelled';
  sentAt: Date | null;
};

/** What a campaign knows of one commune. */
export type ParticipantFacts = {
  /** The follow-up person: none, one whose address sends mail back, or one that may be written to. */
  contact: 'living' | 'none' | 'unreachable';
  hasList: boolean;
  /** The convention ends before the school year begins. */
  isLeaving: boolean;
  /** Those given up for another are left out. */
  letters: readonly LetterSent[];
  /** The latest request that answers, unless it was closed without being accepted. */
  answer: { kind: 'list' | 'no-change'; isLate: boolean; isAccepted: boolean } | null;
  settledAs: Settlement | null;
};

/** Why a commune’s silence may not renew its list: an agent looks. */
export const renewalBlocks = [
  'no_contact',
  'contact_unreachable',
  'no_list',
  'letter_bounced',
  'letter_refused',
  'letter_not_sent',
] as const;
export type RenewalBlock = (typeof renewalBlocks)[number];

export const renewalStandings = [
  'to-write',
  'written',
  'reminded',
  'answered',
  'unchanged',
  'late',
  'renewed',
  'decided',
  'blocked',
  'leaving',
] as const;
export type RenewalStanding = (typeof renewalStandings)[number];

export type Standing = { standing: RenewalStanding; blockedBy: RenewalBlock | null };

/** Pure: where a commune stands in a campaign. An answer, then a settlement, count before what happened to our letters. */
export function renewalStanding(facts: ParticipantFacts): Standing {
  const { answer, settledAs, letters, isLeaving } = facts;
  const is = (standing: RenewalStanding): Standing => ({ standing, blockedBy: null });
  if (answer?.isLate) return is('late');
  if (answer !== null) return is(answer.kind === 'no-change' && answer.isAccepted ? 'unchanged' : 'answered');
  if (settledAs !== null) return is(settledAs === 'renewed' ? 'renewed' : 'decided');
  if (isLeaving) return is('leaving');
  const blockedBy = blockOf(facts);
  if (blockedBy !== null) return { standing: 'blocked', blockedBy };
  if (letters.some(({ letter }) => letter.startsWith('reminder-'))) return is('reminded');
  return is(letters.length > 0 ? 'written' : 'to-write');
}

function blockOf({ contact, hasList, letters }: ParticipantFacts): RenewalBlock | null {
  if (!hasList) return 'no_list';
  if (letters.some(({ status }) => status === 'bounced')) return 'letter_bounced';
  if (letters.some(({ status }) => status === 'failed')) return 'letter_refused';
  if (contact === 'none') return 'no_contact';
  if (contact === 'unreachable') return 'contact_unreachable';
  return null;
}

/** What silence leads to, once the campaign is closed and its answers had time to come. */
export type Silence =
  | { kind: 'renews'; evidence: SilenceEvidence['letters'] }
  | { kind: 'blocked'; by: RenewalBlock }
  /** It answered, is settled, or leaves. */
  | { kind: 'none' };

/** Pure. Silence renews only when the opening letter left and nothing of ours came back. */
export function silenceOf(facts: ParticipantFacts): Silence {
  const { standing, blockedBy } = renewalStanding(facts);
  if (blockedBy !== null) return { kind: 'blocked', by: blockedBy };
  if (!['to-write', 'written', 'reminded'].includes(standing)) return { kind: 'none' };
  const arrived = facts.letters.filter(({ status, sentAt }) => status === 'sent' && sentAt !== null);
  if (!arrived.some(({ letter }) => letter === 'opening')) return { kind: 'blocked', by: 'letter_not_sent' };
  return {
    kind: 'renews',
    evidence: arrived.map(({ letter, replyId, recipient, sentAt }) => {
      return { letter, replyId, recipient, sentAt: sentAt!.toISOString() };
    }),
  };
}

export type LetterDays = {
  opensOn: Temporal.PlainDate;
  remindsOn: readonly Temporal.PlainDate[];
  lastDay: Temporal.PlainDate;
};

/** A commune just written to is left this many days before it is reminded. */
const LEFT_ALONE_DAYS = 5;

/**
 * Pure: the letter a commune is owed today, while the campaign is open; null when none. Of several reminders whose day
 * has passed only the latest is sent.
 */
export function letterDue(
  facts: ParticipantFacts,
  days: LetterDays,
  today: Temporal.PlainDate,
  dayOf: (instant: Date) => Temporal.PlainDate,
): RenewalLetter | null {
  const { standing } = renewalStanding(facts);
  if (isBefore(today, days.opensOn) || isBefore(days.lastDay, today)) return null;
  if (standing === 'to-write') return 'opening';
  if (standing !== 'written' && standing !== 'reminded') return null;
  const passed = days.remindsOn.filter((day) => !isBefore(today, day)).length;
  const letter = `reminder-${passed}` as const;
  const opening = facts.letters.find((one) => one.letter === 'opening');
  if (passed === 0 || opening === undefined || opening.sentAt === null) return null;
  if (facts.letters.some((one) => one.letter === letter)) return null;
  const isTooSoon = isBefore(today, dayOf(opening.sentAt).add({ days: LEFT_ALONE_DAYS }));
  return isTooSoon ? null : letter;
}

function isBefore(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) < 0;
}
