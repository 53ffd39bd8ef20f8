import { sql } from 'kysely';
import type { Activity, FormsOfYear, StorageOfSchool } from '../../committee/activity.js';
import type { OpeningDelay } from '../../committee/opening-delays.js';
import { type CommuneInUse, firstDayWithin } from '../../fees/draft-statement.js';
import type { FeeYear } from '../../fees/fee-year.js';
import { periodsOfUse } from '../../fees/periods-of-use.js';
import { monthsOf, useOverTime } from '../../fees/use-over-time.js';
import type { Queries } from '../database.js';
import { loadCommunesInUse } from '../fees/communes-in-use.js';
import { loadSchoolStorage } from '../school-storage.js';

/** What the base says of a year, up to `today` (Paris). */
export async function loadActivity(db: Queries, year: FeeYear, today: string): Promise<Activity> {
  const { from, until } = year;
  const begins = sql`(${from}::date::timestamp at time zone 'Europe/Paris')`;
  const ends = sql`((${until}::date + 1)::timestamp at time zone 'Europe/Paris')`;
  const [communes, changes, delays, forms, mistakes] = await Promise.all([
    loadCommunesInUse(db, year.year),
    sql<{ month: string; added: number; removed: number }>`
      select to_char(applied_at at time zone 'Europe/Paris', 'YYYY-MM') as month,
        count(*) filter (where kind = 'add-school')::int as added,
        count(*) filter (where kind = 'remove-school')::int as removed
      from change where kind in ('add-school', 'remove-school') and undone_at is null
        and applied_at >= ${begins} and applied_at < ${ends}
      group by 1`.execute(db),
    sql<OpeningDelay>`
      select (done_at at time zone 'Europe/Paris')::date - asked_on as days,
        case when (done_at at time zone 'Europe/Paris')::date <= due_on then 'kept'
          when done_at is not null or due_on < ${today}::date then 'late' else 'pending' end as standing
      from access_order where kind = 'open-school' and status <> 'cancelled'
        and asked_on >= ${from}::date and asked_on <= ${until}::date`.execute(db),
    sql<FormsOfYear>`
      select count(*) filter (where outcome = 'accept')::int as accepted,
        count(*) filter (where outcome = 'correct')::int as corrected,
        count(*) filter (where outcome = 'ask-agent')::int as agent,
        count(*) filter (where outcome = 'already-received')::int as repeated
      from decision where decided_at >= ${begins} and decided_at < ${ends}
        and exists (select 1 from reading where reading.message_id = decision.message_id)`.execute(db),
    sql<{ code: string; count: number }>`
      select problem->>'code' as code, count(*)::int as count
      from decision join reading on reading.message_id = decision.message_id,
        jsonb_array_elements(reading.reading->'problems') as problem
      where decided_at >= ${begins} and decided_at < ${ends} group by 1 order by 2 desc, 1 limit 12`.execute(
      db,
    ),
  ]);
  const byMonth = new Map(changes.rows.map((row) => [row.month, row]));
  return {
    ...{ year, countedOn: today },
    use: useOverTime(communes, year, today),
    changes: monthsOf(from, until)
      .filter((month) => `${month}-01` <= today)
      .map((month) => byMonth.get(month) ?? { month, added: 0, removed: 0 }),
    delays: delays.rows,
    forms: forms.rows[0]!,
    mistakes: mistakes.rows,
    storage: await storageOf(db, communes, year),
  };
}

/** Of the schools that used the service in the year: the heaviest first, those never measured last. */
async function storageOf(
  db: Queries,
  communes: readonly CommuneInUse[],
  year: FeeYear,
): Promise<StorageOfSchool[]> {
  const used = communes.flatMap(({ name: communeName, schools }) =>
    schools
      .filter(({ use }) => firstDayWithin(periodsOfUse(use), year) !== null)
      .map(({ uai, name }) => ({ uai, name, communeName })),
  );
  const measured = await loadSchoolStorage(
    db,
    used.map(({ uai }) => uai),
  );
  return used
    .map((school) => ({ ...school, bytes: measured.get(school.uai)?.sizeBytes ?? null }))
    .sort(
      (one, other) => (other.bytes ?? -1) - (one.bytes ?? -1) || one.name.localeCompare(other.name, 'fr'),
    );
}
