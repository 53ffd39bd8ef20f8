import { type Kysely, sql } from 'kysely';

/**
 * The brake a person pulls: nothing leaves while it is on. Whoever sends takes a share of the gate's one row in the
 * statement that claims; whoever pulls or lifts takes it alone. No claim can thus miss a brake already pulled.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
alter table brake drop constraint brake_scope_check;
alter table brake add constraint brake_scope_check check (scope in ('address', 'request', 'service', 'by-hand'));
alter table brake alter column most drop not null;
alter table brake alter column window_ms drop not null;
alter table brake add column reason text;
alter table brake add column put_on_by text;
alter table brake add constraint brake_pulled_or_reached check (case when scope = 'by-hand'
  then reason is not null and put_on_by is not null and most is null and window_ms is null
  else reason is null and most is not null and window_ms is not null end);

create table reply_gate (
  id boolean primary key default true check (id),
  brake_id uuid references brake
);
insert into reply_gate default values;
`)
    .execute(db);
}
