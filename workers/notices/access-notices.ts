import { communeByInsee } from '../../src/registry/find-commune.js';
import type { Person } from '../../src/registry/person.js';
import type {
  FactsOf,
  NamedSchool,
  PlainDate,
  ReplyFacts,
  SchoolUnderstood,
  Succession,
} from '../../src/reply/reply-facts.js';
import type { NoticeContext } from '../../src/store/notice-context.js';
import type { NoticeAsk } from './owe-notice.js';

type Named = Pick<Person, 'firstName' | 'lastName'>;

/** What is done at laclasse.com and is told, each to one person. */
export type DoneAccess =
  | {
      kind: 'access-open';
      schools: readonly SchoolUnderstood[];
      openedOn: PlainDate;
      isAddition?: boolean;
      remaining?: number;
    }
  | { kind: 'access-closed'; schools: readonly SchoolUnderstood[]; closedOn: PlainDate }
  | {
      kind: 'account-ready';
      schools: readonly NamedSchool[];
      administrator: Named;
      account: FactsOf<'account-ready'>['account'];
      login: string | null;
    }
  | {
      kind: 'administrator-changed';
      successions: readonly Succession[];
      changedOn: PlainDate;
      recipient: 'former' | 'new' | 'commune';
    };

/**
 * Pure: what to give `oweNotice` once an order is done. `version` names what is told (an order's identifier), so that it
 * is told once to each. The commune's letters are threaded with its form; a person who never wrote to us gets
 * a letter that starts a thread.
 */
export function accessNotice(
  context: NoticeContext,
  done: DoneAccess,
  to: { recipient: string; cc?: string | null; version: string; reference: string },
): NoticeAsk {
  const { recipient, cc = null, version, reference } = to;
  const { message } = context;
  const isTheSender = recipient === context.sender;
  return {
    requestId: context.requestId,
    message: isTheSender || message === null ? message : { ...message, rfcMessageId: null, referenceIds: [] },
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
        ...{ kind: done.kind, ...common, originalSubject: '', administratorName: nameOf(done.administrator) },
        ...{ administeredSchools: done.schools, account: done.account, login: done.login },
      };
    case 'administrator-changed':
      return { ...common, originalSubject: '', ...done };
  }
}

export function nameOf({ firstName, lastName }: Named): string {
  return `${firstName} ${lastName}`.trim();
}
