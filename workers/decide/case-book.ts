import type { Temporal } from 'temporal-polyfill';
import type { Case, EarlierForm } from '../../src/decision/case.js';
import { type Decision, isForm } from '../../src/decision/decide.js';
import { isSenderTrusted } from '../../src/decision/is-sender-trusted.js';
import { caseRenewal, type YearMaterial, yearOfMessage } from '../../src/decision/renewal/case-renewal.js';
import type { Authenticity } from '../../src/intake/sorted-message.js';
import { endOfDay, receptionDay } from '../../src/provisioning/deadlines.js';
import { type ChangePlan, type CommuneList, listAfter } from '../../src/registry/change.js';
import { type SchoolYear, schoolYearAskedOn } from '../../src/registry/school-year.js';
import type { YearAsked } from '../../src/registry/year-asked.js';
import {
  type EarlierReading,
  type KnownRequest,
  type LatestForm,
  loadCommunes,
  loadCommunesTrusting,
  loadEarlierReadings,
  loadLatestForms,
  loadRequests,
  type ReadMessage,
  type ReadMessageDocument,
  type StoredCommune,
} from '../../src/store/cases.js';
import type { Tx } from '../../src/store/database.js';
import type { OwedReply } from '../../src/store/decided.js';
import { loadRefusals } from '../../src/store/refusals.js';
import { loadCampaignsAsking } from '../../src/store/renewal/asking.js';
import { campaignsOfMails } from '../../src/store/renewal/letters.js';

/**
 * What the decisions of one batch rest on, loaded at once, and kept true as they are taken: the second message of a
 * batch sees what the first one changed.
 */
export type CaseBook = {
  caseOf(message: ReadMessage): Case;
  /** The request that this message's form came in before, or that it belongs to. */
  request(id: string): KnownRequest;
  /** The form this request was last judged on; null when none came yet. */
  latestForm(requestId: string): LatestForm | null;
  note(message: ReadMessage, decision: Decision, request: KnownRequest | null): void;
  /** With its list of that year, as the acceptances of this batch left it. */
  commune(insee: string, year: SchoolYear): StoredCommune;
  /** The year that a message speaks of. */
  yearOf(message: ReadMessage): YearAsked;
  /** The one commune that has confirmed the sender of this mail, when its origin is proven. */
  confirmedBy(message: ReadMessage): StoredCommune | null;
  wasRefusedToday(recipient: string, refusal: string): boolean;
  noteReply(reply: OwedReply | null): void;
  /** The request of the mail of ours that this one returns or answers; its own sender may name it by reference too. */
  threadOf(message: ReadMessage): string | null;
};

/** The names of what two transactions must not decide about at the same time. */
export function subjectsOf(messages: readonly ReadMessage[]): string[] {
  return messages.flatMap((message) => [
    ...(message.from === null ? [] : [`sender:${message.from}`]),
    ...communesOf(message).map((insee) => `commune:${insee}`),
  ]);
}

/** Whom to look for among the confirmed senders, when no form says for which commune they write. */
function senderWithoutCommune(message: ReadMessage): string[] {
  const isOfUse = message.authenticity === 'authentic' && communesOf(message).length === 0;
  return isOfUse && message.from !== null ? [message.from] : [];
}

function communesOf({ documents }: ReadMessage): string[] {
  return documents.flatMap(({ reading }) => reading.commune?.value.insee ?? []);
}

