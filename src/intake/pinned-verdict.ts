import { type AuthenticityReason, authenticityReasons } from './authenticity-reasons.js';
import { firstHeader, type HeaderField } from './header-field.js';
import { isAligned, organisationalDomain } from './organisational-domain.js';
import { type AuthenticationResult, readAuthenticationResults } from './read-authentication-results.js';
import type { Authenticity } from './sorted-message.js';

/** A verdict on the sender, and the codes that say why. */
export type AuthenticityVerdict = { verdict: Authenticity; reasons: AuthenticityReason[] };

/**
 * The verdict our own mail server wrote, or null when there is none to believe. Only the topmost Authentication-Results counts, and
 * only when it bears our server's name: a header that came with the message stands below it (RFC 8601 §5 makes our server remove
 * those that bear its name). One below a `Received` of somebody else's server was not written by ours, whatever its name.
 */
export function pinnedVerdict(
  headers: readonly HeaderField[],
  fromDomain: string,
  authservId: string | undefined,
): AuthenticityVerdict | null {
  if (authservId === undefined) return null;
  const position = headers.findIndex(({ name }) => name === 'authentication-results');
  const parsed = position < 0 ? null : readAuthenticationResults(headers[position]!.value);
  if (parsed === null || parsed.authservId !== authservId.trim().toLowerCase()) return null;
  if (!headers.slice(0, position).every((field) => isOurHop(field, authservId))) return null;
  return judge(parsed.results, fromDomain, firstHeader(headers, 'return-path'));
}

/** Our mail servers may hand the message on among themselves, above the header one of them wrote. */
function isOurHop({ name, value }: HeaderField, authservId: string): boolean {
  if (name !== 'received') return true;
  const by = /\bby\s+([^\s;()]+)/i.exec(value)?.[1]?.toLowerCase() ?? '';
  const isPrivate =
    !by.includes('.') ||
    /\.(local|lan|internal|localdomain|home|intra)$/.test(by) ||
    /^\[?(127|10|192\.168)\./.test(by);
  return isPrivate || organisationalDomain(by) === organisationalDomain(authservId.toLowerCase());
}

/** A server that forgets the quotes lets an envelope address write a result of its own: of several, the gravest counts. */
const gravity: Record<Authenticity, number> = { forged: 0, unproven: 1, authentic: 2 };

function judge(
  results: readonly AuthenticationResult[],
  fromDomain: string,
  returnPath: string | null,
): AuthenticityVerdict {
  const judged = results
    .filter(({ method }) => method === 'dmarc')
    .map((dmarc) => judgeDmarc(dmarc, results, fromDomain));
  const worst = judged.toSorted((one, other) => gravity[one.verdict] - gravity[other.verdict])[0];
  if (worst !== undefined) return worst;
  if (hasAlignedDkim(results, fromDomain)) return { verdict: 'authentic', reasons: ['dkim-pass'] };
  const spf = results.find(({ method, result }) => method === 'spf' && result === 'pass');
  const mailFrom = spf?.properties.get('smtp.mailfrom') ?? (spf === undefined ? null : returnPath);
  if (mailFrom !== null && isAligned(domainOf(mailFrom), fromDomain))
    return { verdict: 'authentic', reasons: ['spf-pass'] };
  return { verdict: 'unproven', reasons: ['not-aligned'] };
}

function judgeDmarc(
  dmarc: AuthenticationResult,
  results: readonly AuthenticationResult[],
  fromDomain: string,
): AuthenticityVerdict {
  const judgedFrom = dmarc.properties.get('header.from');
  if (judgedFrom !== undefined && !isAligned(domainOf(judgedFrom), fromDomain)) {
    return { verdict: 'unproven', reasons: ['judged-another-from'] };
  }
  if (dmarc.result === 'pass') return { verdict: 'authentic', reasons: ['dmarc-pass'] };
  if (dmarc.result === 'fail') {
    return isPolicyHard(dmarc, fromDomain)
      ? { verdict: 'forged', reasons: ['dmarc-fail'] }
      : { verdict: 'unproven', reasons: ['dmarc-fail-without-policy'] };
  }
  /* No record (`none`, `bestguesspass`): the domain states no rule, an aligned signature still proves it. */
  if (/^(none|bestguesspass)$/.test(dmarc.result) && hasAlignedDkim(results, fromDomain)) {
    return { verdict: 'authentic', reasons: ['dkim-pass'] };
  }
  return { verdict: 'unproven', reasons: [resultReason(dmarc.result)] };
}

function resultReason(result: string): AuthenticityReason {
  const code = result === 'bestguesspass' ? 'dmarc-none' : `dmarc-${result}`;
  return code in authenticityReasons ? (code as AuthenticityReason) : 'dmarc-unknown';
}

/**
 * The policy stands in a comment (`p=REJECT sp=NONE dis=QUARANTINE`), in a property (`policy.dmarc=reject`), or as an action. `sp` speaks
 * for subdomains, `dis` says what our server made of it.
 */
function isPolicyHard({ comment, properties }: AuthenticationResult, fromDomain: string): boolean {
  const tag = (name: string) => new RegExp(`(?<![a-z])${name}\\s*=\\s*([a-z]+)`).exec(comment)?.[1];
  const isSubdomain = organisationalDomain(fromDomain) !== fromDomain;
  const published = (isSubdomain ? tag('sp') : undefined) ?? tag('p') ?? tag('policy');
  const spoken = [...properties].filter(([name]) =>
    /^(policy\.|action$|p$|header\.p$|dis$|policy$)/.test(name),
  );
  const values = [published, tag('dis'), ...spoken.map(([, value]) => value)];
  return values.some((value) => value !== undefined && /^(o?reject|quarantine)/.test(value));
}

function hasAlignedDkim(results: readonly AuthenticationResult[], fromDomain: string): boolean {
  return results.some(({ method, result, properties }) => {
    if (method !== 'dkim' || result !== 'pass') return false;
    const domain = properties.get('header.d') ?? domainOf(properties.get('header.i') ?? '');
    return isAligned(domain, fromDomain);
  });
}

function domainOf(address: string): string {
  const bare = address.replace(/^<|>$/g, '');
  return bare.slice(bare.lastIndexOf('@') + 1).toLowerCase();
}
