import { isSharedDomain } from '../decision/agent/is-shared-domain.js';
import type { Decision } from '../decision/decide.js';
import type { ReasonCode } from '../decision/outcome.js';
import { lockSubjects } from '../store/cases.js';
import type { Queries } from '../store/database.js';
import { closeWorkItems, type LockedRequest, moveLockedRequest } from '../store/desk/actions.js';
import type { Agent } from '../store/desk/agents.js';
import { findRequest } from '../store/desk/find-request.js';
import { addTrustedSender, type TrustedSender } from '../store/desk/trusted-senders.js';
import { type AcceptancePreview, type Prepared, prepareAcceptance, saveAcceptance } from './accept.js';
import { type Acting, act, type Deed } from './act.js';
import { prepareCorrections } from './ask-corrections.js';
import { decideAnew } from './decide-anew.js';
import { type Desk, type NotDone, type OnRequest, type Outcome, refused } from './desk.js';
import { isOpen } from './is-open.js';
import { fingerprintOf, type Letter } from './letters.js';
import { type OpenCase, openCase } from './open-case.js';
import { oweLetter } from './owe-letter.js';

export type ConfirmInput = {
  readingId?: string;
  /** The address alone, or all who write from its domain. */
  kind: 'address' | 'domain';
};

/** Who would be trusted for which commune, and what the service decides once they are. */
export type ConfirmPreview = {
  kind: 'preview';
  sender: TrustedSender;
  outcome: Decision['outcome'];
  /** Why, once the sender is confirmed. */
  reasons: readonly ReasonCode[];
  /** What acceptance does, when that is the outcome. */
  acceptance: AcceptancePreview | null;
  /** What leaves, when something does. */
  letter: Letter | null;
  fingerprint: string;
};

type Confirming = { preview: ConfirmPreview; opened: OpenCase; prepared: Prepared | null };

/** Changes nothing. */
export async function previewConfirmSender(
  desk: Desk,
  { requestId, ...input }: ConfirmInput & { requestId: string },
): Promise<ConfirmPreview | NotDone> {
  const request = await findRequest(desk.db, requestId);
  if (request === null) return refused('not-found');
  const confirming = await prepare(desk, desk.db, request, input);
  return 'preview' in confirming ? confirming.preview : confirming;
}

async function prepare(
  desk: Desk,
  db: Queries,
  request: Omit<LockedRequest, 'state'>,
  { readingId, kind }: ConfirmInput,
): Promise<Confirming | NotDone> {
  const opened = await openCase(db, request.id, { today: desk.clock.now(), readingId, trusting: true });
  if (opened === null || opened.message.from === null) return refused('no-form');
  const { message, commune } = opened;
  if (message.authenticity === 'forged') return refused('blocked', ['forged']);
  if (commune === null) return refused('blocked', ['commune_unknown']);
  const domain = message.from!.slice(message.from!.lastIndexOf('@') + 1);
  if (kind === 'domain' && isSharedDomain(domain)) return refused('shared-domain');

  const sender = { communeInsee: commune.insee, kind, value: kind === 'domain' ? domain : message.from! };
  const decision = decideAnew(opened);
  const given = readingId === undefined ? {} : { readingId };
  const whole = { positions: 'all', removals: [], besides: [], acknowledged: [] } as const;
  const accepted =
    decision.outcome === 'accept'
      ? await prepareAcceptance(desk, db, request, { ...given, selection: whole }, { trusting: true })
      : null;
  if (accepted !== null && !('preview' in accepted)) return accepted;
  const corrections =
    decision.outcome === 'correct'
      ? await prepareCorrections(desk, db, request, given, { trusting: true })
      : null;
  const letter =
    accepted?.preview.letter ?? (corrections !== null && 'letter' in corrections ? corrections.letter : null);
  const { outcome, reasons } = decision;
  const fingerprint = fingerprintOf(sender, outcome, reasons, accepted?.preview.fingerprint, letter?.text);
  return {
    opened,
    prepared: accepted,
    preview: {
      ...{ kind: 'preview', sender, outcome, reasons, letter, fingerprint },
      acceptance: accepted?.preview ?? null,
    },
  };
}

/** The sender is trusted for this commune from now on, and the form decided on anew, by the service's own rules. */
export async function confirmSender(
  desk: Desk,
  agent: Agent,
  { readingId, kind, fingerprint, ...on }: OnRequest & ConfirmInput & { fingerprint: string },
): Promise<Outcome> {
  const input = { kind, ...(readingId === undefined ? {} : { readingId }) };
  return act(desk, agent, 'confirm-sender', on, async (acting) => {
    if (!isOpen(acting.request)) return refused('not-open');
    const first = await prepare(desk, acting.tx, acting.request, input);
    if (!('preview' in first)) return first;
    await lockSubjects(acting.tx, [`commune:${first.preview.sender.communeInsee}`]);
    const confirming = await prepare(desk, acting.tx, acting.request, input);
    if (!('preview' in confirming)) return confirming;
    if (confirming.preview.fingerprint !== fingerprint) return refused('plan-changed');
    return save(acting, confirming);
  });
}

async function save(acting: Acting, { preview, opened, prepared }: Confirming): Promise<Deed> {
  const { tx, agent, at } = acting;
  const { sender, outcome, reasons } = preview;
  const isNew = await addTrustedSender(tx, sender, { by: agent.id, at });
  const trusted = isNew ? [sender] : [];
  const deed =
    prepared === null ? await saveOther(acting, preview, opened) : await saveAcceptance(acting, prepared);
  return {
    ...deed,
    facts: { ...deed.facts, communeInsee: sender.communeInsee, senderKind: sender.kind, outcome, reasons },
    before: { ...deed.before, trusted },
  };
}

/** Not accepted: the commune has something to mend, or an agent something to judge. */
async function saveOther(
  acting: Acting,
  { outcome, reasons, letter, sender }: ConfirmPreview,
  opened: OpenCase,
): Promise<Deed> {
  const { tx, request, at } = acting;
  const isBack = outcome === 'correct' && letter !== null;
  const closedItems = isBack ? await closeWorkItems(tx, request.id, at) : [];
  if (isBack) await oweLetter(acting, letter, opened.messages);
  const version = await moveLockedRequest(tx, request.id, {
    status: isBack ? 'awaiting-commune' : 'awaiting-agent',
    reasons,
    communeInsee: sender.communeInsee,
  });
  return { kind: 'deed', version, facts: { letter: letter?.kind ?? null }, before: { closedItems } };
}
