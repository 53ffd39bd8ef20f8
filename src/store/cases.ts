import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { CommuneFile, ReadDocument } from '../decision/case.js';
import type { Reading } from '../form/reading.js';
import type { Authenticity, MessageKind } from '../intake/sorted-message.js';
import type { CommuneList, SchoolOnList } from '../registry/change.js';
import { isConventionInForce } from '../registry/convention.js';
import type { DirectorySchool, SchoolLevel } from '../registry/school.js';
import type { Uai } from '../registry/uai.js';
import { conventionOf } from './conventions.js';
import type { Queries, Tx } from './database.js';

/** A message that is read, with all that was found in it. */
export type ReadMessage = {
  id: string;
  receivedAt: Date;
  kind: MessageKind;
  mayAnswer: boolean;
  /** Codes of the sorting, e.g. `bounce`. */
  reasons: string[];
  authenticity: Authenticity;
  leftOnServer: 'too_large' | 'not_given' | null;
  sizeBytes: number;
  /** Times that it could not be processed. */
  failures: number;
  from: string | null;
  subject: string;
  rfcMessageId: string | null;
  referenceIds: string[];
  requestReference: string | null;
  /** What its sender says in their own words, as codes. */
  says: string[];
  /** Message-IDs of mails of ours that it says will never arrive. */
  bounced: string[];
  documents: ReadMessageDocument[];
};

export type ReadMessageDocument = ReadDocument & { contentKey: string | null };

/** Takes these messages if they are `read` and nobody else has them, oldest first, for the time of the transaction. */
export async function takeReadMessages(tx: Tx, ids: readonly string[]): Promise<ReadMessage[]> {
  const messages = await tx
    .selectFrom('message')
    .select([
      'id',
      'received_at',
      'kind',
      'may_answer',
      'reasons',
      'authenticity',
      'left_on_server',
      'size_bytes',
      'failures',
      'from_address',
      'subject',
      'rfc_message_id',
      'reference_ids',
      'request_reference',
      'says',
      'bounced',
    ])
    .where('id', 'in', ids)
    .where('status', '=', 'read')
    .orderBy('received_at')
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute();
  const documents = await documentsOf(
    tx,
    messages.map((message) => message.id),
  );
  return messages.map((row) => ({
    id: row.id,
    receivedAt: row.received_at,
    kind: row.kind as MessageKind,
    mayAnswer: row.may_answer ?? false,
    reasons: row.reasons,
    authenticity: row.authenticity as Authenticity,
    leftOnServer: row.left_on_server,
    sizeBytes: row.size_bytes,
    failures: row.failures,
    from: row.from_address,
    subject: row.subject ?? '',
    rfcMessageId: row.rfc_message_id,
    referenceIds: row.reference_ids,
    requestReference: row.request_reference,
    says: row.says,
    bounced: row.bounced,
    documents: documents.get(row.id) ?? [],
  }));
}

async function documentsOf(
  tx: Tx,
  messageIds: readonly string[],
): Promise<Map<string, ReadMessageDocument[]>> {
  const byMessage = new Map<string, ReadMessageDocument[]>();
  if (messageIds.length === 0) return byMessage;
  const rows = await tx
    .selectFrom('reading')
    .select(['id', 'message_id', 'document_name', 'document_sha256', 'content_key', 'reading'])
    .where('message_id', 'in', messageIds)
    .orderBy('path')
    .execute();
  for (const row of rows) {
    const document = {
      readingId: row.id,
      name: row.document_name,
      sha256: row.document_sha256,
      contentKey: row.content_key,
      reading: row.reading,
    };
    byMessage.set(row.message_id, [...(byMessage.get(row.message_id) ?? []), document]);
  }
  return byMessage;
}

/**
 * Only one transaction at a time decides about these communes and senders. Locks are taken in order, so that two
 * transactions never wait for each other in a circle.
 */
export async function lockSubjects(tx: Tx, subjects: readonly string[]): Promise<void> {
  if (subjects.length === 0) return;
  await sql`
    select pg_advisory_xact_lock(key)
    from (select distinct hashtextextended(subject, 0) as key from unnest(${[...subjects]}::text[]) as subject
          order by key) as keys`.execute(tx);
}

/** The trusted senders of one commune: lower-case addresses and domains. */
export type TrustedSenders = { addresses: ReadonlySet<string>; domains: ReadonlySet<string> };

