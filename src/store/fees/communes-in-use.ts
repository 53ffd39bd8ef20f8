import { sql } from 'kysely';
import type { CommuneInUse, SchoolInUse } from '../../fees/draft-statement.js';
import type { Day } from '../../fees/fee-year.js';
import type { AccessEvent } from '../../fees/periods-of-use.js';
import { communes } from '../../registry/data/communes.js';
import { communeByInsee } from '../../registry/find-commune.js';
import type { SchoolYear } from '../../registry/school-year.js';
import type { Queries } from '../database.js';

type ListedRow = { communeInsee: string; schoolYear: number; uai: string; name: string; since: Day };
type EventRow = { communeInsee: string; uai: string; name: string } & AccessEvent;
type ConventionRow = { communeInsee: string; endsOn: Day | null };

/**
 * All that is known of each commune's use of the service, up to the list of `year`: its lists, the openings and the
 * closings of access, the end of its convention. A year without a list of its own has the one before it (annex 1).
 */
export async function loadCommunesInUse(db: Queries, year: SchoolYear): Promise<CommuneInUse[]> {
  const [listed, events, conventions] = await Promise.all([
    sql<ListedRow>`
      select commune_insee as "communeInsee", school_year as "schoolYear", uai, name,
        least((since at time zone 'Europe/Paris')::date,
          (select min(asked_on) from access_order where access_order.uai = listed_school.uai
            and access_order.commune_insee = listed_school.commune_insee)) as since
      from listed_school where school_year <= ${year}`.execute(db),
    sql<EventRow>`
      select commune_insee as "communeInsee", uai, school_name as name,
        case when kind = 'close-school' then 'closed' else 'opened' end as kind,
        case when kind = 'close-school' then least((done_at at time zone 'Europe/Paris')::date, due_on)
          else coalesce((done_at at time zone 'Europe/Paris')::date, greatest(due_on, not_before)) end as day
      from access_order where kind in ('open-school', 'reopen-school', 'close-school') and status <> 'cancelled'`.execute(
      db,
    ),
    sql<ConventionRow>`
      select commune_insee as "communeInsee", case when not bool_or(ends_on is null) then max(ends_on) end as "endsOn"
      from convention where notified_on is not null group by commune_insee`.execute(db),
  ]);
  const [lists, orders] = [byCommune(listed.rows), byCommune(events.rows)];
  const ends = new Map(conventions.rows.map(({ communeInsee, endsOn }) => [communeInsee, endsOn]));
  return communes.flatMap(({ insee, name, siren }) => {
    const [rows, happened] = [lists.get(insee) ?? [], orders.get(insee) ?? []];
    if (rows.length === 0 && happened.length === 0) return [];
    return [{ insee, name, siren, schools: schoolsOf(rows, happened, ends.get(insee) ?? null, year) }];
  });
}

/** A commune that was merged into another is counted with it. */
function byCommune<Row extends { communeInsee: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const insee = communeByInsee(row.communeInsee)?.insee ?? row.communeInsee;
    groups.set(insee, [...(groups.get(insee) ?? []), row]);
  }
  return groups;
}

function schoolsOf(
  rows: readonly ListedRow[],
  events: readonly EventRow[],
  endsOn: Day | null,
  year: SchoolYear,
): SchoolInUse[] {
  const years = [...new Set(rows.map(({ schoolYear }) => schoolYear))].sort((one, other) => one - other);
  const latest = (asked: SchoolYear) => years.filter((made) => made <= asked).at(-1);
  const covered = years.length === 0 ? [] : range(years[0]!, year);
  const names = new Map([...events, ...rows].map(({ uai, name }) => [uai, name]));
  return [...names].map(([uai, name]) => {
    const ofSchool = rows.filter((row) => row.uai === uai);
    const lists = covered.flatMap((asked) => {
      const row = ofSchool.find(({ schoolYear }) => schoolYear === latest(asked));
      return row === undefined ? [] : [{ schoolYear: asked, since: row.since }];
    });
    const happened = events.filter((event) => event.uai === uai).map(({ kind, day }) => ({ kind, day }));
    return { uai, name, use: { lists, events: happened, endsOn } };
  });
}

function range(from: number, until: number): number[] {
  return Array.from({ length: Math.max(0, until - from + 1) }, (_, index) => from + index);
}
