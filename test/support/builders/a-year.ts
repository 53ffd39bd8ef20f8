import { sql } from 'kysely';
import { textCell } from '../../../src/form/open/grid.js';
import { readForm } from '../../../src/form/read-form.js';
import type { Database } from '../../../src/store/database.js';

const cells = [
  'Commune',
  'Bron',
  'École',
  'École Jean Moulin',
  'Nom',
  'Durand',
  'E-mail',
  'durand@',
  'Téléphone',
  '04 72',
];
const grid = {
  sheets: [
    {
      name: 'Feuille1',
      hidden: false,
      cells: cells.map((text, index) => textCell(Math.floor(index / 2), index % 2, text)),
    },
  ],
};

/** Rows as they would be after a year: most requests are over, each has six messages, a reading and an answer. */
export async function fillWithAYear(db: Database, requests: number): Promise<void> {
  const open = Math.floor(Math.min(400, requests / 10));
  const reading = JSON.stringify(readForm(grid));
  const shown = JSON.stringify({
    sheets: [
      {
        name: 'Feuille1',
        isHidden: false,
        cells: grid.sheets[0]!.cells.map(({ hidden, ...cell }) => ({ ...cell, isHidden: hidden })),
      },
    ],
    isCut: false,
  });
  const mail = JSON.stringify({
    from: 'a',
    replyTo: '',
    to: 'b',
    cc: '',
    date: '',
    text: 'Bonjour, voici notre liste. '.repeat(20),
    quoted: '',
    isCut: false,
  });
  await sql`insert into request (id, reference, status, commune_insee, sender, opened_at, due_on, target_on, reasons)
    select gen_random_uuid(), 'LC-2026-' || lpad(n::text, 5, '0'),
      case when n <= ${open} then (array['awaiting-agent', 'awaiting-commune'])[1 + n % 2] else 'opened' end, '69029',
      'mairie' || n || '@exemple.fr', now() - n * interval '50 minutes', current_date + 14 - n % 20, current_date + 13 - n % 20,
      case when n <= ${open} then array[(array['sender_not_confirmed', 'form_has_errors', 'cells_unexplained'])[1 + n % 3]] else '{}' end
    from generate_series(1, ${requests}::int) as n`.execute(db);
  await sql`insert into message (id, sha256, raw, size_bytes, received_at, status, kind, may_answer, authenticity, from_address,
      subject, documents, request_id)
    select gen_random_uuid(), sha256((request.id::text || copy)::bytea), decode(repeat('41', 2000), 'hex'), 2000,
      opened_at + copy * interval '1 hour', 'decided', 'form', true, 'authentic', sender, 'Nos écoles',
      '[{"name": "liste.xlsx", "type": "xlsx", "path": "2", "sha256": "x", "sizeBytes": 9000}]', request.id
    from request, generate_series(1, 6) as copy`.execute(db);
  await sql`insert into reading (id, message_id, path, document_name, document_type, document_sha256, rules, kind, reading)
    select gen_random_uuid(), id, '2', 'liste.xlsx', 'xlsx', id::text, 'bench', 'invalid', ${reading}::jsonb from message`.execute(
    db,
  );
  await sql`insert into decision (id, message_id, request_id, outcome, reasons, decided_at)
    select gen_random_uuid(), id, request_id, 'correct', array['form_has_errors'], received_at from message`.execute(
    db,
  );
  await sql`insert into reply (id, request_id, message_id, kind, recipient, rfc_message_id, subject, text_body, html_body, status,
      owed_at, due_at, sent_at)
    select gen_random_uuid(), request_id, id, 'corrections', from_address, '<' || id || '@x>', 'Corrections', repeat('texte ', 300),
      repeat('<p>texte</p>', 300), 'sent', received_at, received_at, received_at + interval '20 seconds' from message`.execute(
    db,
  );
  await sql`insert into shown_part (message_id, part, shape, shown) select id, 'mail', 1, ${mail}::jsonb from message`.execute(
    db,
  );
  await sql`insert into shown_part (message_id, part, shape, shown) select id, 'document:2', 1, ${shown}::jsonb from message`.execute(
    db,
  );
  await sql`insert into request_counter (year, last) values (2026, ${requests})
    on conflict (year) do update set last = excluded.last`.execute(db);
  await sql`vacuum analyze`.execute(db);
}
