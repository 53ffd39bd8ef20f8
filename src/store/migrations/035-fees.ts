import { type Kysely, sql } from 'kysely';

/**
 * Fee statements. Numbered without a gap in each year, frozen once issued (even their owner is refused, unless they
 * disarm the triggers), each the sum of its lines. A correction is a new version that says why.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`
create table fee_counter (year integer primary key, last integer not null);

create table fee_statement (
  id uuid primary key,
  year integer not null,
  number integer not null,
  version integer not null check (version >= 1),
  commune_insee text not null,
  commune_name text not null,
  siren text not null,
  covers_from date not null,
  covers_until date not null,
  price_cents integer not null check (price_cents > 0),
  schools integer not null check (schools >= 0),
  total_cents integer not null check (total_cents = schools * price_cents),
  convention_notified_on date,
  reason text check ((version = 1) = (reason is null)),
  issued_at timestamptz not null,
  issued_by uuid not null references agent,
  unique (year, number, version),
  unique (year, commune_insee, version)
);

create table fee_statement_line (
  statement_id uuid not null references fee_statement,
  position integer not null,
  uai text not null,
  school_name text not null,
  used_from date,
  amount_cents integer not null check (amount_cents >= 0),
  reason text,
  primary key (statement_id, position),
  unique (statement_id, uai)
);

create table fee_decision (
  id uuid primary key,
  commune_insee text not null,
  year integer not null,
  kind text not null check (kind in ('as-one', 'leave-out', 'add')),
  uais text[] not null,
  reason text not null,
  agent_id uuid not null references agent,
  decided_at timestamptz not null,
  until_year integer,
  withdrawn_by uuid references agent,
  withdrawn_at timestamptz,
  withdrawn_reason text
);
create index fee_decision_commune on fee_decision (commune_insee, year);

create function refuse_to_change_a_statement() returns trigger language plpgsql as $$
begin
  raise exception 'A fee statement is frozen: issue a new version.';
end $$;
create trigger fee_statement_frozen before update or delete or truncate on fee_statement
  for each statement execute function refuse_to_change_a_statement();
create trigger fee_statement_line_frozen before update or delete or truncate on fee_statement_line
  for each statement execute function refuse_to_change_a_statement();

create function check_fee_statement() returns trigger language plpgsql as $$
declare
  statement fee_statement;
  lines record;
begin
  if tg_table_name = 'fee_statement' then statement := new;
  else select * into statement from fee_statement where id = new.statement_id;
  end if;
  select coalesce(sum(amount_cents), 0) as total, count(*) filter (where amount_cents > 0) as schools,
    coalesce(bool_and(amount_cents in (0, statement.price_cents)), true) as are_flat
  into lines from fee_statement_line where statement_id = statement.id;
  if lines.total <> statement.total_cents or lines.schools <> statement.schools or not lines.are_flat then
    raise exception 'A fee statement is the sum of its lines.';
  end if;
  if statement.number > (select last from fee_counter where year = statement.year) then
    raise exception 'A fee statement takes the next number of its year.';
  end if;
  return null;
end $$;
create constraint trigger fee_statement_adds_up after insert on fee_statement
  deferrable initially deferred for each row execute function check_fee_statement();
create constraint trigger fee_statement_line_adds_up after insert on fee_statement_line
  deferrable initially deferred for each row execute function check_fee_statement();
`)
    .execute(db);
}
