import { sql } from 'kysely';
import type { Database } from '../../../src/store/database.js';
import { aFormOf } from './a-dossier.js';
import { aTownHall } from './a-town-hall.js';

/**
 * Years of requests, six messages each, one in twenty still open, with readings, decisions, replies, changes and
 * orders; made in the base itself, in seconds.
 */
export async function fillBase(db: Database, requests: number): Promise<void> {
  const reading = JSON.stringify(aFormOf(aTownHall(0)));
  const statements = [
    sql`insert into request (id, reference, status, commune_insee, sender, opened_at, due_on, target_on, reasons)
      select gen_random_uuid(), 'LC-2026-' || lpad(n::text, greatest(5, length(n::text)), '0'),
        case when n % 20 > 0 then 'opened' when n % 40 = 0 then 'awaiting-agent' else 'awaiting-commune' end,
        (select commune_insee from convention offset n % 50 limit 1), 'mairie' || n || '@ville' || n % 300 || '.example',
        now() - n * interval '2 hours', current_date + 14 - (n / 12), current_date + 14 - (n / 12),
        case when n % 80 = 0 then '{sender_not_confirmed}'::text[] else '{cells_unexplained}' end
      from generate_series(1, ${requests}::int) as n`,
    sql`insert into message (id, sha256, raw, size_bytes, received_at, status, kind, may_answer, authenticity,
        from_address, subject, rfc_message_id, request_id)
      select gen_random_uuid(), sha256((request.id::text || m)::bytea), 'x', 1, opened_at + m * interval '1 hour',
        'decided', 'form', true, 'authentic', sender, 'Inscription ' || m, '<' || request.id || m || '@ville.example>',
        request.id
      from request, generate_series(1, 6) as m`,
    sql`insert into reading (id, message_id, path, document_name, document_type, document_sha256, content_key,
        commune_insee, rules, kind, reading)
      select gen_random_uuid(), id, '1.2', 'liste.xlsx', 'xlsx', encode(sha256, 'hex'), encode(sha256, 'hex'), null,
        'test', 'valid', jsonb_set(${reading}::jsonb, '{schools,0,administrator,lastName,value}',
          to_jsonb('Nom' || substr(request_id::text, 1, 6)))
      from message where subject = 'Inscription 1'`,
    sql`insert into decision (id, message_id, request_id, outcome, reasons, decided_at)
      select gen_random_uuid(), id, request_id, 'accept', '{all_conditions_hold}', received_at from message`,
    sql`insert into reply (id, request_id, message_id, kind, recipient, rfc_message_id, subject, text_body, html_body,
        status, owed_at, due_at, sent_at)
      select gen_random_uuid(), request_id, id, 'accepted', from_address, '<r' || id || '@laclasse.example>', 'Vu',
        'Bonjour', '<p>Bonjour</p>', 'sent', received_at, received_at, received_at + interval '1 second' from message`,
    sql`insert into reply_attempt (reply_id, outcome, response) select id, 'sent', '250 ok' from reply`,
    sql`insert into change (id, request_id, position, kind, uai, facts, applied_at)
      select gen_random_uuid(), id, 0, 'add-school', (select uai from directory_school offset n % 100 limit 1), '{}',
        opened_at
      from (select *, row_number() over () as n from request) as request`,
    sql`insert into access_order (id, request_id, kind, commune_insee, uai, school_name, administrator, asked_on, due_on,
        target_on, status, due_at, done_at)
      select gen_random_uuid(), id, 'open-school', commune_insee, '069' || right(reference, 4) || 'X', 'École', '{}', opened_at::date, due_on,
        target_on, 'done', opened_at, opened_at + interval '3 days' from request`,
    sql`insert into listed_school (commune_insee, school_year, uai, name, administrator, since, request_id)
      select commune_insee, 2020 + n % 7, '069' || right(reference, 4) || 'X', 'École',
        jsonb_build_object('email', 'direction' || n % 500 || '@ac-lyon.example', 'firstName', 'A', 'lastName', 'B',
          'jobTitle', 'C', 'phone', '+33472900318'), opened_at, id
      from (select *, row_number() over () as n from request where commune_insee is not null) as request
      on conflict do nothing`,
    sql`insert into audit_entry (sequence, at, agent_id, verb, request_id, facts, previous_hash, hash)
      select row_number() over (), opened_at, null, 'take', id, '{}', '', '' from request`,
    sql`insert into work_item (id, reason, subject_id, request_id, message_id, closed_at)
      select gen_random_uuid(), 'cells_unexplained', id, request_id, id, received_at from message where subject like '% 2'`,
  ];
  for (const statement of statements) await statement.execute(db);
}

/** What a page reads again and again as the years go: never from one end to the other. */
const growing = [
  'request',
  'message',
  'reading',
  'decision',
  'reply',
  'reply_attempt',
  'change',
  'access_order',
  'work_item',
  'request_search',
  'audit_entry',
  'listed_school',
];

/** Growing tables that `work` read from one end to the other. `db` must have one connection. */
export async function wholeReads(db: Database, work: () => Promise<unknown>): Promise<string[]> {
  const count = async () => {
    await sql`select pg_stat_force_next_flush()`.execute(db);
    await sql`select pg_stat_clear_snapshot()`.execute(db);
    const { rows } = await sql<{ name: string; scans: number }>`
      select relname as name, seq_scan as scans from pg_stat_user_tables
      where relname = any(${growing})`.execute(db);
    return new Map(rows.map(({ name, scans }) => [name, Number(scans)]));
  };
  const before = await count();
  await work();
  const after = await count();
  return growing.filter((name) => after.get(name)! > before.get(name)!);
}
