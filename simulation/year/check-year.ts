import type { World } from './make-world.js';
import type { Stage } from './open-stage.js';

/**
 * At the end of the year: each commune that stays has its list of the next year, from its answer or from its recorded
 * silence; one whose letter came back has been renewed by nobody and waits for an agent; one that left has none.
 */
export async function checkRenewal({ base: { db } }: Stage, { communes, last }: World): Promise<string[]> {
  const lists = await db
    .selectFrom('listed_school')
    .select(['commune_insee', 'uai'])
    .where('school_year', '=', last.year)
    .execute();
  const participants = await db
    .selectFrom('renewal_participant')
    .select(['id', 'commune_insee', 'settled_as', 'evidence'])
    .where('school_year', '=', last.year)
    .execute();
  const faults: string[] = [];
  for (const { insee, answers, denouncedOn, closes } of communes) {
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
    if (closes !== null && listed.includes(closes.uai)) fault('the school it closes is still listed');
  }
  return faults;
}
