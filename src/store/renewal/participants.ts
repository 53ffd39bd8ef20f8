import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { mayBeWrittenTo } from '../../intake/may-be-written-to.js';
import type { CommuneList } from '../../registry/change.js';
import { communes as allCommunes } from '../../registry/data/communes.js';
import type {
  LetterSent,
  ParticipantFacts,
  Settlement,
  SilenceEvidence,
} from '../../registry/renewal-standing.js';
import type { SchoolYear } from '../../registry/school-year.js';
import { loadCommunes } from '../cases.js';
import type { Queries, Tx } from '../database.js';

/** A commune that a campaign asks, with all that the campaign knows of it. */
export type Participant = {
  id: string;
  communeInsee: string;
  /** The list in force for the campaign’s year: its own once it has one, else the latest before it. */
  list: CommuneList;
  facts: ParticipantFacts;
  answer: { reference: string; receivedAt: Date; status: string; isUnclear: boolean } | null;
  settledAt: Date | null;
  evidence: SilenceEvidence | { reason: string } | null;
};

type Row = {
  id: string;
  communeInsee: string;
  settledAs: Settlement | null;
  settledAt: Date | null;
  evidence: Participant['evidence'];
  letters: (Omit<LetterSent, 'sentAt'> & { sentAt: string | null })[];
  isBounced: boolean;
  answer:
    | (NonNullable<ParticipantFacts['answer']> & {
        reference: string;
        receivedAt: string;
        status: string;
        isUnclear: boolean;
      })
    | null;
};

/** In the order of the communes’ codes. `ids`: those alone, their rows locked when nobody else holds them. */
export async function loadParticipants(
  db: Queries,
  year: SchoolYear,
  ownAddresses: readonly string[],
  only?: { ids: readonly string[]; isLocked: boolean },
): Promise<Participant[]> {
  if (only?.isLocked) {
    await sql`select id from renewal_participant where id = any(${[...only.ids]}::uuid[]) order by id for update`.execute(
      db,
    );
  }
  const rows = await sql<Row>`
    select participant.id, participant.commune_insee as "communeInsee", settled_as as "settledAs",
      settled_at as "settledAt", evidence,
      coalesce((select jsonb_agg(jsonb_build_object('letter', letter, 'replyId', reply.id, 'recipient', recipient,
          'status', reply.status, 'sentAt', sent_at) order by made_at, letter)
        from renewal_letter join reply on reply.id = reply_id
        where participant_id = participant.id and given_up_at is null), '[]') as letters,
      exists (select 1 from commune_contact as contact
        join bounced_address on bounced_address.address = lower(contact.person->>'email')
        where contact.commune_insee = participant.commune_insee and role = 'followUp'
          and last_bounced_at > greatest(contact.since, (select max(given_up_at) from renewal_letter
            where participant_id = participant.id))) as "isBounced",
      (select jsonb_build_object('kind', year.answer, 'isLate', year.is_late, 'isUnclear', year.is_unclear,
          'isAccepted', request.status in ('accepted', 'opened'), 'status', request.status,
          'reference', request.reference, 'receivedAt', request.opened_at)
        from request_year as year join request on request.id = year.request_id
        where year.campaign = participant.school_year and request.commune_insee = participant.commune_insee
          and request.status <> 'closed'
        order by year.is_late, request.opened_at desc limit 1) as answer
    from renewal_participant as participant
    where school_year = ${year} and (${only === undefined} or participant.id = any(${[...(only?.ids ?? [])]}::uuid[]))
    order by participant.commune_insee`.execute(db);
  const communes = await loadCommunes(
    db,
    rows.rows.map(({ communeInsee }) => communeInsee),
    { day: `${year}-09-01`, schoolYear: year },
  );
  return rows.rows.map((row) => {
    const { list, isConventionInForce } = communes.get(row.communeInsee)!;
    const contact = contactOf(list, row.isBounced, ownAddresses);
    const { answer } = row;
    return {
      id: row.id,
      communeInsee: row.communeInsee,
      list,
      facts: {
        contact,
        hasList: list.schools.length > 0,
        isLeaving: !isConventionInForce,
        letters: row.letters.map((letter) => ({
          ...letter,
          sentAt: letter.sentAt === null ? null : new Date(letter.sentAt),
        })),
        answer: answer && { kind: answer.kind, isLate: answer.isLate, isAccepted: answer.isAccepted },
        settledAs: row.settledAs,
      },
      answer: answer && {
        reference: answer.reference,
        receivedAt: new Date(answer.receivedAt),
        status: answer.status,
        isUnclear: answer.isUnclear,
      },
      settledAt: row.settledAt,
      evidence: row.evidence,
    };
  });
}

function contactOf(
  { contacts }: CommuneList,
  isBounced: boolean,
  ownAddresses: readonly string[],
): ParticipantFacts['contact'] {
  const address = contacts.followUp?.email.toLowerCase();
  if (address === undefined || address === '') return 'none';
  return isBounced || !mayBeWrittenTo(address, ownAddresses) ? 'unreachable' : 'living';
}

/** The communes that a campaign prepared now would ask, as it would know them: nothing is written. */
export async function supposedParticipants(
  db: Queries,
  { year, day, insees, ownAddresses }: Supposing,
): Promise<Participant[]> {
  const now = await loadCommunes(db, insees, { day, schoolYear: year });
  const then = await loadCommunes(db, insees, { day: `${year}-09-01`, schoolYear: year });
  const bounced = await db.selectFrom('bounced_address').select('address').execute();
  const isBounced = new Set(bounced.map(({ address }) => address));
  return [...now.values()]
    .filter(({ isConventionInForce, list }) => isConventionInForce && list.schools.length > 0)
    .map(({ insee, list }) => ({
      ...{ id: insee, communeInsee: insee, list, answer: null, settledAt: null, evidence: null },
      facts: {
        contact: contactOf(
          list,
          isBounced.has(list.contacts.followUp?.email.toLowerCase() ?? ''),
          ownAddresses,
        ),
        ...{ hasList: true, isLeaving: !then.get(insee)!.isConventionInForce },
        ...{ letters: [], answer: null, settledAs: null },
      },
    }));
}

type Supposing = {
  year: SchoolYear;
  day: string;
  insees: readonly string[];
  ownAddresses: readonly string[];
};

/**
 * The communes a campaign asks: those with a list and a convention in force on `day`. Those that join later are added
 * when it is asked again; none is ever taken out.
 */
export async function enrolParticipants(tx: Tx, year: SchoolYear, day: string): Promise<number> {
  const insees = allCommunes.map(({ insee }) => insee);
  const communes = await loadCommunes(tx, insees, { day, schoolYear: year });
  const asked = [...communes.values()].filter(
    ({ isConventionInForce, list }) => isConventionInForce && list.schools.length > 0,
  );
  if (asked.length === 0) return 0;
  const added = await tx
    .insertInto('renewal_participant')
    .values(
      asked.map(({ insee }) => ({
        id: randomUUID(),
        school_year: year,
        commune_insee: insee,
      })),
    )
    .onConflict((conflict) => conflict.columns(['school_year', 'commune_insee']).doNothing())
    .executeTakeFirst();
  return Number(added.numInsertedOrUpdatedRows ?? 0);
}
