import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Queries, Tx } from '../database.js';

/** Who did what, to which request; `facts` say the rest, without any secret. */
export type AuditFact = {
  at: Date;
  /** Null when nobody was logged in: a command, or a failed login. */
  agentId: string | null;
  verb: string;
  requestId: string | null;
  facts: Record<string, unknown>;
};

export type AuditEntry = AuditFact & {
  sequence: number;
  /** Null for a command. */
  agentName: string | null;
  reference: string | null;
  previousHash: string;
  hash: string;
};

/** What the first entry follows. */
const BEGINNING = '0'.repeat(64);

/** Entries follow each other one at a time: the last hash is read and the next one written under this lock. */
const AUDIT_LOCK = 690_006;

/** Written in the transaction of what it tells: saved together, or not at all. */
export async function appendAudit(tx: Tx, fact: AuditFact): Promise<void> {
  await sql`select pg_advisory_xact_lock(${AUDIT_LOCK})`.execute(tx);
  const last = await tx
    .selectFrom('audit_entry')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  const sequence = (last?.sequence ?? 0) + 1;
  const previousHash = last?.hash ?? BEGINNING;
  const facts = JSON.parse(JSON.stringify(fact.facts)) as Record<string, unknown>;
  await tx
    .insertInto('audit_entry')
    .values({
      sequence,
      at: fact.at,
      agent_id: fact.agentId,
      verb: fact.verb,
      request_id: fact.requestId,
      facts: JSON.stringify(facts),
      previous_hash: previousHash,
      hash: hashOf({ ...fact, facts, sequence, previousHash }),
    })
    .execute();
}

function hashOf(entry: AuditFact & { sequence: number; previousHash: string }): string {
  const { sequence, previousHash, at, agentId, verb, requestId, facts } = entry;
  const said = [sequence, previousHash, at.toISOString(), agentId, verb, requestId, facts];
  return createHash('sha256').update(canonical(said)).digest('hex');
}

/** The same text for the same value, whatever order Postgres gives the keys back in. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const pairs = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${pairs.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(',')}}`;
}

/** Whole when every entry says what it said, in its place. `head`, kept elsewhere, also tells a log cut short. */
export type AuditVerdict =
  | { isWhole: true; entries: number; head: string }
  | { isWhole: false; entries: number; brokenAt: number };

/** Reads the whole log, some at a time. `expected`: an earlier head, by its sequence. */
export async function verifyAudit(
  db: Queries,
  expected?: { sequence: number; hash: string },
): Promise<AuditVerdict> {
  let sequence = 0;
  let head = BEGINNING;
  for await (const entry of readAudit(db)) {
    const follows = entry.sequence === sequence + 1 && entry.previousHash === head;
    const isAsExpected = expected?.sequence !== entry.sequence || expected.hash === entry.hash;
    if (!follows || !isAsExpected || hashOf(entry) !== entry.hash) {
      return { isWhole: false, entries: sequence, brokenAt: sequence + 1 };
    }
    sequence = entry.sequence;
    head = entry.hash;
  }
  if (expected !== undefined && expected.sequence > sequence) {
    return { isWhole: false, entries: sequence, brokenAt: sequence + 1 };
  }
  return { isWhole: true, entries: sequence, head };
}

const AT_ONCE = 1_000;

/** Every entry, oldest first, in bounded memory: what the export writes. */
export async function* readAudit(db: Queries, until = Number.MAX_SAFE_INTEGER): AsyncGenerator<AuditEntry> {
  let after = 0;
  for (;;) {
    const entries = await selectEntries(db, sql`entry.sequence > ${after} and entry.sequence <= ${until}`, {
      order: 'asc',
      limit: AT_ONCE,
    });
    yield* entries;
    if (entries.length < AT_ONCE) return;
    after = entries.at(-1)!.sequence;
  }
}

export type AuditFilter = { agentId?: string; verb?: string; requestId?: string; before?: number };

/** Latest first; `before` is the sequence of the last entry of the page before. */
export async function listAudit(db: Queries, filter: AuditFilter, size: number): Promise<AuditEntry[]> {
  const { agentId, verb, requestId, before } = filter;
  const conditions = [
    sql`true`,
    ...(agentId === undefined ? [] : [sql`entry.agent_id = ${agentId}`]),
    ...(verb === undefined ? [] : [sql`entry.verb = ${verb}`]),
    ...(requestId === undefined ? [] : [sql`entry.request_id = ${requestId}`]),
    ...(before === undefined ? [] : [sql`entry.sequence < ${before}`]),
  ];
  return selectEntries(db, sql.join(conditions, sql` and `), { order: 'desc', limit: size });
}

async function selectEntries(
  db: Queries,
  condition: ReturnType<typeof sql>,
  { order, limit }: { order: 'asc' | 'desc'; limit: number },
): Promise<AuditEntry[]> {
  const { rows } = await sql<AuditEntry>`
    select entry.sequence, entry.at, entry.agent_id as "agentId", entry.verb, entry.request_id as "requestId",
      entry.facts, entry.previous_hash as "previousHash", entry.hash, agent.name as "agentName", request.reference
    from audit_entry as entry left join agent on agent.id = entry.agent_id
      left join request on request.id = entry.request_id
    where ${condition} order by entry.sequence ${order === 'asc' ? sql`asc` : sql`desc`} limit ${limit}`.execute(
    db,
  );
  return rows;
}
