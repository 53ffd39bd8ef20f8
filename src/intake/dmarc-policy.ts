import { type DnsResolver, isNoSuchRecord } from './dns.js';
import { organisationalDomain } from './organisational-domain.js';

export type DmarcPolicy = 'none' | 'quarantine' | 'reject';

/**
 * What the owner of a domain asks to do with mail that fails DMARC (RFC 7489 §6.6.3), or null when he says nothing: the record of the
 * domain, else that of its organisation, whose `sp` then speaks for its subdomains.
 */
export async function dmarcPolicy(domain: string, ask: DnsResolver): Promise<DmarcPolicy | null> {
  const own = await policyRecord(domain, ask);
  if (own !== null) return readPolicy(own.get('p'));
  const organisation = organisationalDomain(domain);
  if (organisation === domain) return null;
  const record = await policyRecord(organisation, ask);
  return record === null ? null : readPolicy(record.get('sp') ?? record.get('p'));
}

async function policyRecord(domain: string, ask: DnsResolver): Promise<Map<string, string> | null> {
  const rows = await ask(`_dmarc.${domain}`, 'TXT').catch((error: unknown) => {
    if (isNoSuchRecord(error)) return [];
    throw error;
  });
  const records = rows
    .map((row) => row.join(''))
    .filter((record) => /^\s*v\s*=\s*DMARC1\s*(;|$)/i.test(record));
  if (records.length !== 1) return null;
  const tags = records[0]!.split(';').map((tag) => tag.split('='));
  return new Map(
    tags.map(([name, value]) => [name!.trim().toLowerCase(), (value ?? '').trim().toLowerCase()]),
  );
}

function readPolicy(written: string | undefined): DmarcPolicy {
  return written === 'reject' || written === 'quarantine' ? written : 'none';
}
