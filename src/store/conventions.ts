import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Convention } from '../registry/convention.js';
import { insertConventionEvents, type NewConventionEvent } from './convention-events.js';
import type { Database, Queries, Tx } from './database.js';
import type { Tables } from './tables.js';

/** A convention as kept. `version` moves with each change: an agent acts on the one they saw. */
export type StoredConvention = Convention & {
  id: string;
  signedOn: Temporal.PlainDate | null;
  /** Name of the former commune that signed it, once another holds it. */
  signatory: string | null;
  /** The request that carries its end; null when nobody denounced it, or before its first sweep. */
  noticeRequestId: string | null;
  version: number;
};

export type ConventionRow = Selectable<Tables['convention']>;

/** A convention denounced at no known day runs to its last day all the same. */
export function conventionOf(row: ConventionRow): StoredConvention {
  const notifiedOn = dayOrNull(row.notified_on);
  const endsOn = dayOrNull(row.ends_on);
  return {
    id: row.id,
    communeInsee: row.commune_insee,
    signedOn: dayOrNull(row.signed_on),
    notifiedOn,
    denunciation:
      endsOn === null || notifiedOn === null
        ? null
        : { receivedOn: dayOrNull(row.denounced_on) ?? notifiedOn, endsOn },
    signatory: row.signatory,
    noticeRequestId: row.notice_request_id,
    version: row.version,
  };
}

function dayOrNull(text: string | null): Temporal.PlainDate | null {
  return text === null ? null : Temporal.PlainDate.from(text);
}

/** Of these communes (of all when none is named): by commune, the earliest first, one only signed last. */
export async function loadConventions(
  db: Queries,
  communes?: readonly string[],
): Promise<StoredConvention[]> {
  let query = db.selectFrom('convention').selectAll();
  if (communes !== undefined) query = query.where('commune_insee', 'in', [...communes, '']);
  const rows = await query.orderBy('commune_insee').orderBy('notified_on').orderBy('id').execute();
  return rows.map(conventionOf);
}

/** Null when there is none of this name. */
export async function findConvention(db: Queries, id: string): Promise<StoredConvention | null> {
  const row = await db.selectFrom('convention').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : conventionOf(row);
}

/** The row is ours until the end of the transaction. */
export async function lockConvention(tx: Tx, id: string): Promise<StoredConvention | null> {
  const row = await tx
    .selectFrom('convention')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : conventionOf(row);
}

export type ConventionChange = Partial<{
  communeInsee: string;
  signedOn: Temporal.PlainDate | null;
  notifiedOn: Temporal.PlainDate | null;
  denunciation: Convention['denunciation'];
  signatory: string | null;
  noticeRequestId: string | null;
}>;

/** Writes what is named, and moves the version. Answers it. */
export async function changeConvention(tx: Tx, id: string, change: ConventionChange): Promise<number> {
  const row = await tx
    .updateTable('convention')
    .set((is) => ({ version: is('version', '+', 1), ...columnsOf(change) }))
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow();
  return row.version;
}

function columnsOf({
  communeInsee,
  signedOn,
  notifiedOn,
  denunciation,
  signatory,
  noticeRequestId,
}: ConventionChange) {
  return {
    ...(communeInsee === undefined ? {} : { commune_insee: communeInsee }),
    ...(signedOn === undefined ? {} : { signed_on: signedOn?.toString() ?? null }),
    ...(notifiedOn === undefined ? {} : { notified_on: notifiedOn?.toString() ?? null }),
    ...(denunciation === undefined
      ? {}
      : {
          denounced_on: denunciation?.receivedOn.toString() ?? null,
          ends_on: denunciation?.endsOn.toString() ?? null,
        }),
    ...(signatory === undefined ? {} : { signatory }),
    ...(noticeRequestId === undefined ? {} : { notice_request_id: noticeRequestId }),
  };
}

export type NewConvention = Pick<Convention, 'communeInsee' | 'notifiedOn' | 'denunciation'> & {
  signedOn: Temporal.PlainDate | null;
};

export async function insertConvention(tx: Tx, { communeInsee, ...days }: NewConvention): Promise<string> {
  const { notifiedOn, denunciation, signedOn } = days;
  const row = await tx
    .insertInto('convention')
    .values({
      commune_insee: communeInsee,
      signed_on: signedOn?.toString() ?? null,
      notified_on: notifiedOn?.toString() ?? null,
      denounced_on: denunciation?.receivedOn.toString() ?? null,
      ends_on: denunciation?.endsOn.toString() ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/**
 * Writes an imported table, all of it or nothing. A line mends the convention of its commune that has not ended on the
 * day it was notified, and makes one when there is none. The same table again changes nothing.
 */
export async function saveConventions(
  db: Database,
  conventions: readonly NewConvention[],
  at: Date,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const given of conventions) {
      const known = await currentConvention(tx, given.communeInsee);
      if (known !== null && isSame(known, given)) continue;
      const id = known?.id ?? (await insertConvention(tx, given));
      if (known !== null)
        await changeConvention(tx, id, { ...given, signedOn: given.signedOn ?? known.signedOn });
      await insertConventionEvents(tx, eventsOf(id, given, known, at));
    }
  });
}

/** The latest one, ours until the end of the transaction; null when there is none, or when it has ended. */
export async function currentConvention(tx: Tx, communeInsee: string): Promise<StoredConvention | null> {
  const row = await tx
    .selectFrom('convention')
    .selectAll()
    .where('commune_insee', '=', communeInsee)
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('convention_event')
            .select('convention_event.id')
            .whereRef('convention_id', '=', 'convention.id')
            .where('kind', '=', 'ended')
            .where('undone_at', 'is', null),
        ),
      ),
    )
    .orderBy(sql`notified_on desc nulls first`)
    .limit(1)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? null : conventionOf(row);
}

function isSame(known: StoredConvention, given: NewConvention): boolean {
  const says = ({ signedOn, notifiedOn, denunciation }: NewConvention) =>
    [signedOn ?? known.signedOn, notifiedOn, denunciation?.receivedOn, denunciation?.endsOn]
      .map(String)
      .join();
  return says(known) === says(given);
}

function eventsOf(
  conventionId: string,
  { signedOn, notifiedOn, denunciation }: NewConvention,
  known: StoredConvention | null,
  at: Date,
): NewConventionEvent[] {
  const event = { conventionId, at, agentId: null, reason: null, facts: { from: 'import' } };
  const isNew = (day: Temporal.PlainDate | null, former: Temporal.PlainDate | null | undefined) =>
    day !== null && String(day) !== String(former);
  return [
    ...(isNew(signedOn, known?.signedOn) ? [{ ...event, kind: 'signed' as const, onDay: signedOn! }] : []),
    ...(isNew(notifiedOn, known?.notifiedOn)
      ? [{ ...event, kind: 'notified' as const, onDay: notifiedOn! }]
      : []),
    ...(denunciation !== null && isNew(denunciation.receivedOn, known?.denunciation?.receivedOn)
      ? [{ ...event, kind: 'denounced' as const, onDay: denunciation.receivedOn }]
      : []),
  ];
}
