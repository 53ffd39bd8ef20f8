/** What a DKIM-Signature field claims (RFC 6376 §3.5), before anybody verified it. */
export type DkimSignature = {
  domain: string;
  algorithm: string;
  signedFields: string[];
  /** True with an `l=` tag: anybody may add to the body. */
  isBodyPartial: boolean;
  /** Seconds since 1970, or null. */
  signedAt: number | null;
  expiresAt: number | null;
};

/** Reads the tags of one field. Never throws. */
export function readDkimSignature(value: string): DkimSignature {
  const tags = new Map<string, string>();
  for (const tag of value.split(';')) {
    const equals = tag.indexOf('=');
    if (equals > 0) tags.set(tag.slice(0, equals).trim().toLowerCase(), tag.slice(equals + 1).trim());
  }
  return {
    domain: (tags.get('d') ?? '').toLowerCase().replace(/\.$/, ''),
    algorithm: (tags.get('a') ?? '').toLowerCase(),
    signedFields: (tags.get('h') ?? '').toLowerCase().split(/\s*:\s*/),
    isBodyPartial: tags.has('l'),
    signedAt: seconds(tags.get('t')),
    expiresAt: seconds(tags.get('x')),
  };
}

function seconds(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : null;
}