export type StoredCommune = Omit<CommuneFile, 'isSenderTrusted'> & { trusted: TrustedSenders };

/** `day` is `YYYY-MM-DD` in Paris; `schoolYear` the year the list is asked for. */
export async function loadCommunes(
  db: Queries,
  communes: readonly string[],
  { day, schoolYear }: { day: string; schoolYear: number },
): Promise<Map<string, StoredCommune>> {
  if (communes.length === 0) return new Map();
  const [conventions, senders, contacts, schools, directory] = await Promise.all([
    db.selectFrom('convention').selectAll().where('commune_insee', 'in', communes).execute(),
    db.selectFrom('trusted_sender').selectAll().where('commune_insee', 'in', communes).execute(),
    db.selectFrom('commune_contact').selectAll().where('commune_insee', 'in', communes).execute(),
    latestLists(db, communes, schoolYear),
    db.selectFrom('directory_school').selectAll().where('commune_insee', 'in', communes).execute(),
  ]);
  const on = Temporal.PlainDate.from(day);
  return new Map(
    communes.map((insee) => {
      const ofCommune = <Row extends { commune_insee: string }>(rows: readonly Row[]) =>
        rows.filter((row) => row.commune_insee === insee);
      const values = (kind: string) =>
        new Set(ofCommune(senders).flatMap((row) => (row.kind === kind ? [row.value] : [])));
      const list: CommuneList = {
        contacts: Object.fromEntries(ofCommune(contacts).map((row) => [row.role, row.person])),
        schools: ofCommune(schools).map(({ uai, name, administrator }) => ({ uai, name, administrator })),
      };
      const commune: StoredCommune = {
        insee,
        isConventionInForce: ofCommune(conventions).some((row) => isConventionInForce(conventionOf(row), on)),
        list,
        directory: ofCommune(directory).map(directorySchool),
        trusted: { addresses: values('address'), domains: values('domain') },
      };
      return [insee, commune];
    }),
  );
}

