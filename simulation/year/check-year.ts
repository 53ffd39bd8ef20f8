import type { LivedYear } from './live-year.js';
import type { World } from './make-world.js';
import type { Stage } from './open-stage.js';

/**
 * At the end of the year: each commune that stays has its list of the next year, from its answer or from its recorded
 * silence; one whose letter came back has been renewed by nobody and waits for an agent; one that left has none.
 */
export async function checkRenewal(
  { base: { db } }: Stage,
  { communes, last }: World,
  { saidLate }: Pick<LivedYear, 'saidLate'>,
): Promise<string[]> {
  const lists = await db
    .selectFrom('listed_school')
    .select(['commune_insee', 'uai', 'administrator'])
    .where('school_year', '=', last.year)
    .execute();
  const participants = await db
    .selectFrom('renewal_participant')
    .select(['id', 'commune_insee', 'settled_as', 'evidence'])
    .where('school_year', '=', last.year)
    .execute();
  const faults: string[] = [];
  for (const { insee, answers, denouncedOn, closes, schools, isLateRefused } of communes) {
    const listed = lists.filter(({ commune_insee }) => commune_insee === insee).map(({ uai }) => uai);
    const participant = participants.find(({ commune_insee }) => commune_insee === insee);
    const fault = (what: string) => faults.push(`renewal of ${insee} (${answers}): ${what}`);
    if (denouncedOn !== null) {
      if (listed.length > 0) fault('it left, and has a list');
      continue;
    }
    if (participant === undefined) fault('nobody asked it');
    else if (answers === 'bounce') {
      if (participant.settled_as !== null || listed.length > 0) fault('renewed though its letter came back');
      const item = await db
        .selectFrom('work_item')
        .select('id')
        .where('subject_id', '=', participant.id)
        .executeTakeFirst();
      if (item === undefined) fault('no agent was called');
    } else if (listed.length === 0) fault('it stays, and has no list');
    if (answers === 'silence' && (participant?.settled_as !== 'renewed' || participant.evidence === null)) {
      fault('its silence is not recorded with its evidence');
    }
    const said = saidLate.get(insee);
    const [first] = schools;
    const has = lists.find(({ uai }) => uai === first?.uai)?.administrator.email;
    if (said !== undefined && (has === said.email) === isLateRefused) {
      fault(
        `its late answer was ${isLateRefused ? 'refused, and is in its list' : 'accepted, and is not in its list'}`,
      );
    }
    if (said !== undefined && isLateRefused && participant?.settled_as !== 'renewed') {
      fault('its late answer was refused, and its list is not renewed');
    }
    if (closes !== null && listed.includes(closes.uai)) fault('the school it closes is still listed');
  }
  return faults;
}

/** What the year is there to show has happened: a world that forgets one of its troubles proves nothing. */
export async function checkShown(
  { base: { db } }: Stage,
  { communes }: World,
  { watch, agents, saidLate }: LivedYear,
): Promise<string[]> {
  const late = await db
    .selectFrom('request_year')
    .select((is) => is.fn.countAll<number>().as('count'))
    .where('is_late', '=', true)
    .executeTakeFirstOrThrow();
  const twice = communes.filter(({ writesTwice }) => writesTwice).length;
  const faults: string[] = [];
  if (agents.merged < twice) faults.push(`${agents.merged} requests joined, ${twice} communes wrote twice`);
  if (Number(late.count) !== saidLate.size)
    faults.push(`${late.count} late answers kept, ${saidLate.size} sent`);
  if (watch.figures.missedAnnounced === 0)
    faults.push('no promise was missed: the long outage came to nothing');
  return faults;
}
