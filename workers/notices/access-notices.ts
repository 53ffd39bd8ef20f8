import { communeByInsee } from '../../src/registry/find-commune.js';
import type { PlainDate, ReplyFacts, SchoolUnderstood } from '../../src/reply/reply-facts.js';
import type { NoticeContext } from '../../src/store/notice-context.js';
import type { NoticeAsk } from './owe-notice.js';

type Named = { firstName: string; lastName: string };
type School = { name: string; uai: string };

/** What is done at laclasse.com and is told, each to one person. */
export type DoneAccess =
  | { kind: 'access-open'; schools: readonly SchoolUnderstood[]; openedOn: PlainDate }
  | { kind: 'access-closed'; schools: readonly SchoolUnderstood[]; closedOn: PlainDate }
  /** `login`: null when the person uses an account they already have. */
  | { kind: 'account-ready'; school: School; administrator: Named; login: string | null }
  | {
      kind: 'administrator-changed';
      school: School;
      former: Named;
      administrator: Named;
      changedOn: PlainDate;
      recipient: 'former' | 'new' | 'commune';
    };

/**
 * Pure: what to give `oweNotice` once an order is done. `version` names what is told (an order's identifier, a plan's day),
 * so that it is told once to each. The commune's letters are threaded with its form; a person who never wrote to us gets
 * a letter that starts a thread.
 */
export function accessNotice(
  context: NoticeContext,
  done: DoneAccess,
  to: { recipient: string; cc?: string | null; version: string; reference: string },
): NoticeAsk {
  const { recipient, cc = null, version, reference } = to;
  const isTheSender = recipient === context.sender;
  const message = isTheSender
    ? context.message
    : { ...context.message, rfcMessageId: null, referenceIds: [] };
  return {
    requestId: context.requestId,
    message,
    facts: factsOf(context, done, reference),
    recipient,
    cc,
    version,
  };
}

function factsOf(context: NoticeContext, done: DoneAccess, reference: string): ReplyFacts {
  const { communeInsee, receivedAt, subject } = context;
  const communeName = communeInsee === null ? null : (communeByInsee(communeInsee)?.name ?? null);
  const common = { reference, receivedAt, communeName, originalSubject: subject };
  switch (done.kind) {
    case 'access-open':
    case 'access-closed':
      return { ...common, ...done };
    case 'account-ready':
      return {
        ...{ kind: done.kind, ...common, originalSubject: '' },
        ...{ school: done.school, administratorName: nameOf(done.administrator), login: done.login },
      };
    case 'administrator-changed':
      return {
        ...{ kind: done.kind, ...common, originalSubject: '' },
        ...{ school: done.school, changedOn: done.changedOn, recipient: done.recipient },
        ...{ formerName: nameOf(done.former), newName: nameOf(done.administrator) },
      };
  }
}

function nameOf({ firstName, lastName }: Named): string {
  return `${firstName} ${lastName}`.trim();
}
