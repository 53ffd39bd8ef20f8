import { compareReadings } from '../../src/decision/compare-readings.js';
import type { Decision, FirstReply } from '../../src/decision/decide.js';
import type { CaseRenewal } from '../../src/decision/renewal/case-renewal.js';
import type { Reading } from '../../src/form/reading.js';
import { correctedFileName } from '../../src/form/write/corrected-file-name.js';
import type { ChangePlan } from '../../src/registry/change.js';
import { schoolYearLabel } from '../../src/registry/school-year.js';
import { losesAccess, understoodOf } from '../../src/reply/renewal-understood.js';
import type { ReplyFacts, SchoolUnderstood } from '../../src/reply/reply-facts.js';
import type { KnownRequest, ReadMessage, StoredCommune } from '../../src/store/cases.js';
import type { OwedAttachment } from '../../src/store/tables.js';

/** What the reply's words are made of, and what it carries. */
export type ReplyBrief = { facts: ReplyFacts; attachments: readonly OwedAttachment[] };

export type BriefOptions = {
  /** As printed in the reply. */
  reference: string;
  communeName: string | null;
  /** The request as it is after the decision. */
  request: KnownRequest;
  /** When the same form came first. */
  firstReceivedAt: Date | null;
  /** The form that this one corrects, when the commune was asked for corrections. */
  corrected: Reading | null;
  /** The commune that has confirmed the sender: the model may hold its list. */
  confirmedBy: StoredCommune | null;
  /** The campaign answered. */
  renewal: CaseRenewal | null;
  maxMessageBytes: number;
};

/** Pure: the facts of the first reply to a message. */
export function replyBrief(
  reply: FirstReply,
  message: ReadMessage,
  decision: Decision,
  options: BriefOptions,
): ReplyBrief {
  const { request, communeName, reference } = options;
  const common = { reference, receivedAt: message.receivedAt, originalSubject: message.subject, communeName };
  const deadline = { dueOn: request.dueOn, targetOn: request.targetOn };
  const reading = decision.form?.reading ?? null;
  const schools = schoolsUnderstood(reading);
  const without = (facts: ReplyFacts): ReplyBrief => ({ facts, attachments: [] });

  const outcome = thanksFor[reply];
  if (options.corrected !== null && reading !== null && outcome !== undefined) {
    const changes = compareReadings(options.corrected, reading);
    return thanks(outcome, changes, reading, decision.form!, { ...common, deadline, schools });
  }

  switch (reply) {
    case 'accepted':
      return without({
        kind: reply,
        ...common,
        deadline,
        schools,
        removedSchools: [],
        warnings: warnings(reading),
      });
    case 'under-review':
      return without({ kind: reply, ...common, deadline, schools, warnings: warnings(reading) });
    case 'sender-to-confirm':
      return without({ kind: reply, ...common, deadline, schools });
    case 'corrections':
      return corrections(reading!, decision.form!, { ...common, deadline, schools });
    case 'no-form': {
      const documentNames = message.documents.map((document) => document.name);
      const model = modelForm(request.communeInsee, options.confirmedBy);
      return {
        facts: { kind: reply, ...common, documentNames, ...modelFacts(model) },
        attachments: [model],
      };
    }
    case 'unopenable': {
      const documents = message.documents.flatMap(({ name, reading: { problems } }) =>
        problems[0] === undefined ? [] : [{ name, code: problems[0].code }],
      );
      const model = modelForm(request.communeInsee, options.confirmedBy);
      return { facts: { kind: reply, ...common, documents, ...modelFacts(model) }, attachments: [model] };
    }
    case 'not-a-notice':
      return without({ kind: reply, ...common });
    case 'too-large':
      return without({ kind: reply, ...common, size: message.sizeBytes, limit: options.maxMessageBytes });
    case 'renewal-answer':
    case 'renewal-question':
    case 'renewal-late': {
      const plan = decision.plan ?? decision.asked ?? nothingChanges;
      return without(renewalFacts(reply, options.renewal!, plan, { ...common, schools, deadline, reading }));
    }
    case 'already-received':
      return without({
        kind: reply,
        ...common,
        firstReceivedAt: options.firstReceivedAt ?? request.openedAt,
        standing: standingOf(request),
        deadline,
      });
  }
}

const nothingChanges: ChangePlan = { changes: [], missingSchools: [] };