/** The communes that have confirmed each of these addresses, or its domain. */
export async function loadCommunesTrusting(
  db: Queries,
  senders: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  if (senders.length === 0) return found;
  const values = senders.flatMap((sender) => [sender, domainOf(sender)]);
  const rows = await db.selectFrom('trusted_sender').selectAll().where('value', 'in', values).execute();
  for (const sender of senders) {
    const trusting = rows.filter(({ kind, value }) =>
      kind === 'address' ? value === sender : value === domainOf(sender),
    );
    found.set(sender, [...new Set(trusting.map((row) => row.commune_insee))]);
  }
  return found;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

function directorySchool(row: {
  uai: string;
  name: string;
  level: string;
  commune_insee: string;
  state: string;
}): DirectorySchool {
  return {
    uai: row.uai as Uai,
    name: row.name,
    level: row.level as SchoolLevel,
    communeInsee: row.commune_insee,
    state: row.state as DirectorySchool['state'],
  };
}

/** The list of this school year, or, before it exists, that of the last year there was one. */
async function latestLists(
  db: Queries,
  communes: readonly string[],
  schoolYear: number,
): Promise<({ commune_insee: string } & SchoolOnList)[]> {
  const rows = await sql<{ commune_insee: string } & SchoolOnList>`
    select commune_insee, uai, name, administrator from listed_school as listed
    where commune_insee = any(${[...communes]}) and school_year = (
      select max(school_year) from listed_school as latest
      where latest.commune_insee = listed.commune_insee and latest.school_year <= ${schoolYear})
    order by commune_insee, uai`.execute(db);
  return rows.rows;
}

/** A form of an earlier message that was decided on, to recognise one that comes again. */
export type EarlierReading = {
  documentSha256: string;
  contentKey: string | null;
  communeInsee: string | null;
  requestId: string;
  sender: string;
  authenticity: Authenticity;
  receivedAt: Date;
};

export async function loadEarlierReadings(
  db: Queries,
  documents: readonly ReadMessageDocument[],
): Promise<EarlierReading[]> {
  if (documents.length === 0) return [];
  const rows = await sql<EarlierReading>`
    select reading.document_sha256 as "documentSha256", reading.content_key as "contentKey",
      reading.commune_insee as "communeInsee", message.request_id as "requestId",
      message.from_address as sender, message.authenticity, message.received_at as "receivedAt"
    from reading join message on message.id = reading.message_id
    where reading.id = any(array(
        select id from reading where document_sha256 = any(${documents.map((one) => one.sha256)})
        union select id from reading where content_key = any(${documents.flatMap((one) => one.contentKey ?? [])})))
      and message.status = 'decided' and message.request_id is not null
    order by message.received_at`.execute(db);
  return rows.rows;
}

/** A request that a message may belong to. */
export type KnownRequest = {
  id: string;
  reference: string;
  status: string;
  communeInsee: string | null;
  sender: string;
  openedAt: Date;
  dueOn: string;
  targetOn: string;
  /** The mails we sent for it, among those asked for: their Message-IDs, or the identifiers of their return paths. */
  rfcMessageIds: string[];
  /** The best proof of origin among its messages. */
  proof: Authenticity;
  /** References of the requests that an agent merged into this one. */
  formerReferences?: string[];
};

/** As the return path of a mail of ours names its reply. */
function isReplyId(mail: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(mail);
}

/**
 * Requests named by reference, by a mail of ours answered, by identifier, or still open for one of these senders. Each
 * way of finding them is a query of its own, so that each has its index: joined by « or », they read every request. An
 * array of what they found, since a few are expected: for a set, Postgres expects many, and may read every request too.
 */
export async function loadRequests(
  db: Queries,
  by: {
    ids: readonly string[];
    references: readonly string[];
    mails: readonly string[];
    senders: readonly string[];
  },
): Promise<KnownRequest[]> {
  const replies = by.mails.filter(isReplyId);
  const named = [
    by.ids.length > 0 && sql`select id from request where id = any(${[...by.ids]}::uuid[])`,
    by.references.length > 0 && sql`select id from request where reference = any(${[...by.references]})`,
    by.references.length > 0 &&
      sql`select merged_into from request where reference = any(${[...by.references]})`,
    by.mails.length > 0 && sql`select request_id from reply where rfc_message_id = any(${[...by.mails]})`,
    replies.length > 0 && sql`select request_id from reply where id = any(${replies}::uuid[])`,
    by.senders.length > 0 &&
      sql`select id from request
        where sender = any(${[...by.senders]}) and status in ('awaiting-commune', 'awaiting-agent')`,
  ].filter((way) => way !== false);
  if (named.length === 0) return [];
  const rows = await sql<KnownRequest>`
    select request.id, request.reference, request.status, request.commune_insee as "communeInsee", request.sender,
      request.opened_at as "openedAt", request.due_on as "dueOn", request.target_on as "targetOn",
      coalesce(array_agg(case when reply.id::text = any(${[...by.mails]}) then reply.id::text else reply.rfc_message_id end)
        filter (where reply.rfc_message_id = any(${[...by.mails]}) or reply.id::text = any(${[...by.mails]})), '{}')
        as "rfcMessageIds",
      (select case when bool_or(authenticity = 'authentic') then 'authentic'
          when bool_and(authenticity = 'forged') then 'forged' else 'unproven' end
        from message where message.request_id = request.id and message.kind <> 'automatic') as proof,
      array(select reference from request as merged where merged.merged_into = request.id) as "formerReferences"
    from request left join reply on reply.request_id = request.id
    where request.id = any(array(${sql.join(named, sql` union `)}))
    group by request.id
    order by request.opened_at desc`.execute(db);
  return rows.rows;
}

/** A form as it was read. */
export type LatestForm = { readingId: string; reading: Reading };

/** The latest form read for each of these requests: what a corrected one is compared with. */
export async function loadLatestForms(
  db: Queries,
  requestIds: readonly string[],
): Promise<Map<string, LatestForm>> {
  if (requestIds.length === 0) return new Map();
  const rows = await sql<{ requestId: string } & LatestForm>`
    select distinct on (message.request_id) message.request_id as "requestId", reading.id as "readingId",
      reading.reading
    from message join reading on reading.message_id = message.id
    where message.request_id = any(${[...requestIds]}::uuid[])
      and not reading.reading->'problems' @> '[{"field": "document"}]'
    order by message.request_id, message.received_at desc, reading.made_at desc`.execute(db);
  return new Map(rows.rows.map(({ requestId, ...form }) => [requestId, form]));
}
