import { ownParts, partText } from './body-text.js';
import { decodePart } from './parse-message.js';
import type { MimePart, ParsedMessage } from './parsed-message.js';
import { readTnef } from './read-tnef.js';

const calendarAnswer = /^method:\s*(reply|counter|declinecounter|cancel|refresh)/im;

/**
 * Reasons told by what a message is made of: reports (RFC 3462, 3464, 8098, 5965), answers to invitations, and the class Outlook writes
 * in its winmail.dat (MS-OXOMSG).
 */
export function automaticStructure(message: ParsedMessage): string[] {
  const reasons = new Set<string>();
  for (const part of [message.root, ...ownParts(message.root)]) {
    const reason = reasonOf(part);
    if (reason !== null) reasons.add(reason);
  }
  return [...reasons];
}

/** True for a meeting request: it awaits a person's choice, not a letter. */
export function isInvitation(message: ParsedMessage): boolean {
  return [message.root, ...ownParts(message.root)].some(({ type }) => type === 'text/calendar');
}

function reasonOf(part: MimePart): string | null {
  if (part.type === 'multipart/report') return reportReason(part.parameters.get('report-type') ?? '');
  if (part.type === 'message/delivery-status' || part.type === 'message/global-delivery-status')
    return 'delivery-report';
  if (
    part.type === 'message/disposition-notification' ||
    part.type === 'message/global-disposition-notification'
  )
    return 'read-receipt';
  if (part.type === 'message/feedback-report') return 'complaint';
  if (part.type === 'text/calendar' && isCalendarAnswer(part)) return 'calendar-reply';
  return isTnef(part) ? classReason(readTnef(decodePart(part))?.messageClass ?? '') : null;
}

function isTnef({ type, fileName }: MimePart): boolean {
  return /^application\/(vnd\.)?ms-tnef$/.test(type) || /^winmail\.dat$/i.test(fileName ?? '');
}

function classReason(messageClass: string): string | null {
  if (/^REPORT\..*\.IPNN?RN$/i.test(messageClass)) return 'read-receipt';
  if (/^REPORT\./i.test(messageClass)) return 'delivery-report';
  if (/^IPM\.Schedule\.Meeting\.(Resp|Canceled)/i.test(messageClass)) return 'calendar-reply';
  return /\.OofTemplate\./i.test(messageClass) ? 'out-of-office-class' : null;
}

function reportReason(reportType: string): string {
  if (/disposition/i.test(reportType)) return 'read-receipt';
  if (/feedback/i.test(reportType)) return 'complaint';
  return /tls|dmarc/i.test(reportType) ? 'report' : 'delivery-report';
}

function isCalendarAnswer(part: MimePart): boolean {
  const method = part.parameters.get('method');
  if (method !== undefined) return /^(reply|counter|declinecounter|cancel|refresh)$/i.test(method);
  return calendarAnswer.test(partText(part));
}
