import type { Invitee, Meeting } from '../../committee/invitation.js';
import { firstDayWithin } from '../../fees/draft-statement.js';
import type { FeeYear } from '../../fees/fee-year.js';
import { periodsOfUse } from '../../fees/periods-of-use.js';
import type { Queries, Tx } from '../database.js';
import { loadCommunesInUse } from '../fees/communes-in-use.js';

/** The committee's meeting of a year; null while none is set. */
export async function findMeeting(db: Queries, year: number): Promise<Meeting | null> {
  const row = await db
    .selectFrom('committee_meeting')
    .selectAll()
    .where('year', '=', year)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    ...{ id: row.id, sequence: row.sequence, place: row.place, agenda: row.agenda },
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    isCancelled: row.is_cancelled,
    updatedAt: row.updated_at,
  };
}

export type MeetingSet = Pick<Meeting, 'startsAt' | 'endsAt' | 'place' | 'agenda' | 'isCancelled'> & {
  year: number;
  /** Of the first time it is set. */
  id: string;
  agentId: string;
  at: Date;
};

/** Sets the meeting of a year, or changes it: one more in its sequence. */
export async function saveMeeting(tx: Tx, meeting: MeetingSet): Promise<void> {
  const said = {
    starts_at: meeting.startsAt,
    ends_at: meeting.endsAt,
    place: meeting.place,
    agenda: meeting.agenda,
    is_cancelled: meeting.isCancelled,
    updated_at: meeting.at,
    updated_by: meeting.agentId,
  };
  await tx
    .insertInto('committee_meeting')
    .values({ year: meeting.year, id: meeting.id, sequence: 0, ...said })
    .onConflict((conflict) =>
      conflict
        .column('year')
        .doUpdateSet((is) => ({ ...said, sequence: is('committee_meeting.sequence', '+', 1) })),
    )
    .execute();
}

export type Invitations = {
  invitees: Invitee[] /** Communes that use the service, with nobody to invite. */;
  without: string[];
};

/** The follow-up person of each commune that uses the service in the year; one person once, whatever their communes. */
export async function loadInvitations(db: Queries, year: FeeYear): Promise<Invitations> {
  const [communes, contacts] = await Promise.all([
    loadCommunesInUse(db, year.year),
    db
      .selectFrom('commune_contact')
      .select(['commune_insee', 'person'])
      .where('role', '=', 'followUp')
      .execute(),
  ]);
  const persons = new Map(contacts.map(({ commune_insee, person }) => [commune_insee, person]));
  const invited = new Map<string, Invitee & { communes: string[] }>();
  const without: string[] = [];
  for (const { insee, name, schools } of communes) {
    if (!schools.some(({ use }) => firstDayWithin(periodsOfUse(use), year) !== null)) continue;
    const person = persons.get(insee);
    if (person === undefined) {
      without.push(name);
      continue;
    }
    const known = invited.get(person.email);
    if (known !== undefined) known.communes.push(name);
    else
      invited.set(person.email, {
        name: `${person.firstName} ${person.lastName}`,
        address: person.email,
        communes: [name],
      });
  }
  return { invitees: [...invited.values()], without };
}