/** What was understood of an answer to a campaign, and when it applies. */
function renewalFacts(
  kind: 'renewal-answer' | 'renewal-question' | 'renewal-late',
  { year, days, list }: CaseRenewal,
  plan: ChangePlan,
  { reading, deadline, schools, ...common }: Shared & { reading: Reading | null },
): ReplyFacts {
  const told = { ...common, schoolYear: schoolYearLabel(year) };
  if (kind === 'renewal-late') return { kind, ...told, schools, lastDay: days.lastDay.toString() };
  const understood = understoodOf(list, plan);
  if (kind === 'renewal-question') return { kind, ...told, understood };
  return {
    ...{ kind, ...told, understood, changesBy: deadline.dueOn, warnings: warnings(reading) },
    removalsFrom: losesAccess(plan.changes) ? days.removalsFrom.toString() : null,
  };
}

/** What a corrected form may lead to; its sender is known already. */
const thanksFor: Partial<Record<FirstReply, Thanks['outcome']>> = {
  accepted: 'accepted',
  corrections: 'corrections',
  'under-review': 'under-review',
};

type Thanks = Extract<ReplyFacts, { kind: 'correction-thanks' }>;

/** Says what changed; when something is still wrong, the workbook comes again. */
function thanks(
  outcome: Thanks['outcome'],
  changes: Thanks['changes'],
  reading: Reading,
  form: GivenForm,
  shared: Shared,
): ReplyBrief {
  const { problems } = reading;
  const told = { kind: 'correction-thanks', ...shared, outcome, changes, problems } as const;
  if (outcome !== 'corrections') return { facts: { ...told, workbookName: null }, attachments: [] };
  const workbook = correctedWorkbook(form);
  return { facts: { ...told, ...workbook.facts }, attachments: [workbook.attachment] };
}

type GivenForm = { name: string; readingId: string };

type Shared = Pick<
  Extract<ReplyFacts, { kind: 'corrections' }>,
  'reference' | 'receivedAt' | 'originalSubject' | 'communeName' | 'deadline' | 'schools'
>;

function corrections({ problems }: Reading, form: GivenForm, shared: Shared): ReplyBrief {
  const workbook = correctedWorkbook(form);
  return {
    facts: { kind: 'corrections', ...shared, problems, ...workbook.facts },
    attachments: [workbook.attachment],
  };
}

/** The workbook sent back, and what a letter says of it before it is made. */
export function correctedWorkbook({ name, readingId }: GivenForm) {
  const workbookName = correctedName(name);
  const attachment: OwedAttachment = { kind: 'corrected-workbook', name: workbookName, readingId };
  return { facts: { workbookName, workbookIs: workbookIs(name) }, attachment };
}

/** `liste.ods` → `liste - à corriger.ods`; what cannot be given back as it came becomes an .xlsx. */
function correctedName(name: string): string {
  return correctedFileName(name, /\.f?od[st]$/i.test(name) ? 'ods' : 'xlsx');
}

/** Only a workbook comes back as itself; a document or a mail's text is copied into the model. */
function workbookIs(name: string): 'theirs' | 'ours' {
  return /\.(?:xls[xmb]?|xlt[xm]?|f?ods|csv|xml|html?)$/i.test(name) ? 'theirs' : 'ours';
}

type ModelForm = Extract<OwedAttachment, { kind: 'model-form' }>;

/** The model form that goes with an answer; it holds the commune's list for a sender the commune has confirmed. */
export function modelForm(communeInsee: string | null, confirmedBy: StoredCommune | null): ModelForm {
  const name = 'Formulaire laclasse.com.xlsx';
  if (confirmedBy === null) return { kind: 'model-form', name, communeInsee };
  const isPrefilled = confirmedBy.list.schools.length > 0;
  return { kind: 'model-form', name, communeInsee: confirmedBy.insee, isPrefilled };
}

function modelFacts({ name, isPrefilled = false }: ModelForm) {
  return { modelName: name, isModelPrefilled: isPrefilled };
}

function warnings(reading: Reading | null) {
  return reading?.problems.filter((problem) => problem.severity === 'warning') ?? [];
}

/** Names only: a third person's e-mail or phone never enters a reply. */
export function schoolsUnderstood(reading: Reading | null): SchoolUnderstood[] {
  return (reading?.schools ?? []).flatMap(({ name, uai, administrator }) => {
    const person = [administrator?.firstName?.value, administrator?.lastName?.value]
      .filter(Boolean)
      .join(' ');
    if (name === null) return [];
    return [{ name: name.value, uai: uai?.value ?? null, administrator: person === '' ? null : person }];
  });
}

function standingOf({
  status,
}: KnownRequest): 'accepted' | 'corrections' | 'under-review' | 'open' | 'closed' {
  if (status === 'awaiting-commune') return 'corrections';
  if (status === 'awaiting-agent') return 'under-review';
  if (status === 'accepted') return 'accepted';
  return status === 'opened' ? 'open' : 'closed';
}
