import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { ScanType } from '../registry/scan-type.js';
import type { Queries, Tx } from './database.js';

export type NewScan = {
  conventionId: string;
  name: string;
  type: ScanType;
  bytes: Uint8Array;
  /** A virus scanner found it clean; false when there is none. */
  isScanned: boolean;
  agentId: string;
  at: Date;
};

/** Keeps a scan that is shown first: it belongs to no event yet. Answers its identifier. */
export async function insertScan(db: Queries, scan: NewScan): Promise<string> {
  const id = randomUUID();
  const bytes = Buffer.from(scan.bytes);
  await db
    .insertInto('convention_document')
    .values({
      ...{ id, convention_id: scan.conventionId, event_id: null, name: scan.name, type: scan.type, bytes },
      ...{ size_bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest() },
      ...{ is_scanned: scan.isScanned, agent_id: scan.agentId, uploaded_at: scan.at },
    })
    .execute();
  return id;
}

/** A scan without its bytes. */
export type KeptScan = {
  id: string;
  conventionId: string;
  /** Null: not confirmed. */
  eventId: string | null;
  name: string;
  type: ScanType;
  sizeBytes: number;
  isScanned: boolean;
};

const columns = ['id', 'convention_id', 'event_id', 'name', 'type', 'size_bytes', 'is_scanned'] as const;

type ScanRow = {
  id: string;
  convention_id: string;
  event_id: string | null;
  name: string;
  type: ScanType;
  size_bytes: number;
  is_scanned: boolean;
};

function scanOf(row: ScanRow): KeptScan {
  return {
    ...{ id: row.id, conventionId: row.convention_id, name: row.name },
    eventId: row.event_id === null ? null : String(row.event_id),
    ...{ type: row.type, sizeBytes: row.size_bytes, isScanned: row.is_scanned },
  };
}

/** Those that belong to an event of these conventions. */
export async function listScans(db: Queries, conventionIds: readonly string[]): Promise<KeptScan[]> {
  if (conventionIds.length === 0) return [];
  const rows = await db
    .selectFrom('convention_document')
    .select(columns)
    .where('convention_id', 'in', conventionIds)
    .where('event_id', 'is not', null)
    .orderBy('uploaded_at')
    .execute();
  return rows.map(scanOf);
}

export async function findScan(db: Queries, id: string): Promise<KeptScan | null> {
  const row = await db
    .selectFrom('convention_document')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : scanOf(row);
}

/** The scan of a letter of this convention that nothing was recorded from yet. */
export async function findNewScan(db: Queries, id: string, conventionId: string): Promise<KeptScan | null> {
  const scan = await findScan(db, id);
  return scan?.conventionId === conventionId && scan.eventId === null ? scan : null;
}

export async function scanBytes(db: Queries, id: string): Promise<Uint8Array | null> {
  const row = await db
    .selectFrom('convention_document')
    .select('bytes')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.bytes ?? null;
}

/** The scan is the letter of this event; one that has an event already is left alone. */
export async function attachScan(tx: Tx, id: string, eventId: string): Promise<boolean> {
  const attached = await tx
    .updateTable('convention_document')
    .set({ event_id: eventId })
    .where('id', '=', id)
    .where('event_id', 'is', null)
    .executeTakeFirst();
  return attached.numUpdatedRows === 1n;
}

/** What was shown first a day ago and never confirmed is personal data that nobody needs. */
export async function forgetScansNotConfirmed(db: Queries, now: Date): Promise<void> {
  await sql`delete from convention_document
    where event_id is null and uploaded_at < ${now}::timestamptz - interval '1 day'`.execute(db);
}