export async function openCaseBook(
  tx: Tx,
  messages: readonly ReadMessage[],
  { today }: { today: Temporal.PlainDate },
): Promise<CaseBook> {
  const documents = messages.flatMap((message) => message.documents.filter(({ reading }) => isForm(reading)));
  const earlier = await loadEarlierReadings(tx, documents);
  const confirmed = await loadCommunesTrusting(tx, messages.flatMap(senderWithoutCommune));
  const named = [...messages.flatMap(communesOf), ...[...confirmed.values()].flat()];
  const insees = [...new Set(named)];
  const [asking, answered] = [
    await loadCampaignsAsking(tx, insees),
    await campaignsOfMails(
      tx,
      messages.flatMap(({ referenceIds }) => referenceIds),
    ),
  ];
  const materials = new Map(messages.map((one) => [one.id, yearMaterial(one, confirmed, asking, answered)]));
  const years = new Map([...materials].map(([id, material]) => [id, yearOfMessage(material)]));
  const usual = schoolYearAskedOn(today);
  const registry = new Map<SchoolYear, Map<string, StoredCommune>>();
  for (const year of new Set([usual, ...[...years.values()].map((asked) => asked.year)])) {
    registry.set(year, await loadCommunes(tx, insees, { day: today.toString(), schoolYear: year }));
  }
  const communes = registry.get(usual)!;
  const inYear = (insee: string, year: SchoolYear) => registry.get(year)!.get(insee)!;
  const known = await loadRequests(tx, {
    ids: earlier.map((reading) => reading.requestId),
    references: messages.flatMap((message) => message.requestReference ?? []),
    mails: messages.flatMap((message) => [...message.referenceIds, ...message.bounced]),
    senders: messages.flatMap((message) => message.from ?? []),
  });
  const requests = new Map(known.map((request) => [request.id, request]));
  const open = known.filter(isOpen).map((request) => request.id);
  const forms = await loadLatestForms(tx, open);
  const senders = messages.flatMap(({ from }) => from ?? []);
  const refused = await loadRefusals(tx, senders, endOfDay(today.subtract({ days: 1 })));

  function confirmedBy(message: ReadMessage): StoredCommune | null {
    if (message.authenticity !== 'authentic' || message.from === null) return null;
    const insees = [...new Set([...communesOf(message), ...(confirmed.get(message.from) ?? [])])];
    const trusting = insees.flatMap((insee) => communes.get(insee) ?? []);
    const [only, ...others] = trusting.filter((commune) => isTrusted(message.from, commune));
    return only !== undefined && others.length === 0 ? only : null;
  }

  return {
    caseOf(message) {
      const form = message.documents.find(({ reading }) => isForm(reading));
      const insee = form?.reading.commune?.value.insee;
      const year = years.get(message.id)!;
      const commune = insee === undefined ? undefined : inYear(insee, year.year);
      const isKnown = commune !== undefined && isTrusted(message.from, commune);
      const whose = commune ?? confirmedBy(message);
      return {
        message,
        documents: message.documents,
        commune: commune === undefined ? null : { ...commune, isSenderTrusted: isKnown },
        earlier: form === undefined ? null : earlierForm(message, form, isKnown, earlier),
        year,
        renewal: whose && caseRenewal(materials.get(message.id)!, year, inYear(whose.insee, year.year)),
        ...placeOf(message, insee ?? null, communes, [...requests.values()], forms),
      };
    },
    request: (id) => requests.get(id)!,
    commune: inYear,
    yearOf: (message) => years.get(message.id)!,
    latestForm: (requestId) => forms.get(requestId) ?? null,
    confirmedBy,
    wasRefusedToday: (recipient, refusal) => refused.has(`${recipient} ${refusal}`),
    noteReply(reply) {
      if (reply !== null && reply.refusal !== null) refused.add(`${reply.recipient} ${reply.refusal}`);
    },
    threadOf(message) {
      const ours = [...message.referenceIds, ...message.bounced];
      const found = [...requests.values()].find(
        (request) =>
          request.rfcMessageIds.some((id) => ours.includes(id)) ||
          (request.sender === message.from && isNamed(request, message.requestReference)),
      );
      return found?.id ?? null;
    },
    note(message, decision, request) {
      if (request === null) return;
      requests.set(request.id, request);
      if (decision.form !== null && decision.outcome !== 'already-received')
        forms.set(request.id, decision.form);
      for (const document of message.documents) earlier.push(asEarlier(message, document, request.id));
      const insee = request.communeInsee;
      if (decision.outcome !== 'accept' || insee === null) return;
      for (const campaign of asking.get(insee) ?? []) {
        if (campaign.year === years.get(message.id)!.year) campaign.hasAnswered = true;
      }
      applyPlan(registry, years.get(message.id)!.year, insee, decision.plan!);
    },
  };
}

function isTrusted(from: string | null, { trusted }: StoredCommune): boolean {
  return isSenderTrusted(from, trusted);
}

/**
 * What somebody sent before is told only to the same sender, or to one trusted for the commune. A copy whose origin is
 * proven less never stands in the way of one that is proven more.
 */
function earlierForm(
  message: ReadMessage,
  form: ReadMessageDocument,
  isKnown: boolean,
  earlier: readonly EarlierReading[],
): EarlierForm | null {
  const mayBeTold = earlier.filter(
    (one) =>
      (one.sender === message.from || isKnown) &&
      PROOFS.indexOf(one.authenticity) >= PROOFS.indexOf(message.authenticity) &&
      one.authenticity !== 'forged',
  );
  const sameDocument = mayBeTold.find((one) => one.documentSha256 === form.sha256);
  const insee = form.reading.commune?.value.insee;
  const latest = mayBeTold.findLast((one) => one.communeInsee === insee);
  const sameContent = form.contentKey !== null && latest?.contentKey === form.contentKey ? latest : undefined;
  const found = sameDocument ?? sameContent;
  if (found === undefined) return null;
  const sameAs = sameDocument === undefined ? 'content' : 'document';
  return { sameAs, requestId: found.requestId, receivedAt: found.receivedAt };
}

