import type { Case, EarlierForm } from '../../src/decision/case.js';
import { type Decision, isForm } from '../../src/decision/decide.js';
import type { Reading } from '../../src/form/reading.js';
import { type ChangePlan, listAfter } from '../../src/registry/change.js';
import {
  type EarlierReading,
  type KnownRequest,
  loadCommunes,
  loadEarlierReadings,
  loadLatestForms,
  loadRequests,
  type ReadMessage,
  type ReadMessageDocument,
  type StoredCommune,
} from '../../src/store/cases.js';
import type { Tx } from '../../src/store/database.js';

/**
 * What the decisions of one batch rest on, loaded at once, and kept true as they are taken: the second message of a
 * batch sees what the first one changed.
 */
export type CaseBook = {
  caseOf(message: ReadMessage): Case;
  /** The request that this message's form came in before, or that it belongs to. */
  request(id: string): KnownRequest;
  /** The form this request was last judged on; null when none came yet. */
  latestForm(requestId: string): Reading | null;
  note(message: ReadMessage, decision: Decision, request: KnownRequest | null): void;
  /** Communes whose list an acceptance of this batch changed. */
  commune(insee: string): StoredCommune;
};

/** The names of what two transactions must not decide about at the same time. */
export function subjectsOf(messages: readonly ReadMessage[]): string[] {
  return messages.flatMap((message) => [
    ...(message.from === null ? [] : [`sender:${message.from}`]),
    ...communesOf(message).map((insee) => `commune:${insee}`),
  ]);
}

function communesOf({ documents }: ReadMessage): string[] {
  return documents.flatMap(({ reading }) => reading.commune?.value.insee ?? []);
}

export async function openCaseBook(
  tx: Tx,
  messages: readonly ReadMessage[],
  time: { day: string; schoolYear: number },
): Promise<CaseBook> {
  const documents = messages.flatMap((message) => message.documents.filter(({ reading }) => isForm(reading)));
  const earlier = await loadEarlierReadings(tx, documents);
  const communes = await loadCommunes(tx, [...new Set(messages.flatMap(communesOf))], time);
  const known = await loadRequests(tx, {
    ids: earlier.map((reading) => reading.requestId),
    references: messages.flatMap((message) => message.requestReference ?? []),
    mails: messages.flatMap((message) => message.referenceIds),
    senders: messages.flatMap((message) => message.from ?? []),
  });
  const requests = new Map(known.map((request) => [request.id, request]));
  const open = known.filter(isOpen).map((request) => request.id);
  const forms = await loadLatestForms(tx, open);

  return {
    caseOf(message) {
      const form = message.documents.find(({ reading }) => isForm(reading));
      const insee = form?.reading.commune?.value.insee;
      const commune = insee === undefined ? undefined : communes.get(insee);
      const isSenderTrusted = commune !== undefined && isTrusted(message.from, commune);
      return {
        message,
        documents: message.documents,
        commune: commune === undefined ? null : { ...commune, isSenderTrusted },
        earlier: form === undefined ? null : earlierForm(message, form, isSenderTrusted, earlier),
        joins: requestJoined(message, insee ?? null, communes, [...requests.values()]),
      };
    },
    request: (id) => requests.get(id)!,
    commune: (insee) => communes.get(insee)!,
    latestForm: (requestId) => forms.get(requestId) ?? null,
    note(message, decision, request) {
      if (request === null) return;
      requests.set(request.id, request);
      if (decision.form !== null) forms.set(request.id, decision.form.reading);
      for (const document of message.documents) earlier.push(asEarlier(message, document, request.id));
      if (decision.outcome === 'accept') applyPlan(communes, decision);
    },
  };
}

function isTrusted(from: string | null, { trusted }: StoredCommune): boolean {
  if (from === null) return false;
  return trusted.addresses.has(from) || trusted.domains.has(from.slice(from.lastIndexOf('@') + 1));
}

/** What somebody sent before is told only to the same sender, or to one trusted for the commune. */
function earlierForm(
  message: ReadMessage,
  form: ReadMessageDocument,
  isSenderTrusted: boolean,
  earlier: readonly EarlierReading[],
): EarlierForm | null {
  const mayBeTold = earlier.filter((one) => one.sender === message.from || isSenderTrusted);
  const sameDocument = mayBeTold.find((one) => one.documentSha256 === form.sha256);
  const insee = form.reading.commune?.value.insee;
  const latest = mayBeTold.findLast((one) => one.communeInsee === insee);
  const sameContent = form.contentKey !== null && latest?.contentKey === form.contentKey ? latest : undefined;
  const found = sameDocument ?? sameContent;
  if (found === undefined) return null;
  const sameAs = sameDocument === undefined ? 'content' : 'document';
  return { sameAs, requestId: found.requestId, receivedAt: found.receivedAt };
}

/**
 * The open request that a message belongs to: by our reference, by a mail of ours it answers, or because its sender
 * waits with us for the same commune. Somebody else's reference is not enough: the sender must be the request's own,
 * or trusted for its commune.
 */
function requestJoined(
  message: ReadMessage,
  insee: string | null,
  communes: ReadonlyMap<string, StoredCommune>,
  requests: readonly KnownRequest[],
): Case['joins'] {
  const entitled = requests.filter((request) => {
    const commune = request.communeInsee === null ? undefined : communes.get(request.communeInsee);
    return request.sender === message.from || (commune !== undefined && isTrusted(message.from, commune));
  });
  const named = entitled.find(
    (request) =>
      request.reference === message.requestReference ||
      request.rfcMessageIds.some((id) => message.referenceIds.includes(id)),
  );
  const waiting = entitled.find(
    (request) => request.status === 'awaiting-commune' && (request.communeInsee ?? insee) === insee,
  );
  const joined = named ?? waiting;
  const hasForm = message.documents.some(({ reading }) => isForm(reading));
  if (joined === undefined || (hasForm && !isOpen(joined))) return null;
  return { requestId: joined.id, isAwaitingCommune: joined.status === 'awaiting-commune' };
}

function isOpen({ status }: KnownRequest): boolean {
  return status === 'awaiting-commune' || status === 'awaiting-agent';
}

function asEarlier(message: ReadMessage, document: ReadMessageDocument, requestId: string): EarlierReading {
  return {
    documentSha256: document.sha256,
    contentKey: document.contentKey,
    communeInsee: document.reading.commune?.value.insee ?? null,
    requestId,
    sender: message.from ?? '',
    receivedAt: message.receivedAt,
  };
}

function applyPlan(communes: Map<string, StoredCommune>, { form, plan }: Decision): void {
  const commune = communes.get(form!.reading.commune!.value.insee)!;
  communes.set(commune.insee, { ...commune, list: listAfter(commune.list, plan as ChangePlan) });
}
