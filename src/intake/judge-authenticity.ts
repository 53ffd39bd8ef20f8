import type { AuthenticityReason } from './authenticity-reasons.js';
import { dmarcPolicy } from './dmarc-policy.js';
import { type DnsResolver, isNoSuchRecord, TransientDnsFailure } from './dns.js';
import { allHeaders, firstHeader, type HeaderField } from './header-field.js';
import { isAligned } from './organisational-domain.js';
import { parseAddresses } from './parse-addresses.js';
import { type AuthenticityVerdict, pinnedVerdict } from './pinned-verdict.js';
import { splitHeader } from './split-header.js';
import { suspiciousSender } from './suspicious-sender.js';
import { verifySignatures, whyNotWorthVerifying } from './verify-signatures.js';

/** A message bears one or two signatures; a hundred are an attack on our time. */
const MAX_SIGNATURES = 4;

export type AuthenticitySettings = {
  /** Name under which our own mail server writes Authentication-Results; undefined, no such header is believed. */
  authservId: string | undefined;
  dns: DnsResolver;
  /** When the message was received: signatures expire. */
  now: Date;
};

/**
 * Is the sender who From says? Two sources: what our own mail server wrote, else the DKIM signatures aligned with From, verified on the
 * raw bytes. `unproven` is the ordinary case of small town halls, and no fault of theirs.
 *
 * `forged` means DMARC surely fails and the domain asks to refuse such mail: our server said so, or no signature is of that domain and
 * the envelope is of another one. A signature of the domain that is merely broken proves nothing either way: gateways break them.
 *
 * Throws `TransientDnsFailure` when the DNS does not answer: that is no verdict. Unsigned mail asks the DNS nothing.
 */
export async function judgeAuthenticity(
  raw: Uint8Array,
  settings: AuthenticitySettings,
): Promise<AuthenticityVerdict> {
  const { headers } = splitHeader(raw);
  const from = allHeaders(headers, 'from').flatMap((field) => parseAddresses(field));
  const doubts = suspiciousSender(from, headers);
  const fromDomain =
    from
      .find(({ address }) => address !== '')
      ?.address.split('@')
      .at(-1) ?? '';

  const pinned = pinnedVerdict(headers, fromDomain, settings.authservId);
  if (pinned !== null) return withDoubts(pinned, doubts);
  if (doubts.length > 0) return { verdict: 'unproven', reasons: doubts };
  return judgeSignatures(raw, headers, fromDomain, settings);
}

/** A verdict of authenticity on a disguised sender is worth nothing; one of forgery stands. */
export function withDoubts(
  { verdict, reasons }: AuthenticityVerdict,
  doubts: readonly AuthenticityReason[],
): AuthenticityVerdict {
  const isSpoilt = doubts.length > 0 && verdict === 'authentic';
  return { verdict: isSpoilt ? 'unproven' : verdict, reasons: [...reasons, ...doubts] };
}

async function judgeSignatures(
  raw: Uint8Array,
  headers: readonly HeaderField[],
  fromDomain: string,
  { dns, now }: AuthenticitySettings,
): Promise<AuthenticityVerdict> {
  const signatures = allHeaders(headers, 'dkim-signature').slice(0, MAX_SIGNATURES * 5);
  if (signatures.length === 0) return { verdict: 'unproven', reasons: ['not-signed'] };

  const whyNot = (value: string) =>
    whyNotWorthVerifying(value, (domain) => isAligned(domain, fromDomain), now.getTime());
  const reasons = signatures.map(whyNot);
  if (reasons.includes(null)) {
    let left = MAX_SIGNATURES;
    const isWanted = (value: string) => whyNot(value) === null && left-- > 0;
    const outcome = await verifySignatures(raw, isWanted, dns, now);
    return { verdict: outcome.passes ? 'authentic' : 'unproven', reasons: outcome.reasons };
  }
  const told = [...new Set(reasons.filter((reason) => reason !== null))];
  const isElsewhere =
    told.every((reason) => reason === 'dkim-other-domain') && isEnvelopeElsewhere(headers, fromDomain);
  if (isElsewhere && (await forbidsForgeries(fromDomain, dns)))
    return { verdict: 'forged', reasons: ['dmarc-fail', ...told] };
  return { verdict: 'unproven', reasons: told };
}

/** SPF could still prove the sender when the envelope is of the same organisation, or is not known. */
function isEnvelopeElsewhere(headers: readonly HeaderField[], fromDomain: string): boolean {
  const [envelope] = parseAddresses(firstHeader(headers, 'return-path'));
  return (
    envelope !== undefined &&
    envelope.address !== '' &&
    !isAligned(envelope.address.split('@').at(-1)!, fromDomain)
  );
}

async function forbidsForgeries(domain: string, dns: DnsResolver): Promise<boolean> {
  try {
    const policy = await dmarcPolicy(domain, dns);
    return policy === 'reject' || policy === 'quarantine';
  } catch (error) {
    if (isNoSuchRecord(error)) return false;
    throw new TransientDnsFailure('The DNS did not answer for a DMARC policy', { cause: error });
  }
}
