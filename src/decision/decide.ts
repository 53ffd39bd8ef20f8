import type { Reading } from '../form/reading.js';
import { type ChangePlan, isSamePerson, planChanges } from '../registry/change.js';
import { askedList } from './asked-list.js';
import type { Case, CommuneFile, ReadDocument } from './case.js';
import { compareReadings } from './compare-readings.js';
import { findSchools } from './find-schools.js';
import type { Outcome, ReasonCode } from './outcome.js';
import type { CaseRenewal } from './renewal/case-renewal.js';

/** The answer owed at once, or null when the message may not be answered. */
export type FirstReply =
  | 'accepted'
  | 'corrections'
  | 'under-review'
  | 'sender-to-confirm'
  | 'no-form'
  | 'unopenable'
  | 'too-large'
  | 'already-received'
  | 'not-a-notice'
  | 'renewal-answer'
  | 'renewal-question'
  | 'renewal-late';

export type Decision = {
  outcome: Outcome;
  reasons: readonly ReasonCode[];
  reply: FirstReply | null;
  /** The form decided on, when there is one. */
  form: ReadDocument | null;
  /** What accepting does to the registry; only with the outcome `accept`. */
  plan: ChangePlan | null;
  /** What the form asks for, whoever decides; null when some line of it is not sure. */
  asked: ChangePlan | null;
};

/**
 * Pure. Accepts without a person only when every condition of docs/DESIGN holds (see `obstaclesToAcceptance`);
 * errors only the commune can mend go straight back to it; everything else asks an agent.
 */
export function decide(given: Case): Decision {
  return { form: null, plan: null, asked: null, ...silenceWhereDue(given, decideFreely(given)) };
}

type Draft = Pick<Decision, 'outcome' | 'reasons' | 'reply'> & Partial<Decision>;

function silenceWhereDue({ message }: Case, draft: Draft): Draft {
  return message.mayAnswer && message.authenticity !== 'forged' ? draft : { ...draft, reply: null };
}

function decideFreely(given: Case): Draft {
  const { message } = given;
  if (message.reasons.includes('infected')) return askAgent(['infected'], null);
  if (message.reasons.includes('not-scanned')) return askAgent(['not_scanned'], null);
  if (message.kind === 'automatic') return decideOnAutomatic(given);
  if (message.authenticity === 'forged') return askAgent(['forged'], null);
  if (message.reasons.includes('processing-failed')) return askAgent(['processing_failed'], null);
  if (message.reasons.includes('spam')) return decideOnSpam(given);
  if (!message.mayAnswer) return askAgent(['may_not_be_answered'], null);
  if (message.leftOnServer === 'too_large') return askAgent(['too_large'], 'too-large');
  if (message.leftOnServer === 'not_given') return askAgent(['not_given_by_server'], null);

  const forms = given.documents.filter(({ reading }) => isForm(reading));
  if (given.claims) return decideOnClaim(given, forms);
  if (message.reasons.includes('asks-to-end-convention')) return decideOnEnding(forms[0]);
  if (forms.length === 0 && message.reasons.includes('asks-for-no-news')) return refusedNews;
  if (forms.length === 0) return decideWithoutForm(given);
  const different = new Set(forms.map(({ sha256 }) => sha256)).size;
  if (different > 1) return askAgent(['several_forms'], 'under-review', forms[0]);
  return decideOnForm(given, forms[0]!);
}

/** Nothing to answer: whoever says STOP wants less mail, not more. Recorded with the decision. */
const refusedNews: Draft = { outcome: 'ignore', reasons: ['news_refused'], reply: null };

/** A machine may carry a form (a scanner that sends mail, a portal): somebody looks, nobody is answered. */
function decideOnAutomatic({ message }: Case): Draft {
  if (message.reasons.some((reason) => reason === 'document-attached' || reason === 'form-in-body'))
    return askAgent(['automatic_with_document'], null);
  return { outcome: 'ignore', reasons: ['automatic'], reply: null };
}

/** Set apart and never answered; a form among it is still seen by an agent. */
function decideOnSpam({ documents }: Case): Draft {
  const form = documents.find(({ reading }) => isForm(reading));
  if (form !== undefined) return askAgent(['marked_spam'], null, form);
  return { outcome: 'ignore', reasons: ['marked_spam'], reply: null };
}

/** Whoever writes a From can write it under a known one: nothing of it touches the request until an agent has looked. */
function decideOnClaim(given: Case, forms: readonly ReadDocument[]): Draft {
  const [form] = forms;
  const isJudged = form !== undefined && form.reading.kind === 'valid' && given.commune !== null;
  const others = isJudged ? obstaclesToAcceptance(given, form.reading, given.commune!).obstacles : [];
  return askAgent(['claims_proven_request', ...others], 'sender-to-confirm', form);
}

/** Never applied: an agent reads it, and the commune is told at once what a convention asks for. */
function decideOnEnding(form: ReadDocument | undefined): Draft {
  return askAgent(['convention_end_asked'], form === undefined ? 'not-a-notice' : 'under-review', form);
}

function askAgent(reasons: readonly ReasonCode[], reply: Draft['reply'], form?: ReadDocument): Draft {
  return { outcome: 'ask-agent', reasons, reply, form: form ?? null };
}

/** A document that could not be opened, or that is something else, is a reading with one problem on `document`. */
export function isForm(reading: Reading): boolean {
  return !reading.problems.some((problem) => problem.field === 'document');
}

