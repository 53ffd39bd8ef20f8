import { asksToEndConvention } from './asks-to-end-convention.js';
import { automaticHeaders, isMarkedSpam, suppressesResponses } from './automatic-headers.js';
import { automaticSender } from './automatic-senders.js';
import { automaticStructure, isInvitation } from './automatic-structure.js';
import { automaticSubject, likelyAutomaticSubject } from './automatic-subjects.js';
import { automaticText } from './automatic-text.js';
import { bodyText } from './body-text.js';
import { answersCircular, asksForNoNews } from './circular-answers.js';
import { findDocuments } from './find-documents.js';
import { mayBeForm } from './may-be-form.js';
import type { MimePart, ParsedMessage } from './parsed-message.js';
import { readRequestReference } from './request-reference.js';
import type { SortSettings } from './sort-settings.js';
import type { FoundDocument, SortedMessage } from './sorted-message.js';
import { ownWords } from './unquoted-text.js';

export type { SortSettings } from './sort-settings.js';

/** Reports about mail we sent: what they carry is our own mail coming back. */
const reports = ['delivery-report', 'read-receipt', 'complaint'];

/**
 * Says what a message is and whether it may be answered. Pure. Keeping, threading and answering are three decisions: an automatic
 * message is kept and threaded like any other, and never answered.
 *
 * A message with a form is a `form` even when it answers us: it is then a corrected form. `answer` is what refers to a request without one.
 * The verdict on the sender is another question: see `withAuthenticity`.
 */
export function sortMessage(message: ParsedMessage, settings: SortSettings): SortedMessage {
  const automatic = surelyAutomatic(message, settings);
  const isReport = automatic.some((reason) => reports.includes(reason));
  const { documents, isComplete } = isReport
    ? { documents: [], isComplete: true }
    : findDocuments(message, settings.ownAddresses, automatic.length > 0);
  const forms = documents.filter(mayBeForm);
  if (automatic.length === 0 && forms.length === 0) automatic.push(...likelyAutomatic(message, settings));

  const reference = readRequestReference(message, settings);
  const sender = readSender(message);
  const refusals = reasonsNotToAnswer(message, sender, forms.length > 0);
  const kind =
    automatic.length > 0 ? 'automatic' : forms.length > 0 ? 'form' : reference.isWritten ? 'answer' : 'other';
  const replyTo =
    message.replyTo.find(({ address }) => address !== '' && address !== sender)?.address ?? null;
  return {
    kind,
    mayAnswer: kind !== 'automatic' && refusals.length === 0,
    reasons: [
      ...automatic,
      ...refusals,
      ...noteDocuments(message, documents, forms, isComplete),
      ...reference.reasons,
      ...(kind !== 'automatic' && asksToEndConvention(message) ? ['asks-to-end-convention'] : []),
      ...(kind !== 'automatic' && answersCircular(message) ? ['answers-circular'] : []),
      ...(kind === 'other' && asksForNoNews(message) ? ['asks-for-no-news'] : []),
      ...(replyTo === null ? [] : ['different-reply-to']),
      ...message.defects,
    ],
    from: sender,
    replyTo,
    subject: message.subject,
    messageId: message.messageId,
    references: message.references,
    requestReference: reference.believed,
    documents,
  };
}

function surelyAutomatic(message: ParsedMessage, settings: SortSettings): string[] {
  const subject = automaticSubject(message.subject);
  const isOwnMessageId = message.messageId !== null && /^<[LR]C-\d{4}-\d{5,7}[.-]/i.test(message.messageId);
  return [
    ...automaticHeaders(message.headers, settings.ownAddresses),
    ...automaticStructure(message),
    ...automaticSender(message.from, message.headers, settings.ownAddresses),
    ...(isOwnMessageId ? ['own-message-id'] : []),
    ...(subject === null ? [] : [subject]),
  ];
}

/** Signs that count only when no form came with them: a clerk's words are never held against a filled form. */
function likelyAutomatic(message: ParsedMessage, _settings: SortSettings): string[] {
  const reasons = suppressesResponses(message.headers) ? ['response-suppressed'] : [];
  const subject = likelyAutomaticSubject(message.subject);
  if (subject !== null) reasons.push(subject);
  const text = bodyText(message);
  const words = ownWords(text);
  const said = automaticText(words, words.trim().length < text.trim().length * 0.9);
  if (said !== null) reasons.push(said);
  return reasons;
}

/** From is the identity: one address, or none. A name without an address beside it is a comma that lacks its quotes. */
function readSender(message: ParsedMessage): string | null {
  const addresses = new Set(message.from.map(({ address }) => address).filter((address) => address !== ''));
  const [only] = addresses;
  return addresses.size === 1 && only !== undefined ? only : null;
}

function reasonsNotToAnswer(message: ParsedMessage, sender: string | null, hasForm: boolean): string[] {
  const reasons: string[] = [];
  if (sender === null) reasons.push(message.from.length > 1 ? 'several-senders' : 'no-sender');
  if (isMarkedSpam(message.headers)) reasons.push('spam');
  if (!hasForm && isInvitation(message)) reasons.push('calendar-invitation');
  if (suppressesResponses(message.headers)) reasons.push('response-suppressed');
  if (message.defects.includes('header-flood')) reasons.push('unanswerable-header');
  return reasons;
}

function noteDocuments(
  message: ParsedMessage,
  documents: readonly FoundDocument[],
  forms: readonly FoundDocument[],
  isComplete: boolean,
): string[] {
  const reasons: string[] = [];
  if (forms.some(({ type }) => type === 'body')) reasons.push('form-in-body');
  if (forms.some(({ type }) => type !== 'body')) reasons.push('document-attached');
  if (forms.length === 0) reasons.push(documents.length > 0 ? 'no-form-among-documents' : 'no-document');
  if (!isComplete) reasons.push('incomplete-contents');
  if (isEncrypted(message.root)) reasons.push('encrypted-message');
  return reasons;
}

/** An S/MIME part that opened was only signed. */
function isEncrypted({ type, parts }: MimePart): boolean {
  return (
    type === 'multipart/encrypted' || (/^application\/(x-)?pkcs7-mime$/.test(type) && parts.length === 0)
  );
}