/** The weakest first. */
const PROOFS: readonly Authenticity[] = ['forged', 'unproven', 'authentic'];

/**
 * The open request that a message belongs to: by our reference, by a mail of ours it answers, or because its sender
 * waits with us for the same commune. Somebody else's reference is not enough: the sender must be the request's own,
 * or trusted for its commune. Nor is a From that anybody can write: unproven, it only claims a request of proven mail.
 * Of several, the best proven comes first: what a forger opened in their name never draws a town hall's mail to it.
 */
function placeOf(
  message: ReadMessage,
  insee: string | null,
  communes: ReadonlyMap<string, StoredCommune>,
  requests: readonly KnownRequest[],
  forms: ReadonlyMap<string, LatestForm>,
): Pick<Case, 'joins' | 'claims'> {
  const none = { joins: null, claims: null };
  if (message.authenticity === 'forged') return none;
  const hasForm = message.documents.some(({ reading }) => isForm(reading));
  const theirs = requests.filter((request) => {
    const commune = request.communeInsee === null ? undefined : communes.get(request.communeInsee);
    const isTheirs =
      request.sender === message.from || (commune !== undefined && isTrusted(message.from, commune));
    return isTheirs && request.proof !== 'forged';
  });
  const entitled = theirs.toSorted((one, other) => PROOFS.indexOf(other.proof) - PROOFS.indexOf(one.proof));
  const named = entitled.find(
    (request) =>
      isNamed(request, message.requestReference) ||
      request.rfcMessageIds.some((id) => message.referenceIds.includes(id)),
  );
  const joined = named ?? entitled.find((request) => awaits(request, insee, hasForm));
  if (joined === undefined || (hasForm && !isOpen(joined))) return none;
  if (message.authenticity !== 'authentic' && joined.proof === 'authentic')
    return { joins: null, claims: { requestId: joined.id } };
  const isAwaitingCommune = joined.status === 'awaiting-commune';
  const pending = forms.get(joined.id)?.reading ?? null;
  return { joins: { requestId: joined.id, isAwaitingCommune, pending }, claims: null };
}

/** Without a reference: what waits for this commune's corrections, or, for a form, for an agent. */
function awaits({ status, communeInsee }: KnownRequest, insee: string | null, hasForm: boolean): boolean {
  if (hasForm && status === 'awaiting-agent') return insee !== null && communeInsee === insee;
  return status === 'awaiting-commune' && (communeInsee ?? insee) === insee;
}

/** By its reference, or by that of a request merged into it. */
function isNamed({ reference, formerReferences = [] }: KnownRequest, named: string | null): boolean {
  return named !== null && (reference === named || formerReferences.includes(named));
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
    authenticity: message.authenticity,
    receivedAt: message.receivedAt,
  };
}

/** A commune has its contacts whatever the year; its schools are those of a year. */
function applyPlan(
  registry: Map<SchoolYear, Map<string, StoredCommune>>,
  year: SchoolYear,
  insee: string,
  plan: ChangePlan,
): void {
  const after = listAfter(registry.get(year)!.get(insee)!.list, plan);
  for (const [each, communes] of registry) {
    const commune = communes.get(insee)!;
    const list: CommuneList = each === year ? after : { ...commune.list, contacts: after.contacts };
    communes.set(insee, { ...commune, list });
  }
}

function yearMaterial(
  message: ReadMessage,
  confirmed: ReadonlyMap<string, readonly string[]>,
  asking: ReadonlyMap<string, YearMaterial['campaigns']>,
  answered: ReadonlyMap<string, { year: SchoolYear; communeInsee: string }>,
): YearMaterial {
  const form = message.documents.find(({ reading }) => isForm(reading));
  const [insee] = [...communesOf(message), ...(confirmed.get(message.from ?? '') ?? [])];
  const letter = message.referenceIds.map((id) => answered.get(id)).find((found) => found !== undefined);
  return {
    receivedOn: receptionDay(message.receivedAt),
    says: message.says,
    reading: form?.reading ?? null,
    campaigns: insee === undefined ? [] : (asking.get(insee) ?? []),
    answersLetterOf: letter !== undefined && letter.communeInsee === insee ? letter.year : null,
  };
}