function decideWithoutForm({ message, documents, renewal }: Case): Draft {
  const unopenable = documents.some(({ reading }) => !isForm(reading) && !isSomethingElse(reading));
  if (unopenable) return { outcome: 'correct', reasons: ['document_unopenable'], reply: 'unopenable' };
  if (renewal) {
    const decided = decideOnWords(message, renewal);
    if (decided !== null) return decided;
  }
  if (message.reasons.includes('answers-circular')) return askAgent(['circular_answered'], null);
  if (message.kind === 'answer') return askAgent(['answer_without_form'], 'under-review');
  return { outcome: 'no-form', reasons: ['no_form_found'], reply: 'no-form' };
}

/** A few words renew a list only when they say it plainly, on time, and nothing was answered before. */
function decideOnWords({ authenticity }: Case['message'], renewal: CaseRenewal): Draft | null {
  const { says, isOnTime, hasAnswered, isConventionInForce, answersLetter } = renewal;
  if (says === 'no-change-unsure') return askAgent(['no_change_unsure'], 'under-review');
  if (says === null) return answersLetter ? askAgent(['answer_without_form'], 'under-review') : null;
  if (!isOnTime) return askAgent(['renewal_late'], 'renewal-late');
  if (hasAnswered) return askAgent(['answer_without_form'], 'under-review');
  if (!isConventionInForce) return askAgent(['convention_not_in_force'], 'under-review');
  if (authenticity !== 'authentic') return askAgent(['sender_unproven'], 'sender-to-confirm');
  const plan = { changes: [], missingSchools: [] };
  return { outcome: 'accept', reasons: ['renewed_unchanged'], reply: 'renewal-answer', plan };
}

function isSomethingElse(reading: Reading): boolean {
  return reading.problems.some((problem) => problem.code === 'not_a_form');
}

function decideOnForm(given: Case, form: ReadDocument): Draft {
  const { earlier } = given;
  if (earlier !== null) {
    const reason = earlier.sameAs === 'document' ? 'same_document' : 'same_content';
    return { outcome: 'already-received', reasons: [reason], reply: 'already-received', form };
  }
  if (form.reading.kind === 'invalid' || given.commune === null) {
    return { outcome: 'correct', reasons: ['form_has_errors'], reply: 'corrections', form };
  }
  const { obstacles, plan } = obstaclesToAcceptance(given, form.reading, given.commune);
  if (plan === null || obstacles.length > 0)
    return {
      ...askAgent(obstacles, replyUnderReview(given, obstacles, plan), form),
      plan: null,
      asked: plan,
    };
  const reply = given.renewal ? 'renewal-answer' : 'accepted';
  return { outcome: 'accept', reasons: ['all_conditions_hold'], reply, form, plan, asked: plan };
}

function replyUnderReview(
  { renewal }: Case,
  obstacles: readonly ReasonCode[],
  plan: ChangePlan | null,
): Draft['reply'] {
  const isAboutSender = obstacles.some((one) => one === 'sender_unproven' || one === 'sender_not_confirmed');
  if (isAboutSender) return 'sender-to-confirm';
  if (!renewal || obstacles.includes('school_year_unclear')) return 'under-review';
  if (!renewal.isOnTime) return 'renewal-late';
  return plan !== null && plan.missingSchools.length > 0 ? 'renewal-question' : 'under-review';
}

/** Everything that forbids acceptance without a person. None: and only then, the form is accepted. */
function obstaclesToAcceptance(
  { message, joins, year, renewal }: Case,
  reading: Reading,
  commune: CommuneFile,
): { obstacles: ReasonCode[]; plan: ChangePlan | null } {
  const obstacles: ReasonCode[] = [];
  if (message.authenticity !== 'authentic') obstacles.push('sender_unproven');
  if (!commune.isSenderTrusted) obstacles.push('sender_not_confirmed');
  if (!commune.isConventionInForce) obstacles.push('convention_not_in_force');
  if (reading.unread.length > 0) obstacles.push('cells_unexplained');
  if (year?.isUnclear) obstacles.push('school_year_unclear');
  if (renewal && !renewal.isOnTime) obstacles.push('renewal_late');
  if (joins?.pending && forgetsSchools(joins.pending, reading)) obstacles.push('former_schools_missing');

  const removed = reading.schools.filter(({ action }) => action?.value === 'remove');
  if (removed.length > 0) obstacles.push('removal_asked');
  const found = findSchools(reading, commune.directory);
  obstacles.push(...found.obstacles);

  const plan = planChanges(commune.list, askedList(reading, found.schools));
  const unsure = found.schools.filter((school) => school === null).length + removed.length;
  const isPlanned = unsure === 0;
  return { obstacles: [...obstacles, ...whatItTakesAway(plan, unsure)], plan: isPlanned ? plan : null };
}

/** A second list, or the mended lines alone: what only the first one named would be lost without a word. */
function forgetsSchools(pending: Reading, reading: Reading): boolean {
  return compareReadings(pending, reading).some(
    ({ field, before, after }) => /^schools\[\d+\]$/.test(field) && before !== null && after === null,
  );
}

/** A line that is not found, or asks for a removal, may be a school that seems missing: those are not said to be. */
function whatItTakesAway({ changes, missingSchools }: ChangePlan, unsure: number): ReasonCode[] {
  const taken: ReasonCode[] = [];
  if (missingSchools.length > unsure) taken.push('school_missing_from_list');
  if (changes.some((change) => change.kind === 'replace-administrator')) taken.push('administrator_replaced');
  const replacesContact = changes.some(
    (change) =>
      change.kind === 'set-contact' && change.former !== null && !isSamePerson(change.former, change.person),
  );
  if (replacesContact) taken.push('contact_replaced');
  return taken;
}
