import { sql } from 'kysely';
import type { Queries } from '../database.js';

/** One week (from its Monday, `YYYY-MM-DD`): what was received, and what was decided how. */
export type Week = { week: string; received: number; alone: number; corrected: number; byHand: number };

export type Dashboard = {
  weeks: Week[];
  /** Hours from the reception of a message to its first answer, median; null when there is nothing to measure. */
  hoursToAnswer: number | null;
  /** Days from reception to the last access open, median. */
  daysToOpen: number | null;
  /** Most frequent first. */
  problems: { code: string; count: number }[];
};

/** Of what was decided since this instant. */
export async function loadDashboard(db: Queries, since: Date): Promise<Dashboard> {
  const [weeks, answer, open, problems] = await Promise.all([
    sql<Week>`
      with handled as (select distinct request_id, date_trunc('week', done_at at time zone 'Europe/Paris') as week
        from agent_action where done_at >= ${since} and verb in ('accept', 'confirm-sender', 'not-a-form', 'close')
          and undone_at is null),
      weeks as (select generate_series(date_trunc('week', ${since}::timestamptz at time zone 'Europe/Paris'),
        date_trunc('week', now() at time zone 'Europe/Paris'), interval '7 days') as week)
      select to_char(weeks.week, 'YYYY-MM-DD') as week,
        (select count(*)::int from request where opened_at >= weeks.week at time zone 'Europe/Paris'
          and opened_at < (weeks.week + interval '7 days') at time zone 'Europe/Paris') as received,
        (select count(*)::int from decision where decided_at >= weeks.week at time zone 'Europe/Paris'
          and decided_at < (weeks.week + interval '7 days') at time zone 'Europe/Paris' and outcome = 'accept') as alone,
        (select count(*)::int from decision where decided_at >= weeks.week at time zone 'Europe/Paris'
          and decided_at < (weeks.week + interval '7 days') at time zone 'Europe/Paris' and outcome = 'correct') as corrected,
        (select count(*)::int from handled where handled.week = weeks.week) as "byHand"
      from weeks order by week`.execute(db),
    sql<{ hours: number | null }>`
      select percentile_cont(0.5) within group (order by extract(epoch from first_sent_at - received_at) / 3600)::float8
        as hours
      from (select received_at, min(sent_at) as first_sent_at
        from reply join message on message.id = reply.message_id
        where sent_at >= ${since} group by message.id, received_at) as answered`.execute(db),
    sql<{ days: number | null }>`
      select percentile_cont(0.5) within group (order by extract(epoch from done_at - opened_at) / 86400)::float8 as days
      from access_order join request on request.id = request_id where done_at >= ${since}`.execute(db),
    sql<{ code: string; count: number }>`
      select problem->>'code' as code, count(*)::int as count
      from decision join reading on reading.message_id = decision.message_id,
        jsonb_array_elements(reading.reading->'problems') as problem
      where decided_at >= ${since} group by 1 order by 2 desc limit 12`.execute(db),
  ]);
  return {
    weeks: weeks.rows,
    hoursToAnswer: answer.rows[0]?.hours ?? null,
    daysToOpen: open.rows[0]?.days ?? null,
    problems: problems.rows,
  };
}
