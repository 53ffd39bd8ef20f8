import { ownParts, partText } from './body-text.js';
import { allHeaders, firstHeader } from './header-field.js';
import { decodePart } from './parse-message.js';
import type { MimePart, ParsedMessage } from './parsed-message.js';
import { splitHeader } from './split-header.js';

/** What a bounce says of the mail we sent: which one, to whom, and whether it is over. */
export type Bounce = {
  /** `failed`: it will never arrive; `delayed`: the server still tries; `delivered`: a receipt. */
  action: 'failed' | 'delayed' | 'delivered';
  /** Addresses that could not be reached, lower case. */
  recipients: string[];
  /** Enhanced status code (RFC 3463), e.g. `5.1.1`, or null. */
  status: string | null;
  /** Message-IDs of ours quoted by the bounce, the likeliest first. */
  messageIds: string[];
};

const address = /[a-z0-9.!#$%&'*+/=?^_{|}~-]+@[a-z0-9.-]+\.[a-z]{2,}/gi;
const statusCode = /\b([245]\.\d{1,3}\.\d{1,3})\b/;
const delays =
  /(delayed|retarde|still being retried|could not send message for past|(remise|distribution) (retardee|differee))/i;

/**
 * Reads a bounce: RFC 3464 when it is one, else the addresses and codes its text and headers name. For messages already sorted as
 * `delivery-report`, `bounce-subject`, `bounce-text`, `daemon-sender` or `returned-to-bounce-address`.
 */
export function readBounce(message: ParsedMessage): Bounce {
  const parts = ownParts(message.root);
  const report = parts.find(({ type }) => /^message\/(global-)?delivery-status$/.test(type));
  const messageIds = [...new Set([...returnedMessageIds(parts), ...message.references])];
  if (report !== undefined) return { ...readReport(report), messageIds };

  const text = parts
    .filter(({ type }) => type === 'text/plain')
    .map(partText)
    .join('\n')
    .slice(0, 50_000);
  const named = allHeaders(message.headers, 'x-failed-recipients').join(',').match(address) ?? [];
  const written = (named.length > 0 ? named : (text.slice(0, 4_000).match(address) ?? [])).map((one) =>
    one.toLowerCase(),
  );
  const quoted = [...text.matchAll(/^message-id:\s*(<[^<>\s]+>)/gim)].map((match) => match[1]!);
  return {
    action: delays.test(message.subject.normalize('NFD').replace(/\p{M}/gu, '')) ? 'delayed' : 'failed',
    recipients: [...new Set(written)].slice(0, 20),
    status: statusCode.exec(text)?.[1] ?? null,
    messageIds: [...new Set([...messageIds, ...quoted])],
  };
}

function readReport(part: MimePart): Omit<Bounce, 'messageIds'> {
  const text = Buffer.from(decodePart(part)).toString('utf8').replace(/\r\n?/g, '\n');
  const blocks = text.split(/\n\s*\n/).map((block) => splitHeader(Buffer.from(`${block}\n\n`)).headers);
  const recipients = blocks
    .flatMap((fields) => [firstHeader(fields, 'original-recipient'), firstHeader(fields, 'final-recipient')])
    .flatMap((field) => field?.match(address) ?? []);
  const actions = blocks.flatMap((fields) => firstHeader(fields, 'action')?.trim().toLowerCase() ?? []);
  const status = blocks.map((fields) => firstHeader(fields, 'status')).find((code) => code !== null);
  return {
    action: readAction(actions),
    recipients: [...new Set(recipients.map((one) => one.toLowerCase()))].slice(0, 20),
    status: statusCode.exec(status ?? '')?.[1] ?? null,
  };
}

function readAction(actions: readonly string[]): Bounce['action'] {
  if (actions.some((action) => action.startsWith('failed'))) return 'failed';
  if (actions.some((action) => action.startsWith('delayed'))) return 'delayed';
  return actions.length > 0 ? 'delivered' : 'failed';
}

/** The returned message, whole or its headers alone. */
function returnedMessageIds(parts: readonly MimePart[]): string[] {
  return parts.flatMap((part) => {
    if (part.message !== null) return part.message.messageId ?? [];
    if (part.type !== 'text/rfc822-headers') return [];
    return firstHeader(splitHeader(decodePart(part)).headers, 'message-id')?.match(/<[^<>\s]+>/)?.[0] ?? [];
  });
}
