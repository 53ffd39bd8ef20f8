/**
 * The lives of things, as tables: from each status, those it may become. One that leads nowhere is final.
 * Every update names the statuses it may leave, so that a step done twice finds nothing left to do.
 */

/** A message: its bytes are kept, then it is read, then decided. */
export const messageLife = {
  kept: ['read', 'decided'],
  read: ['decided'],
  decided: [],
} as const satisfies Life;

/** A request (dossier). Waiting for the commune, or for an agent, or accepted until its access is open. */
export const requestLife = {
  'awaiting-commune': ['awaiting-agent', 'accepted', 'closed'],
  'awaiting-agent': ['awaiting-commune', 'accepted', 'closed'],
  accepted: ['opened', 'awaiting-agent', 'awaiting-commune', 'closed'],
  opened: ['awaiting-agent'],
  closed: ['awaiting-agent'],
} as const satisfies Life;

/**
 * A reply we owe. `held` waits for an agent's click, or came due while all replies were held; `suppressed` would repeat a refusal of the same day; `failed` was
 * refused for good and is an agent's item.
 */
export const replyLife = {
  held: ['queued', 'cancelled'],
  suppressed: ['queued', 'cancelled'],
  queued: ['sending', 'held', 'cancelled'],
  sending: ['sent', 'queued', 'held', 'failed'],
  sent: ['bounced'],
  bounced: [],
  failed: ['queued', 'cancelled'],
  cancelled: [],
} as const satisfies Life;

/** What must be done at laclasse.com. */
export const accessOrderLife = {
  planned: ['done', 'held', 'cancelled'],
  held: ['planned', 'done', 'cancelled'],
  done: [],
  cancelled: [],
} as const satisfies Life;

type Life = Record<string, readonly string[]>;

export type MessageStatus = keyof typeof messageLife;
export type RequestStatus = keyof typeof requestLife;
export type ReplyStatus = keyof typeof replyLife;
export type AccessOrderStatus = keyof typeof accessOrderLife;

/** The statuses from which `status` may be reached: what an update's `where` names. */
export function statusesBefore<Status extends string>(
  life: Record<Status, readonly string[]>,
  status: Status,
): Status[] {
  return (Object.keys(life) as Status[]).filter((from) => life[from].includes(status));
}
