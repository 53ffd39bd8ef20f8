import { Temporal } from 'temporal-polyfill';
import type { CampaignDays } from '../../../src/provisioning/renewal-calendar.js';
import type { CampaignState } from '../../../src/registry/renewal-campaign.js';
import type { Database } from '../../../src/store/database.js';
import { insertCampaign } from '../../../src/store/renewal/campaigns.js';
import { enrolParticipants } from '../../../src/store/renewal/participants.js';
import { aTownHall, type TownHall } from './a-town-hall.js';

const day = (text: string) => Temporal.PlainDate.from(text);

export const daysOf2027: CampaignDays = {
  opensOn: day('2027-05-03'),
  remindsOn: [day('2027-05-31'), day('2027-06-14')],
  lastDay: day('2027-06-20'),
  applyBy: day('2027-08-19'),
  removalsFrom: day('2027-07-10'),
};

export const followUpOf = ({ insee }: TownHall) => `suivi@mairie-${insee}.example`;

/** The list of this town hall for 2026-2027, and its two contacts. */
export async function aListOf2026(db: Database, index: number): Promise<TownHall> {
  const hall = aTownHall(index);
  const since = new Date('2026-06-01T08:00:00Z');
  const commune_insee = hall.insee;
  await db
    .insertInto('listed_school')
    .values(
      hall.schools.map(({ uai, name }, rank) => ({
        ...{ commune_insee, school_year: 2026, uai, name, since, request_id: null },
        administrator: JSON.stringify(aListedPerson(rank, hall)),
      })),
    )
    .execute();
  await db
    .insertInto('commune_contact')
    .values([
      {
        ...{ commune_insee, role: 'followUp', since, request_id: null },
        person: JSON.stringify({
          ...somebody,
          firstName: 'Hélène',
          lastName: 'Marchand',
          email: followUpOf(hall),
        }),
      },
      {
        ...{ commune_insee, role: 'technical', since, request_id: null },
        person: JSON.stringify({
          ...{ ...somebody, firstName: 'Karim', lastName: 'Belkacem' },
          email: `informatique@mairie-${hall.insee}.example`,
        }),
      },
    ])
    .execute();
  return hall;
}

const somebody = { jobTitle: 'Directrice', phone: '+33472900318' };

/** As `aFormOf` names them: the form of this town hall changes nothing to its list. */
export function aListedPerson(rank: number, { insee }: TownHall) {
  return {
    firstName: ['Sylvie', 'Paul', 'Nadia'][rank]!,
    lastName: ['Durand', 'Mercier', 'Haddad'][rank]!,
    jobTitle: 'Directrice',
    email: `direction.${rank}.${insee}@ac-lyon.example`,
    phone: '+33472900318',
  };
}

/** The campaign of 2027-2028 with its communes, in a state of its life. */
export async function aCampaign(
  db: Database,
  { state = 'open' as CampaignState, lettersPerHour = 1_000, silenceAfterDays = 3, days = daysOf2027 } = {},
): Promise<number> {
  await db.transaction().execute(async (tx) => {
    const preparedAt = new Date('2027-04-20T08:00:00Z');
    await insertCampaign(tx, { year: 2027, days, lettersPerHour, silenceAfterDays, preparedAt });
    await enrolParticipants(tx, 2027, '2027-04-20');
    await tx.updateTable('renewal_campaign').set({ status: state }).execute();
  });
  return 2027;
}
