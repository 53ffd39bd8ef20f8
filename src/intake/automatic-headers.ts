import { decodeWords } from './decode-words.js';
import { allHeaders, firstHeader, type HeaderField } from './header-field.js';

/** What a header says of a machine: `test` on the trimmed value, in lower case. */
type HeaderSign = { name: RegExp; test: RegExp; reason: string };

const anything = /\S/;
const notDenied = /^(?!\s*(no|false|none|0)\b)/;

const signs: readonly HeaderSign[] = [
  { name: /^auto-submitted$/, test: /^(?!\s*no\s*(;|\(|$))./, reason: 'auto-submitted' },
  {
    name: /^(precedence|preference|x-precedence)$/,
    test: /\b(bulk|list|junk|auto[-_]?reply)\b/,
    reason: 'precedence',
  },
  {
    name: /^x-(.+-)?auto-?(?!response-suppress)(reply|respond|response|submitted|generated|message|mated)/,
    test: notDenied,
    reason: 'auto-reply-header',
  },
  {
    name: /^(x-mail-autoreply|x-autoreply-.*|x-autorespond.*|x-away-from-office|x-vacation|x-out-of-office|auto-reply)$/,
    test: notDenied,
    reason: 'auto-reply-header',
  },
  { name: /^x-post-messageclass$/, test: /autorespond/, reason: 'auto-reply-header' },
  { name: /^delivered-to$/, test: /^autoresponder/, reason: 'auto-reply-header' },
  {
    name: /^(x-mailer|user-agent)$/,
    test: /autorespond|auto-?reply|vacation|mailer-daemon/,
    reason: 'auto-reply-header',
  },
  { name: /^x-ms-exchange-generated-message-source$/, test: anything, reason: 'generated-by-server' },
  {
    name: /^x-(fc-machinegenerated|generated-by-system|mddsn-message)$/,
    test: notDenied,
    reason: 'generated-by-server',
  },
  {
    name: /^(x-cron-env|x-ms-exchange-message-is-ndr|x-ms-journal-report|x-failed-recipients)$/,
    test: /^/,
    reason: 'generated-by-server',
  },
  {
    name: /^content-class$/,
    test: /content-classes:(dsn|mdn|calendarmessage\.(reply|response))/,
    reason: 'report',
  },
  {
    name: /^(list-id|list-unsubscribe|list-post|list-help|list-subscribe|list-owner|list-archive|mailing-list|x-mailing-list|x-mailman-version|x-listserver|x-list)$/,
    test: anything,
    reason: 'mailing-list',
  },
  {
    name: /^(x-campaign-?id|x-campaign|x-mailchimp-.*|x-mc-user|x-mailjet-campaign|x-mailingid|x-newsletter|x-emailing|x-csa-complaints|x-sarbacane.*|x-mailin-.*|x-report-abuse(-to)?)$/,
    test: anything,
    reason: 'bulk-mail',
  },
  { name: /^x-hmxmroriginalrecipient$/, test: anything, reason: 'complaint' },
  { name: /^x-loop$/, test: /^(yes|true|1)$|autorespon/, reason: 'loop-header' },
];

/** Reasons to believe that no person wrote this message, told by its headers alone (RFC 3834, RFC 2919, RFC 2369 and usage). */
export function automaticHeaders(headers: readonly HeaderField[], ownAddresses: readonly string[]): string[] {
  const reasons = new Set<string>();
  const loops = allHeaders(headers, 'x-loop').map((value) => value.toLowerCase());
  if (loops.some((value) => ownAddresses.some((address) => value.includes(address))))
    reasons.add('loop-header');
  if (hasNullReturnPath(headers)) reasons.add('null-return-path');
  for (const { name, value } of headers) {
    const lower = value.toLowerCase();
    for (const sign of signs) if (sign.name.test(name) && sign.test.test(lower)) reasons.add(sign.reason);
  }
  return [...reasons];
}

/** The topmost Return-Path is the one our server wrote. */
function hasNullReturnPath(headers: readonly HeaderField[]): boolean {
  const returnPath = firstHeader(headers, 'return-path');
  return returnPath !== null && /^<?\s*(mailer-daemon(@[^>]*)?)?\s*>?$/i.test(returnPath);
}

/** True when the sender asks not to be answered by machines (X-Auto-Response-Suppress): it does not make the message automatic. */
export function suppressesResponses(headers: readonly HeaderField[]): boolean {
  return allHeaders(headers, 'x-auto-response-suppress').some((value) =>
    /\b(all|oof|autoreply)\b/i.test(value),
  );
}

/** What filters write before the subject of what they let through. */
const spamTag = /^\s*(\*{2,} ?spam ?\*{2,}|\[ ?spam ?\??\]|\{ ?spam ?\?? ?\})/i;

/** True when a mail server on the way, ours included, called it spam. A false claim only costs its sender an answer. */
export function isMarkedSpam(headers: readonly HeaderField[]): boolean {
  return headers.some(({ name, value }) => {
    if (/^x-(spam|spam-flag|spam-status|barracuda-spam-flag|barracuda-spam-status)$/.test(name))
      return /^\s*(yes|true|1)\b/i.test(value);
    if (name === 'x-ms-exchange-organization-scl') return Number.parseInt(value, 10) >= 5;
    if (name === 'x-forefront-antispam-report')
      return /\bSFV:SP[MB]\b/i.test(value) || /\bSCL:[5-9]\b/i.test(value);
    if (name === 'x-rspamd-action') return /^\s*(reject|rewrite subject|add header)\b/i.test(value);
    if (name === 'subject') return spamTag.test(decodeWords(value));
    if (
      name === 'x-vr-spamstate' ||
      name === 'x-vrc-spam-state' ||
      name === 'x-bogosity' ||
      name === 'x-dspam-result'
    )
      return /^\s*(spam|scam|virus|phishing)\b/i.test(value);
    return name === 'x-virus-status' && /infected|^\s*yes/i.test(value);
  });
}
