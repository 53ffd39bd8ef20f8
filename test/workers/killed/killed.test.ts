import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { loadTemplates } from '../../../src/reply/write-reply.js';
import type { Database } from '../../../src/store/database.js';
import { someDice } from '../../crash/support/dice.js';
import { TEMPLATES } from '../../reply/a-reply.js';
import { aBaseWithUrl, endBase } from '../../store/a-base.js';
import { days, type WorkDay } from './support/days.js';
import { liveDay } from './support/live-day.js';

/** How many deaths of each day are tried, drawn by chance: `DAILY_KILLS=all DAILY_SEED=…` for every one. */
const KILLS = process.env['DAILY_KILLS'] ?? '2';
const SEED = Number(process.env['DAILY_SEED'] ?? randomInt(1 << 30));

beforeAll(() => loadTemplates(TEMPLATES));
afterEach(endBase);

/** All that a day’s work may leave, without identifiers, numbers and times: two bases that say the same did the same. */
async function leftIn(db: Database): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select concat_ws(' ', 'letter', kind, recipient, cc, version, status) as line from reply
    union all select concat_ws(' ', 'order', kind, uai, not_before, due_on, status) from access_order
    union all select concat_ws(' ', 'request', commune_insee, status) from request
    union all select concat_ws(' ', 'convention', kind, on_day, undone_at is null) from convention_event
    union all select concat_ws(' ', 'listed', school_year, uai) from listed_school
    union all select concat_ws(' ', 'change', kind, uai, position) from change
    union all select concat_ws(' ', 'item', reason, closed_at is null) from work_item
    union all select concat_ws(' ', 'campaign', status, closed_at is null, applied_at is null) from renewal_campaign
    union all select concat_ws(' ', 'settled', commune_insee, settled_as, evidence is null) from renewal_participant
    union all select concat_ws(' ', 'renewal letter', letter, attempt) from renewal_letter
    union all select concat_ws(' ', 'told', address) from circular_recipient
    union all select concat_ws(' ', 'audit', verb) from audit_entry`.execute(db);
  return rows.map(({ line }) => line).toSorted();
}

async function aDay(day: WorkDay) {
  const { db, url: databaseUrl } = await aBaseWithUrl();
  const circular = await day.prepare(db);
  return { db, place: { databaseUrl, circular } };
}

/** What the day leaves when nobody dies, and every moment at which somebody may. */
async function undisturbed(day: WorkDay): Promise<{ left: string[]; deaths: string[] }> {
  const { db, place } = await aDay(day);
  const before = await leftIn(db);
  const { statements, failures } = await liveDay(day, place);
  expect(failures).toEqual([]);
  expect(statements).toBeGreaterThan(5);
  const left = await leftIn(db);
  expect(left).not.toEqual(before);
  const counted = Array.from({ length: statements }, (_, index) => index + 1);
  const deaths = counted.flatMap((count) => [`before statement ${count}`, `after statement ${count}`]);
  const hasLetters = day.work !== 'circular' && left.filter(isLetter).length > before.filter(isLetter).length;
  return { left, deaths: [...deaths, ...(hasLetters ? ['before its letters are asked for'] : [])] };
}

const isLetter = (line: string) => line.startsWith('letter ');

test.each(Object.entries(days))(
  '%s: wherever its process is killed, alone or beside another, the next one leaves everything once',
  async (name, day) => {
    const { left, deaths } = await undisturbed(day);
    const tried = KILLS === 'all' ? deaths : someDice(SEED + name.length).draw(deaths, Number(KILLS));
    for (const [rank, death] of tried.entries()) {
      const what = `${name}, killed ${death}, DAILY_SEED=${SEED}`;
      const { db, place } = await aDay(day);
      if (rank % 2 === 1) await Promise.all([liveDay(day, place, death), liveDay(day, place)]);
      else expect([what, (await liveDay(day, place, death)).signal]).toEqual([what, 'SIGKILL']);
      const next = await liveDay(day, place);
      expect([what, next.failures]).toEqual([what, []]);
      expect([what, await leftIn(db)]).toEqual([what, left]);
      await endBase();
    }
    console.log(`${name}: ${tried.length} of ${deaths.length} deaths, seed ${SEED}`);
  },
  900_000,
);
